/** Which events a reader can pass over. */
import type { Note } from '../raft/notes.ts';
import type { TraceEvent } from './event.ts';

/**
 * `heartbeat`: part of an idle leader's rhythm, on both sides. `decision`: a
 * rule decided on something that could have gone otherwise, or somebody acted.
 * `step`: what follows from decisions.
 */
export type Interest = 'heartbeat' | 'step' | 'decision';

/** How much `event` tells. */
export function interestOf(event: TraceEvent): Interest {
  if (event.kind === 'command' || event.error !== null) return 'decision';
  if (event.notes.some(decides)) return 'decision';
  return isHeartbeat(event) ? 'heartbeat' : 'step';
}

function isHeartbeat(event: TraceEvent): boolean {
  const message = event.message?.message;
  switch (event.kind) {
    case 'timer':
      return event.notes.every((note) => note.what === 'heartbeatSent') && !event.sent.some(carriesEntries);
    case 'deliver':
      return event.notes.every(isIdleNote) && message?.type.startsWith('AppendEntries') === true;
    case 'lost':
    case 'inbox':
      return message?.type === 'AppendEntries' && message.entries.length === 0;
    case 'disk':
    case 'command':
    case 'client':
      return false;
  }
}

function carriesEntries({ message }: TraceEvent['sent'][number]): boolean {
  return message.type === 'AppendEntries' && message.entries.length > 0;
}

function isIdleNote(note: Note): boolean {
  return note.what === 'heartbeatAccepted' || note.what === 'ackStale';
}

function decides(note: Note): boolean {
  switch (note.what) {
    case 'electionStarted':
    case 'campaignIgnored':
    case 'becameLeader':
    case 'steppedDown':
    case 'voteGranted':
    case 'voteRefused':
    case 'appendRefused':
    case 'truncated':
    case 'rolledBack':
    case 'commitHeld':
    case 'proposalRefused':
    case 'proposalLost':
    case 'requestRefused':
    case 'requestLost':
    case 'preVoteStarted':
    case 'preVoteGranted':
    case 'preVoteRefused':
    case 'preVoteDropped':
    case 'voteIgnored':
    case 'quorumLost':
    case 'transferStarted':
    case 'timeoutNowSent':
    case 'timeoutNowTaken':
    case 'timeoutNowIgnored':
    case 'transferDone':
    case 'transferGivenUp':
    case 'snapshotTaken':
    case 'compactRefused':
    case 'chunkRefused':
    case 'snapshotInstalled':
    case 'configInForce':
    case 'configReverted':
    case 'catchUpStarted':
    case 'caughtUp':
    case 'catchUpGivenUp':
    case 'changeDone':
    case 'readWaits':
    case 'leaseMissing':
    case 'readServed':
    case 'sessionExpired':
    case 'commandRepeated':
    case 'sessionRefused':
      return true;
    case 'snapshotSent':
      return note.values.offset === 0;
    case 'commitAdvanced':
      return note.values.copies !== null;
    case 'leaderKnown':
    case 'voteCounted':
    case 'replyIgnored':
    case 'heartbeatSent':
    case 'heartbeatAccepted':
    case 'appended':
    case 'proposed':
    case 'durable':
    case 'matchAdvanced':
    case 'ackStale':
    case 'applied':
    case 'preVoteCounted':
    case 'chunkTaken':
    case 'snapshotStale':
    case 'readStarted':
    case 'sessionOpened':
      return false;
  }
}

/** What a console says of snapshots, members, transfers, pre-votes, reads and sessions. */
import type { Note } from '../../raft/notes.ts';
import { characters, clip, configClause, configLabel, listed, readModeWord, requestNoun } from '../../trace/narrateWords.ts';
import type { ConsoleLine } from './consoleLines.ts';

type Said = [tone: ConsoleLine['tone'], text: string];

/** The line for one of these notes; null for any other, and for what follows from another line. */
export function featureLine(note: Note): Said | null {
  return electionLine(note) ?? snapshotLine(note) ?? membersLine(note) ?? clientLine(note);
}

function electionLine(note: Note): Said | null {
  switch (note.what) {
    case 'preVoteStarted':
      return ['role', `Election timeout: pre-vote for term ${note.values.proposedTerm}, still in term ${note.values.term}`];
    case 'preVoteGranted':
      return ['plain', `Would vote for ${note.values.candidate} in term ${note.values.proposedTerm}`];
    case 'preVoteRefused':
      return ['plain', `Would not vote for ${note.values.candidate} in term ${note.values.proposedTerm}`];
    case 'preVoteDropped':
      return ['plain', `Dropped ${note.values.candidate}’s pre-vote for term ${note.values.proposedTerm}`];
    case 'voteIgnored':
      return ['plain', `Ignored ${note.values.candidate} in term ${note.values.messageTerm}: a leader is heard`];
    case 'quorumLost':
      return ['role', `Follower in term ${note.values.term}: heard no majority for ${note.values.timeoutMs} ms`];
    case 'transferStarted':
      return ['role', `Handing over to ${note.values.target}`];
    case 'timeoutNowSent':
      return ['plain', `Told ${note.values.target} to campaign`];
    case 'timeoutNowTaken':
      return ['role', `${note.values.leader} hands over`];
    case 'timeoutNowIgnored':
      return ['plain', `Ignored ${note.values.leader}’s TimeoutNow`];
    case 'transferDone':
      return ['role', `Handed over to ${note.values.target}`];
    case 'transferGivenUp':
      return ['role', `Gave up handing over to ${note.values.target}`];
    default:
      return null;
  }
}

function snapshotLine(note: Note): Said | null {
  switch (note.what) {
    case 'snapshotTaken':
      return ['data', `Snapshot through ${note.values.to}, ${note.values.bytes} characters`];
    case 'compactRefused':
      return ['plain', `No snapshot through ${note.values.upTo}`];
    case 'snapshotSent': {
      const { peer, lastIncludedIndex, offset, bytes, total } = note.values;
      return ['plain', `Sent ${peer} the snapshot through ${lastIncludedIndex}${bytes < total ? `, ${characters(offset, bytes)} of ${total}` : ''}`];
    }
    case 'chunkTaken':
      return note.values.done ? null : ['data', `Got ${characters(note.values.offset, note.values.bytes)} of ${note.values.leader}’s snapshot`];
    case 'chunkRefused':
      return ['plain', `Refused ${note.values.leader}’s snapshot`];
    case 'snapshotInstalled': {
      const { lastIncludedIndex, kept, dropped } = note.values;
      const tail = kept > 0 ? `, kept ${kept} after it` : dropped > 0 ? `, dropped ${dropped} after it` : '';
      return ['data', `Installed the snapshot through ${lastIncludedIndex}${tail}`];
    }
    default:
      return null;
  }
}

function membersLine(note: Note): Said | null {
  switch (note.what) {
    case 'configInForce':
      return ['role', `Members now: ${configLabel(note.values.config)}`];
    case 'configReverted':
      return ['role', `Members again: ${configLabel(note.values.config)}`];
    case 'catchUpStarted':
      return ['plain', `${listed(note.values.peers)} to catch up to ${note.values.target}, round ${note.values.round}`];
    case 'catchUpGivenUp':
      return ['plain', `Gave up on ${note.values.peer}: the members stay`];
    case 'changeDone':
      return ['data', `Members changed: ${configClause(note.values.config)}`];
    default:
      return null;
  }
}

function clientLine(note: Note): Said | null {
  switch (note.what) {
    case 'readServed':
      return ['data', `Read ${clip(note.values.key, 40)} (${readModeWord(note.values.mode)}${note.values.mode === 'local' ? ', perhaps stale' : ''})`];
    case 'leaseMissing':
      return ['plain', 'No lease: asking a majority'];
    case 'sessionExpired':
      return ['plain', `Session of ${clip(note.values.client, 40)} expired`];
    case 'commandRepeated':
      return ['data', `Not applied again: command ${note.values.seq} of ${clip(note.values.client, 40)}`];
    case 'sessionRefused':
      return ['plain', `Refused entry ${note.values.index}: ${note.values.reason}`];
    case 'requestRefused':
      return ['plain', `Refused the ${requestNoun(note.values.op)}: ${note.values.reason}`];
    case 'requestLost':
      return ['plain', `Lost the client of a ${requestNoun(note.values.op)}`];
    default:
      return null;
  }
}

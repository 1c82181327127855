/** The numbers behind a decision. */
import { unreachable } from '../base/assert.ts';
import type { Note, NoteValues, PreVoteValues } from '../raft/notes.ts';
import type { LogEnds, NoteNamed } from './narrateNoteWords.ts';
import { configLabel, indexRange, milliseconds } from './narrateWords.ts';

/** The numbers that decided, as short as in a table cell: `2 < 4`. Null when nothing was compared. */
export function compared(note: Note): string | null {
  switch (note.what) {
    case 'becameLeader':
      return `${note.values.votes} ≥ ${note.values.needed}`;
    case 'steppedDown': {
      if (note.rule === 'removedLeader') return null;
      const { messageTerm, currentTerm } = note.values;
      return messageTerm === currentTerm ? `${messageTerm} = ${currentTerm}` : `${messageTerm} > ${currentTerm}`;
    }
    case 'voteGranted':
    case 'preVoteGranted':
      return `${logEnd(note.values, 'candidate')} ≥ ${logEnd(note.values, 'own')}`;
    case 'voteRefused':
      return comparedVote(note);
    case 'voteCounted':
    case 'preVoteCounted':
      return reached(note.values.votes, note.values.needed);
    case 'replyIgnored':
      return note.values.replyTerm < note.values.currentTerm
        ? `${note.values.replyTerm} < ${note.values.currentTerm}`
        : null;
    case 'appendRefused':
      return comparedAppend(note);
    case 'truncated':
      return `t${note.values.haveTerm} ≠ t${note.values.newTerm}`;
    case 'ackStale':
      return note.rule === 'backtrack' ? null : `${note.values.acked} ≤ ${note.values.matchIndex}`;
    case 'matchAdvanced':
    case 'rolledBack':
      return `${note.values.from} → ${note.values.to}`;
    case 'commitAdvanced':
      return comparedCommit(note.values);
    case 'commitHeld':
      return `t${note.values.entryTerm} ≠ t${note.values.currentTerm}`;
    case 'applied':
    case 'appended':
      return note.values.to < note.values.from ? null : indexRange(note.values.from, note.values.to);
    case 'preVoteRefused':
      return comparedPreVote(note);
    case 'preVoteDropped':
      return `${note.values.proposedTerm} < ${note.values.currentTerm}`;
    case 'voteIgnored':
      return stickiness(note.values);
    case 'quorumLost':
      return note.values.heard < note.values.needed ? `${note.values.heard} < ${note.values.needed}` : null;
    case 'transferStarted':
      return `${note.values.matchIndex} ${note.values.matchIndex < note.values.lastLogIndex ? '<' : '='} ${note.values.lastLogIndex}`;
    case 'timeoutNowIgnored':
      return note.values.messageTerm < note.values.currentTerm ? `${note.values.messageTerm} < ${note.values.currentTerm}` : null;
    case 'snapshotTaken':
    case 'compactRefused':
    case 'snapshotSent':
    case 'chunkTaken':
    case 'chunkRefused':
    case 'snapshotInstalled':
    case 'snapshotStale':
      return comparedSnapshot(note);
    case 'configInForce':
    case 'configReverted':
      return `${configLabel(note.values.before)} → ${configLabel(note.values.config)}`;
    case 'catchUpGivenUp':
      return `${note.values.matchIndex} < ${note.values.target}`;
    case 'readWaits':
      return `t${note.values.commitTerm} ≠ t${note.values.currentTerm}`;
    case 'leaseMissing':
      return note.values.sinceMs === null ? null : `${milliseconds(note.values.sinceMs)} ≥ ${milliseconds(note.values.leaseMs)}`;
    case 'readServed':
      return comparedRead(note.values);
    case 'commandRepeated':
      return `${note.values.seq} ≤ ${note.values.lastSeq}`;
    case 'timeoutNowSent':
    case 'timeoutNowTaken':
    case 'transferDone':
    case 'transferGivenUp':
    case 'catchUpStarted':
    case 'caughtUp':
    case 'changeDone':
    case 'readStarted':
    case 'sessionOpened':
    case 'sessionExpired':
    case 'sessionRefused':
    case 'requestRefused':
    case 'requestLost':
    case 'preVoteStarted':
    case 'electionStarted':
    case 'heartbeatSent':
    case 'campaignIgnored':
    case 'leaderKnown':
    case 'heartbeatAccepted':
    case 'proposed':
    case 'proposalRefused':
    case 'proposalLost':
    case 'durable':
      return null;
    default:
      return unreachable(note);
  }
}

function comparedVote({ rule, values }: NoteNamed<'voteRefused'>): string | null {
  if (values.messageTerm < values.currentTerm) return `${values.messageTerm} < ${values.currentTerm}`;
  if (rule === 'mayVoteFor' && values.votedFor !== null) return `${values.votedFor} ≠ ${values.candidate}`;
  if (rule === 'mayGrantVotes') return null;
  return `${logEnd(values, 'candidate')} < ${logEnd(values, 'own')}`;
}

/** What there is against what is needed. */
function reached(have: number, needed: number): string {
  return `${have} ${have >= needed ? '≥' : '<'} ${needed}`;
}

function comparedPreVote({ rule, values }: NoteNamed<'preVoteRefused'>): string | null {
  if (rule === 'isStale') return `${values.proposedTerm} < ${values.currentTerm}`;
  if (rule === 'ignoresVoteRequest') return stickiness(values);
  if (rule === 'mayVoteFor' || rule === 'mayGrantVotes') return null;
  return `${logEnd(values, 'candidate')} < ${logEnd(values, 'own')}`;
}

function stickiness({ heardMsAgo, leastTimeoutMs }: Pick<PreVoteValues, 'heardMsAgo' | 'leastTimeoutMs'>): string | null {
  return heardMsAgo === null ? null : `${milliseconds(heardMsAgo)} < ${milliseconds(leastTimeoutMs)}`;
}

function comparedSnapshot(
  note: NoteNamed<'snapshotTaken' | 'compactRefused' | 'snapshotSent' | 'chunkTaken' | 'chunkRefused' | 'snapshotInstalled' | 'snapshotStale'>,
): string | null {
  switch (note.what) {
    case 'snapshotTaken':
      return `${note.values.from} → ${note.values.to}`;
    case 'compactRefused': {
      const { upTo, lastApplied, snapshotIndex } = note.values;
      return upTo > lastApplied ? `${upTo} > ${lastApplied}` : `${upTo} ≤ ${snapshotIndex}`;
    }
    case 'snapshotSent':
      return note.values.nextIndex <= note.values.lastIncludedIndex ? `${note.values.nextIndex} ≤ ${note.values.lastIncludedIndex}` : null;
    case 'chunkTaken':
      return null;
    case 'chunkRefused': {
      const { messageTerm, currentTerm, offset, expected } = note.values;
      return messageTerm < currentTerm ? `${messageTerm} < ${currentTerm}` : `${offset} ≠ ${expected}`;
    }
    case 'snapshotInstalled': {
      const { haveTerm, lastIncludedTerm } = note.values;
      return haveTerm === null ? null : `t${haveTerm} ${haveTerm === lastIncludedTerm ? '=' : '≠'} t${lastIncludedTerm}`;
    }
    case 'snapshotStale':
      return `${note.values.lastIncludedIndex} ≤ ${note.values.commitIndex}`;
    default:
      return unreachable(note);
  }
}

function comparedRead({ confirmed, needed, sinceMs, leaseMs }: NoteValues['readServed']): string | null {
  if (confirmed !== null && needed !== null) return reached(confirmed, needed);
  return sinceMs === null || leaseMs === null ? null : `${milliseconds(sinceMs)} < ${milliseconds(leaseMs)}`;
}

function logEnd(values: LogEnds, whose: 'candidate' | 'own'): string {
  return whose === 'candidate'
    ? `t${values.candidateLastTerm}@${values.candidateLastIndex}`
    : `t${values.lastLogTerm}@${values.lastLogIndex}`;
}

function comparedAppend({ values }: NoteNamed<'appendRefused'>): string {
  const { messageTerm, currentTerm, prevLogIndex, prevLogTerm, haveTerm, lastLogIndex } = values;
  if (messageTerm < currentTerm) return `${messageTerm} < ${currentTerm}`;
  if (haveTerm === null) return `${prevLogIndex} > ${lastLogIndex}`;
  return `t${prevLogTerm} ≠ t${haveTerm}`;
}

function comparedCommit(values: NoteValues['commitAdvanced']): string {
  if (values.copies !== null && values.needed !== null) return `${values.copies} ≥ ${values.needed}`;
  return `min(${values.leaderCommit ?? values.to}, ${values.proven ?? values.to}) = ${values.to}`;
}

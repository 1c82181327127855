/** The numbers behind a decision. */
import { unreachable } from '../base/assert.ts';
import type { Note, NoteKind, NoteValues, VoteValues } from '../raft/notes.ts';
import { indexRange } from './narrateWords.ts';

type NoteNamed<K extends NoteKind> = Extract<Note, { what: K }>;

/** The numbers that decided, as short as in a table cell: `2 < 4`. Null when nothing was compared. */
export function compared(note: Note): string | null {
  switch (note.what) {
    case 'becameLeader':
      return `${note.values.votes} ≥ ${note.values.needed}`;
    case 'steppedDown': {
      const { messageTerm, currentTerm } = note.values;
      return messageTerm === currentTerm ? `${messageTerm} = ${currentTerm}` : `${messageTerm} > ${currentTerm}`;
    }
    case 'voteGranted':
      return `${logEnd(note.values, 'candidate')} ≥ ${logEnd(note.values, 'own')}`;
    case 'voteRefused':
      return comparedVote(note);
    case 'voteCounted':
      return note.values.votes >= note.values.needed
        ? `${note.values.votes} ≥ ${note.values.needed}`
        : `${note.values.votes} < ${note.values.needed}`;
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

function comparedVote({ rule, values }: NoteNamed<'voteRefused'>): string {
  if (values.messageTerm < values.currentTerm) return `${values.messageTerm} < ${values.currentTerm}`;
  if (rule === 'mayVoteFor' && values.votedFor !== null) return `${values.votedFor} ≠ ${values.candidate}`;
  return `${logEnd(values, 'candidate')} < ${logEnd(values, 'own')}`;
}

function logEnd(values: VoteValues, whose: 'candidate' | 'own'): string {
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

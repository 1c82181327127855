/** What sentences about notes share. */
import type { Note, NoteKind } from '../raft/notes.ts';
import type { LogIndex, NodeId, Term } from '../raft/types.ts';
import type { TraceEvent } from './event.ts';
import { named } from './narrateWords.ts';

/** The notes of some kinds. */
export type NoteNamed<K extends NoteKind> = Extract<Note, { what: K }>;

/** Enough votes in all, and yet no election won: the configuration is joint. P6 */
export const NOT_BOTH = 'not yet a majority of both halves of the joint configuration';

/** Timers fire by themselves or by a command. */
export function fires(event: TraceEvent, timer: string): string {
  return `${named(event.node)}’s ${timer} timer ${event.kind === 'command' ? 'is made to fire' : 'fires'}`;
}

/** The two logs that a vote, real or not, is about. */
export interface LogEnds {
  readonly candidate: NodeId;
  readonly candidateLastTerm: Term;
  readonly candidateLastIndex: LogIndex;
  readonly lastLogTerm: Term;
  readonly lastLogIndex: LogIndex;
}

/** Compares the two log ends of a vote decision. P5.4.1 */
export function logEnds(values: LogEnds): string {
  const { candidate, candidateLastTerm, candidateLastIndex, lastLogTerm, lastLogIndex } = values;
  if (candidateLastTerm === lastLogTerm && candidateLastIndex === lastLogIndex) {
    return lastLogIndex === 0 ? 'both logs are empty' : `both logs end at ${lastLogIndex} with term ${lastLogTerm}`;
  }
  const end = (index: number, term: number): string =>
    index === 0 ? 'is empty' : `ends at ${index} with term ${term}`;
  return `${candidate}’s log ${end(candidateLastIndex, candidateLastTerm)}, its own ${end(lastLogIndex, lastLogTerm)}`;
}

/** How tests of the sentences share out the kinds of notes, so that a new kind can't come without its sentences. */
import type { Note } from '../raft/notes.ts';

/** A note, its sentence, and the numbers that it compares. */
export type Told = readonly [note: Note, text: string, comparison: string | null];

/** Elections, replication, committing: what Figure 2 of the paper has. */
export type BasicNoteKind =
  | 'electionStarted'
  | 'campaignIgnored'
  | 'becameLeader'
  | 'steppedDown'
  | 'leaderKnown'
  | 'voteGranted'
  | 'voteRefused'
  | 'voteCounted'
  | 'replyIgnored'
  | 'heartbeatSent'
  | 'heartbeatAccepted'
  | 'appendRefused'
  | 'truncated'
  | 'appended'
  | 'proposed'
  | 'proposalRefused'
  | 'proposalLost'
  | 'durable'
  | 'matchAdvanced'
  | 'ackStale'
  | 'rolledBack'
  | 'commitAdvanced'
  | 'commitHeld'
  | 'applied';

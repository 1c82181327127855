/** Which of an event's reasons a reader wants to hear first. */
import type { Note, NoteKind } from '../raft/notes.ts';
import type { Role } from '../raft/types.ts';

/** The note a reader would ask about first; null when the event has none. Earlier wins among equals. */
export function leadingNote(notes: readonly Note[]): Note | null {
  let best: Note | null = null;
  for (const note of notes) {
    if (best === null || weight(note) > weight(best)) best = note;
  }
  return best;
}

/** What a node did with the request that it has just got; null: nothing that can be told. */
export function answerTo(notes: readonly Note[]): Note | null {
  return leadingNote(notes.filter(({ what }) => answers.has(what)));
}

const answers: ReadonlySet<NoteKind> = new Set([
  'proposed',
  'proposalRefused',
  'requestRefused',
  'readStarted',
  'readServed',
  'catchUpStarted',
  'configInForce',
  'transferStarted',
]);

/** How much a reader wants to hear of it; higher first. */
function weight(note: Note): number {
  if (note.what === 'steppedDown') return steppedDownWeight[note.values.from];
  if (note.what === 'commitAdvanced') return note.values.copies === null ? 44 : 80;
  if (note.what === 'appended') return note.values.to < note.values.from ? 18 : 60;
  return weights[note.what];
}

const steppedDownWeight: Record<Role, number> = {
  leader: 95,
  candidate: 90,
  preCandidate: 59,
  follower: 25,
  learner: 25,
};

const weights: Record<Exclude<NoteKind, 'steppedDown' | 'commitAdvanced' | 'appended'>, number> = {
  becameLeader: 100,
  truncated: 85,
  electionStarted: 78,
  appendRefused: 77,
  voteRefused: 76,
  voteGranted: 75,
  rolledBack: 70,
  proposalRefused: 66,
  proposed: 65,
  proposalLost: 64,
  voteCounted: 58,
  commitHeld: 55,
  leaderKnown: 50,
  applied: 43,
  matchAdvanced: 40,
  heartbeatSent: 36,
  durable: 35,
  replyIgnored: 30,
  ackStale: 29,
  campaignIgnored: 28,
  heartbeatAccepted: 20,
  requestRefused: 66,
  requestLost: 64,
  preVoteStarted: 77,
  preVoteGranted: 75,
  preVoteRefused: 76,
  preVoteDropped: 76,
  preVoteCounted: 58,
  voteIgnored: 76,
  quorumLost: 96,
  transferStarted: 68,
  timeoutNowSent: 84,
  timeoutNowTaken: 72,
  timeoutNowIgnored: 72,
  transferDone: 83,
  transferGivenUp: 83,
  snapshotTaken: 62,
  compactRefused: 62,
  snapshotSent: 61,
  chunkTaken: 57,
  chunkRefused: 77,
  snapshotInstalled: 88,
  snapshotStale: 56,
  configInForce: 82,
  configReverted: 86,
  catchUpStarted: 67,
  caughtUp: 69,
  catchUpGivenUp: 71,
  changeDone: 87,
  readStarted: 63,
  readWaits: 54,
  leaseMissing: 53,
  readServed: 73,
  sessionOpened: 31,
  sessionExpired: 45,
  commandRepeated: 81,
  sessionRefused: 81,
};

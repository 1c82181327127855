/** Nodes and messages for tests of the core: say only what the test is about. */
import { createPrng } from '../base/prng.ts';
import { createNode, step } from './node.ts';
import type { Note, NoteKind, NoteOf } from './notes.ts';
import { paperRules, type Rules } from './rules.ts';
import type {
  AppendEntries,
  AppendEntriesReply,
  DictCommand,
  Entry,
  LocalMs,
  LogIndex,
  Message,
  NodeId,
  NodeInput,
  Outcome,
  Progress,
  RaftNode,
  RaftOptions,
  RequestVote,
  RequestVoteReply,
  Term,
} from './types.ts';

export const testOptions: RaftOptions = {
  electionTimeoutMs: [150, 300],
  heartbeatMs: 50,
  noOpOnElection: true,
  fastBacktracking: true,
  maxEntriesPerAppend: null,
  maxInflightAppends: null,
  probeWithEntries: true,
  preVote: false,
  checkQuorum: false,
  snapshotThreshold: null,
  snapshotChunkBytes: null,
  membership: 'joint',
  clockDriftBound: 0.1,
  maxSessions: null,
};

/** What a test prepares; `log` lists terms from index 1 on. */
export interface TestNode {
  readonly id?: NodeId;
  readonly voters?: readonly NodeId[];
  readonly votersOutgoing?: readonly NodeId[];
  readonly learners?: readonly NodeId[];
  readonly term?: Term;
  readonly votedFor?: NodeId | null;
  readonly log?: readonly Term[];
  readonly commitIndex?: LogIndex;
  readonly options?: Partial<RaftOptions>;
  readonly now?: LocalMs;
  readonly rules?: Rules;
}

/** Entries from `first` on, one per term, each setting `k` to its own place. */
export function entriesOf(terms: readonly Term[], first: LogIndex = 1): Entry[] {
  return terms.map((term, i) => ({ index: first + i, term, command: { set: ['k', `${first + i}@${term}`] } }));
}

/** A node, S1 of three unless told, that came up with this on its disk. */
export function nodeOf(is: TestNode = {}): RaftNode {
  const log = is.log ?? [];
  return createNode(
    {
      id: is.id ?? 'S1',
      options: { ...testOptions, ...is.options },
      config: {
        voters: is.voters ?? ['S1', 'S2', 'S3'],
        votersOutgoing: is.votersOutgoing ?? [],
        learners: is.learners ?? [],
      },
      disk: {
        currentTerm: is.term ?? log.at(-1) ?? 0,
        votedFor: is.votedFor ?? null,
        log: { entries: entriesOf(log), snapshotIndex: 0, snapshotTerm: 0 },
        snapshot: null,
      },
      commitIndex: is.commitIndex ?? 0,
      restarted: false,
      prng: createPrng(7),
      now: is.now ?? 0,
    },
    is.rules ?? paperRules,
  );
}

type Untimed<I> = I extends NodeInput ? Omit<I, 'now'> : never;

/** One input at time `now`. */
export function feed(
  node: RaftNode,
  input: Untimed<NodeInput>,
  now: LocalMs = 0,
  rules: Rules = paperRules,
): Outcome {
  return step(node, { ...input, now }, rules);
}

/** Hands `message` to `node`. */
export function deliver(node: RaftNode, message: Message, now: LocalMs = 0, rules: Rules = paperRules): Outcome {
  return step(node, { kind: 'message', now, message }, rules);
}

/** Everything handed to the disk so far becomes durable; gives what came of it. */
export function persistAll(node: RaftNode, now: LocalMs = 0, rules: Rules = paperRules): Outcome[] {
  const outcomes: Outcome[] = [];
  for (let write = node.writes[0]; write !== undefined; write = node.writes[0]) {
    outcomes.push(step(node, { kind: 'persisted', now, write: write.id }, rules));
  }
  return outcomes;
}

/** `node` campaigns and every other voter votes for it; its own writes become durable. Gives what it sent as leader. */
export function elect(node: RaftNode, now: LocalMs = 0, rules: Rules = paperRules): Message[] {
  feed(node, { kind: 'campaign' }, now, rules);
  const outcomes = persistAll(node, now, rules);
  for (const from of node.config.voters) {
    if (from === node.id) continue;
    outcomes.push(deliver(node, requestVoteReply({ from, to: node.id, term: node.currentTerm }), now, rules));
  }
  outcomes.push(...persistAll(node, now, rules));
  return outcomes.flatMap(({ sendNow }) => sendNow);
}

/** The same command every time is enough where only its place counts. */
export const setX: DictCommand = { set: ['x', '1'] };

/** The terms of the log, from its first held entry on. */
export function termsOf(node: RaftNode): Term[] {
  return node.log.entries.map(({ term }) => term);
}

/** The one note of that kind. @throws if there is none */
export function noteOf<K extends NoteKind>(outcome: Outcome, what: K): NoteOf<K>['values'] {
  const found = outcome.notes.find((note: Note): note is NoteOf<K> & Note => note.what === what);
  if (found === undefined) {
    throw new Error(`no note ${what} among ${outcome.notes.map((note) => note.what).join(', ')}`);
  }
  return found.values;
}

/** The kinds of notes, in order. */
export function whats(outcome: Outcome): NoteKind[] {
  return outcome.notes.map((note) => note.what);
}

/** What a leader knows of a follower that it has not heard yet. */
export function progressAt(is: Partial<Progress> = {}): Progress {
  return {
    nextIndex: 1,
    matchIndex: 0,
    state: 'stream',
    inflight: [],
    rollbacks: 0,
    snapshotIndex: 0,
    snapshotOffset: 0,
    heardAt: 0,
    ackedRound: 0,
    ...is,
  };
}

/** S2 asks S1 for its vote in term 1, with an empty log. */
export function requestVote(is: Partial<RequestVote> = {}): RequestVote {
  return { type: 'RequestVote', from: 'S2', to: 'S1', term: 1, lastLogIndex: 0, lastLogTerm: 0, transfer: false, ...is };
}

/** S2 grants S1 its vote in term 1. */
export function requestVoteReply(is: Partial<RequestVoteReply> = {}): RequestVoteReply {
  return { type: 'RequestVoteReply', from: 'S2', to: 'S1', term: 1, voteGranted: true, ...is };
}

/** A heartbeat of S2, leader of term 1, to S1. `terms` puts in entries after prevLogIndex. */
export function appendEntries(is: Partial<AppendEntries> & { terms?: readonly Term[] } = {}): AppendEntries {
  const { terms, ...given } = is;
  return {
    type: 'AppendEntries',
    from: 'S2',
    to: 'S1',
    term: 1,
    prevLogIndex: 0,
    prevLogTerm: 0,
    entries: entriesOf(terms ?? [], (is.prevLogIndex ?? 0) + 1),
    leaderCommit: 0,
    round: 0,
    ...given,
  };
}

/** S2 acknowledges index 1 to S1, leader of term 1. */
export function appendReply(is: Partial<AppendEntriesReply> = {}): AppendEntriesReply {
  return {
    type: 'AppendEntriesReply',
    from: 'S2',
    to: 'S1',
    term: 1,
    success: true,
    matchIndex: 1,
    prevLogIndex: 0,
    conflictTerm: null,
    conflictIndex: 0,
    round: 0,
    ...is,
  };
}

/**
 * What changed in a node's memory by one step, small enough to post with every
 * outcome. Log and snapshot are not in it: they change only through the writes
 * that the outcome hands to the disk, so the mirror takes them from there.
 */
import { clonePrng, type Prng } from '../../base/prng.ts';
import { compactLog, entryAt, putEntry, truncateFrom } from '../../raft/log.ts';
import { decodeState } from '../../raft/snapshotState.ts';
import type { IncomingSnapshot } from '../../raft/pending.ts';
import type {
  ClientId,
  DictCommand,
  DictValue,
  NodeId,
  Outcome,
  Progress,
  RaftNode,
  Session,
} from '../../raft/types.ts';

const SCALARS = [
  'currentTerm',
  'votedFor',
  'role',
  'leaderId',
  'commitIndex',
  'lastApplied',
  'config',
  'configIndex',
  'electionDeadline',
  'electionTimeoutMs',
  'heartbeatDeadline',
  'durableIndex',
  'nextWriteId',
  'change',
  'transfer',
  'round',
  'leaseVoid',
  'quorumDeadline',
  'leaderHeardAt',
] as const satisfies readonly (keyof RaftNode)[];

type Scalars = Pick<RaftNode, (typeof SCALARS)[number]>;

/** Only what changed is there. */
export interface MemoryPatch {
  scalars?: Partial<Scalars>;
  votes?: Record<NodeId, boolean>;
  /** Members whose progress changed. */
  progress?: Record<NodeId, Progress>;
  /** Members that were heard, and nothing else: heardAt and ackedRound. */
  heard?: Record<NodeId, readonly [heardAt: number, ackedRound: number]>;
  /** The progress of everybody else is gone. */
  progressReset?: true;
  proposals?: RaftNode['proposals'];
  reads?: RaftNode['reads'];
  roundsBegan?: RaftNode['roundsBegan'];
  writes?: RaftNode['writes'];
  prng?: Prng;
  /** `data` is only what comes after the first `kept` characters. */
  incoming?: { readonly kept: number; readonly now: IncomingSnapshot | null };
  /** Dict and sessions are those of the snapshot that this step wrote, before `dict` and `clients`. */
  restored?: true;
  /** Keys that were written; null: the key is gone. */
  dict?: [key: string, value: DictValue | null][];
  /** All keys in order, where one step applied several entries and a deletion among them: a key may have come back at the end. */
  order?: string[];
  /** Sessions that were used, opened or have expired. */
  clients?: [client: ClientId, session: Session][];
}

/** What a node looked like after the last patch; the log and dict are left out. */
export interface Shadow {
  readonly scalars: Scalars;
  votes: Record<NodeId, boolean>;
  progress: Record<NodeId, Progress>;
  proposals: string;
  reads: string;
  roundsBegan: string;
  writes: string;
  prng: Prng;
  incoming: IncomingSnapshot | null;
  /** The node's own maps, which an installed snapshot replaces. */
  dict: RaftNode['dict'];
}

/** A shadow of `node` as it is. */
export function shadowOf(node: RaftNode): Shadow {
  const scalars = Object.fromEntries(SCALARS.map((field) => [field, node[field]]));
  return {
    scalars: scalars as unknown as Scalars,
    votes: { ...node.votes },
    progress: cloneProgress(node.progress),
    proposals: edges(node.proposals, (proposal) => proposal.request),
    reads: edges(node.reads, (read) => read.request * 1e6 + read.round),
    roundsBegan: edges(node.roundsBegan, ({ round }) => round),
    writes: edges(node.writes, (write) => write.id * 1e9 + write.lastIndex),
    prng: clonePrng(node.prng),
    incoming: node.incoming,
    dict: node.dict,
  };
}

/**
 * What changed in `node` since `shadow`, which is brought up to date. Nothing of
 * it is the node's own: further steps may be done before it is posted.
 */
export function takePatch(node: RaftNode, shadow: Shadow): MemoryPatch {
  const patch: MemoryPatch = {};
  const appliedBefore = shadow.scalars.lastApplied;
  takeScalars(node, shadow, patch);
  if (node.dict !== shadow.dict || node.log.snapshotIndex > appliedBefore) {
    // Installed, or taken in the step that applied its last entries: those aren't in the log any more.
    shadow.dict = node.dict;
    patch.restored = true;
  }
  if (node.lastApplied > appliedBefore) takeApplied(node, appliedBefore, patch);
  takeIncoming(node, shadow, patch);
  if (!sameVotes(node.votes, shadow.votes)) {
    shadow.votes = { ...node.votes };
    patch.votes = shadow.votes;
  }
  takeProgress(node, shadow, patch);
  const proposals = edges(node.proposals, (proposal) => proposal.request);
  if (proposals !== shadow.proposals) {
    shadow.proposals = proposals;
    patch.proposals = node.proposals.slice();
  }
  const reads = edges(node.reads, (read) => read.request * 1e6 + read.round);
  if (reads !== shadow.reads) {
    shadow.reads = reads;
    patch.reads = node.reads.slice();
  }
  const roundsBegan = edges(node.roundsBegan, ({ round }) => round);
  if (roundsBegan !== shadow.roundsBegan) {
    shadow.roundsBegan = roundsBegan;
    patch.roundsBegan = node.roundsBegan.slice();
  }
  const writes = edges(node.writes, (write) => write.id * 1e9 + write.lastIndex);
  if (writes !== shadow.writes) {
    shadow.writes = writes;
    patch.writes = node.writes.map((write) => ({ ...write }));
  }
  if (node.prng.counter !== shadow.prng.counter) {
    shadow.prng = clonePrng(node.prng);
    patch.prng = shadow.prng;
  }
  return patch;
}

/** Brings a mirror up to date with a step's outcome and patch. */
export function applyPatch(mirror: RaftNode, outcome: Outcome, patch: MemoryPatch): void {
  for (const write of outcome.persist) {
    if (write.truncateFrom !== null) truncateFrom(mirror.log, write.truncateFrom);
    if (write.snapshot !== null) {
      mirror.snapshot = write.snapshot;
      compactLog(mirror.log, write.snapshot.lastIncludedIndex, write.snapshot.lastIncludedTerm);
    }
    for (const entry of write.append) putEntry(mirror.log, entry);
  }
  if (patch.restored === true && mirror.snapshot !== null) {
    const { dict, sessions } = decodeState(mirror.snapshot);
    mirror.dict = dict;
    mirror.sessions = sessions;
  }
  if (patch.scalars !== undefined) Object.assign(mirror, patch.scalars);
  if (patch.votes !== undefined) mirror.votes = patch.votes;
  if (patch.progressReset === true) mirror.progress = {};
  if (patch.progress !== undefined) Object.assign(mirror.progress, patch.progress);
  for (const [peer, [heardAt, ackedRound]] of Object.entries(patch.heard ?? {})) {
    const known = mirror.progress[peer];
    if (known !== undefined) mirror.progress[peer] = { ...known, heardAt, ackedRound };
  }
  if (patch.proposals !== undefined) mirror.proposals = patch.proposals;
  if (patch.reads !== undefined) mirror.reads = patch.reads;
  if (patch.roundsBegan !== undefined) mirror.roundsBegan = patch.roundsBegan;
  if (patch.incoming !== undefined) applyIncoming(mirror, patch.incoming);
  if (patch.writes !== undefined) mirror.writes = patch.writes;
  if (patch.prng !== undefined) mirror.prng = patch.prng;
  for (const [key, value] of patch.dict ?? []) {
    if (value === null) mirror.dict.delete(key);
    else mirror.dict.set(key, value);
  }
  if (patch.order !== undefined) reorder(mirror, patch.order);
  for (const [client, session] of patch.clients ?? []) mirror.sessions.set(client, session);
}

/** A dict's order is in its snapshots, so the mirror's has to be the node's. */
function reorder(mirror: RaftNode, order: readonly string[]): void {
  const { dict } = mirror;
  mirror.dict = new Map();
  for (const key of order) {
    const value = dict.get(key);
    if (value !== undefined) mirror.dict.set(key, value);
  }
}

/** A snapshot of some size comes in many chunks: only what is new of its text travels. */
function takeIncoming(node: RaftNode, shadow: Shadow, patch: MemoryPatch): void {
  const { incoming } = node;
  if (incoming === shadow.incoming) return;
  const before = shadow.incoming;
  const grown = incoming !== null && before !== null && incoming.data.startsWith(before.data);
  const kept = grown ? before.data.length : 0;
  shadow.incoming = incoming;
  patch.incoming = { kept, now: incoming === null ? null : { ...incoming, data: incoming.data.slice(kept) } };
}

function applyIncoming(mirror: RaftNode, { kept, now }: NonNullable<MemoryPatch['incoming']>): void {
  const before = mirror.incoming?.data.slice(0, kept) ?? '';
  mirror.incoming = now === null ? null : { ...now, data: before + now.data };
}

function takeScalars(node: RaftNode, shadow: Shadow, patch: MemoryPatch): void {
  for (const field of SCALARS) {
    if (node[field] === shadow.scalars[field]) continue;
    const change = { [field]: node[field] };
    Object.assign(shadow.scalars, change);
    patch.scalars = Object.assign(patch.scalars ?? {}, change);
  }
}

function takeApplied(node: RaftNode, appliedBefore: number, patch: MemoryPatch): void {
  const touched = new Map<string, DictValue | null>();
  const clients = new Map<ClientId, Session>();
  let deletes = false;
  for (let index = appliedBefore + 1; index <= node.lastApplied; index += 1) {
    const command = entryAt(node.log, index)?.command ?? null;
    if (command === null || 'config' in command || 'read' in command) continue;
    if ('delete' in command) deletes = true;
    const key = keyOf(command);
    touched.set(key, node.dict.get(key) ?? null);
    const session = command.client === undefined ? undefined : node.sessions.get(command.client);
    if (command.client !== undefined && session !== undefined) clients.set(command.client, session);
  }
  patch.dict = [...touched];
  if (deletes && node.lastApplied > appliedBefore + 1) patch.order = [...node.dict.keys()];
  // Whoever comes may push out somebody else.
  if (clients.size > 0) patch.clients = node.options.maxSessions === null ? [...clients] : [...node.sessions];
}

function keyOf(command: DictCommand): string {
  if ('set' in command) return command.set[0];
  if ('delete' in command) return command.delete;
  return 'cas' in command ? command.cas[0] : command.append[0];
}

function takeProgress(node: RaftNode, shadow: Shadow, patch: MemoryPatch): void {
  for (const peer in shadow.progress) {
    if (node.progress[peer] !== undefined) continue;
    shadow.progress = {};
    patch.progressReset = true;
    break;
  }
  for (const peer in node.progress) {
    const now = node.progress[peer];
    const before = shadow.progress[peer];
    if (now === undefined) continue;
    if (before !== undefined && sameProgress(now, before)) {
      if (now.heardAt === before.heardAt && now.ackedRound === before.ackedRound) continue;
      shadow.progress[peer] = { ...before, heardAt: now.heardAt, ackedRound: now.ackedRound };
      patch.heard ??= {};
      patch.heard[peer] = [now.heardAt, now.ackedRound];
      continue;
    }
    const copy = { ...now, inflight: now.inflight.slice() };
    shadow.progress[peer] = copy;
    patch.progress ??= {};
    patch.progress[peer] = copy;
  }
}

/** Apart from when it was heard. */
function sameProgress(a: Progress, b: Progress): boolean {
  return (
    a.nextIndex === b.nextIndex &&
    a.matchIndex === b.matchIndex &&
    a.state === b.state &&
    a.rollbacks === b.rollbacks &&
    a.snapshotIndex === b.snapshotIndex &&
    a.snapshotOffset === b.snapshotOffset &&
    a.inflight.length === b.inflight.length &&
    a.inflight.every((index, i) => index === b.inflight[i])
  );
}

function sameVotes(a: Record<NodeId, boolean>, b: Record<NodeId, boolean>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((id) => a[id] === b[id]);
}

function cloneProgress(progress: Record<NodeId, Progress>): Record<NodeId, Progress> {
  return Object.fromEntries(
    Object.entries(progress).map(([peer, known]) => [
      peer,
      { ...known, inflight: known.inflight.slice() },
    ]),
  );
}

/** These lists change only at their ends (or are emptied), so length, first and last tell whether they did. */
function edges<T>(list: readonly T[], key: (item: T) => number): string {
  const first = list[0];
  const last = list.at(-1);
  if (first === undefined || last === undefined) return '';
  return `${list.length} ${key(first)} ${key(last)}`;
}

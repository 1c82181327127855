/**
 * What changed in a node's memory by one step, small enough to post with every
 * outcome. The log is not in it: it changes only through the writes that the
 * outcome hands to the disk, so the mirror takes it from there.
 */
import { clonePrng, type Prng } from '../../base/prng.ts';
import { entryAt, putEntry, truncateFrom } from '../../raft/log.ts';
import type { DictValue, NodeId, Outcome, Progress, RaftNode } from '../../raft/types.ts';

const SCALARS = [
  'currentTerm',
  'votedFor',
  'role',
  'leaderId',
  'commitIndex',
  'lastApplied',
  'config',
  'electionDeadline',
  'electionTimeoutMs',
  'heartbeatDeadline',
  'durableIndex',
  'nextWriteId',
] as const satisfies readonly (keyof RaftNode)[];

type Scalars = Pick<RaftNode, (typeof SCALARS)[number]>;

/** Only what changed is there. */
export interface MemoryPatch {
  scalars?: Partial<Scalars>;
  votes?: Record<NodeId, boolean>;
  /** Members whose progress changed. */
  progress?: Record<NodeId, Progress>;
  /** The progress of everybody else is gone. */
  progressReset?: true;
  proposals?: RaftNode['proposals'];
  writes?: RaftNode['writes'];
  prng?: Prng;
  /** Keys that were written; null: the key is gone. */
  dict?: [key: string, value: DictValue | null][];
}

/** What a node looked like after the last patch; the log and dict are left out. */
export interface Shadow {
  readonly scalars: Scalars;
  votes: Record<NodeId, boolean>;
  progress: Record<NodeId, Progress>;
  proposals: string;
  writes: string;
  prng: Prng;
}

/** A shadow of `node` as it is. */
export function shadowOf(node: RaftNode): Shadow {
  const scalars = Object.fromEntries(SCALARS.map((field) => [field, node[field]]));
  return {
    scalars: scalars as unknown as Scalars,
    votes: { ...node.votes },
    progress: cloneProgress(node.progress),
    proposals: edges(node.proposals, (proposal) => proposal.request),
    writes: edges(node.writes, (write) => write.id * 1e9 + write.lastIndex),
    prng: clonePrng(node.prng),
  };
}

/** What changed in `node` since `shadow`, which is brought up to date. */
export function takePatch(node: RaftNode, shadow: Shadow): MemoryPatch {
  const patch: MemoryPatch = {};
  const appliedBefore = shadow.scalars.lastApplied;
  takeScalars(node, shadow, patch);
  if (node.lastApplied > appliedBefore) patch.dict = touchedKeys(node, appliedBefore);
  if (!sameVotes(node.votes, shadow.votes)) {
    shadow.votes = { ...node.votes };
    patch.votes = shadow.votes;
  }
  takeProgress(node, shadow, patch);
  const proposals = edges(node.proposals, (proposal) => proposal.request);
  if (proposals !== shadow.proposals) {
    shadow.proposals = proposals;
    patch.proposals = node.proposals;
  }
  const writes = edges(node.writes, (write) => write.id * 1e9 + write.lastIndex);
  if (writes !== shadow.writes) {
    shadow.writes = writes;
    patch.writes = node.writes;
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
    for (const entry of write.append) putEntry(mirror.log, entry);
  }
  if (patch.scalars !== undefined) Object.assign(mirror, patch.scalars);
  if (patch.votes !== undefined) mirror.votes = patch.votes;
  if (patch.progressReset === true) mirror.progress = {};
  if (patch.progress !== undefined) Object.assign(mirror.progress, patch.progress);
  if (patch.proposals !== undefined) mirror.proposals = patch.proposals;
  if (patch.writes !== undefined) mirror.writes = patch.writes;
  if (patch.prng !== undefined) mirror.prng = patch.prng;
  for (const [key, value] of patch.dict ?? []) {
    if (value === null) mirror.dict.delete(key);
    else mirror.dict.set(key, value);
  }
}

function takeScalars(node: RaftNode, shadow: Shadow, patch: MemoryPatch): void {
  for (const field of SCALARS) {
    if (node[field] === shadow.scalars[field]) continue;
    const change = { [field]: node[field] };
    Object.assign(shadow.scalars, change);
    patch.scalars = Object.assign(patch.scalars ?? {}, change);
  }
}

function touchedKeys(node: RaftNode, appliedBefore: number): [string, DictValue | null][] {
  const touched = new Map<string, DictValue | null>();
  for (let index = appliedBefore + 1; index <= node.lastApplied; index += 1) {
    const command = entryAt(node.log, index)?.command ?? null;
    if (command === null) continue;
    const key =
      'set' in command
        ? command.set[0]
        : 'delete' in command
          ? command.delete
          : 'cas' in command
            ? command.cas[0]
            : command.append[0];
    touched.set(key, node.dict.get(key) ?? null);
  }
  return [...touched];
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
    if (now === undefined || sameProgress(now, shadow.progress[peer])) continue;
    const copy = { ...now, inflight: now.inflight.slice() };
    shadow.progress[peer] = copy;
    patch.progress ??= {};
    patch.progress[peer] = copy;
  }
}

function sameProgress(a: Progress, b: Progress | undefined): boolean {
  return (
    b !== undefined &&
    a.nextIndex === b.nextIndex &&
    a.matchIndex === b.matchIndex &&
    a.state === b.state &&
    a.rollbacks === b.rollbacks &&
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

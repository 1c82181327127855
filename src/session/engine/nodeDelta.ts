/** A node as the screen shows it: made from what is observed, sent as what changed. */
import { lastIndex } from '../../raft/log.ts';
import type { DictValue, Entry } from '../../raft/types.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { ObservedNode } from '../../trace/observed.ts';
import type { NodeFrame } from '../frame.ts';

/** Everything but the log and the dict, and of those only what is new. */
export interface NodeDelta {
  readonly facts: Omit<NodeFrame, 'entries' | 'dict'>;
  /** The first `keep` entries stay, then come these; null: unchanged. */
  readonly log: { readonly keep: number; readonly append: readonly Entry[] } | null;
  /** Keys that changed (null: the key is gone), or a whole new dict. */
  readonly dict: {
    readonly fresh: boolean;
    readonly changes: readonly (readonly [string, DictValue | null])[];
  } | null;
}

const EMPTY_DICT: ReadonlyMap<string, DictValue> = new Map();

/** The node as the screen shows it, sharing what it can with `before`. A node that is down shows its disk. */
export function nodeFrame(
  simulation: Simulation,
  observed: ObservedNode,
  before: NodeFrame | null,
): NodeFrame {
  const { id, status, error, node, disk, clockRate } = observed;
  const log = node === null ? disk.log : node.log;
  const timers = simulation.timersOf(id);
  const { setup } = simulation;
  return {
    id,
    status,
    error,
    role: node?.role ?? 'follower',
    currentTerm: node?.currentTerm ?? disk.currentTerm,
    votedFor: node === null ? disk.votedFor : node.votedFor,
    leaderId: node?.leaderId ?? null,
    entries: sameEntries(before?.entries, log.entries) ?? log.entries.slice(),
    snapshotIndex: log.snapshotIndex,
    snapshotTerm: log.snapshotTerm,
    commitIndex: node?.commitIndex ?? log.snapshotIndex,
    lastApplied: node?.lastApplied ?? log.snapshotIndex,
    durableIndex: node?.durableIndex ?? lastIndex(disk.log),
    diskTerm: disk.currentTerm,
    diskVotedFor: disk.votedFor,
    config: node?.config ?? {
      voters: setup.cluster.voters,
      votersOutgoing: [],
      learners: setup.cluster.learners,
    },
    votes: { ...node?.votes },
    progress: Object.fromEntries(
      Object.entries(node?.progress ?? {}).map(([peer, known]) => [
        peer,
        { ...known, inflight: known.inflight.slice() },
      ]),
    ),
    dict: node === null ? EMPTY_DICT : sameDict(before?.dict, node.dict) ?? new Map(node.dict),
    electionAt: timers.electionAt,
    electionTimeoutMs: node === null ? 0 : node.electionTimeoutMs / clockRate,
    heartbeatAt: timers.heartbeatAt,
    clockRate,
  };
}

/** What changed from `before` to `after`; null: nothing. Without `before` everything is new. */
export function nodeDelta(before: NodeFrame | null, after: NodeFrame): NodeDelta | null {
  const { entries, dict, ...facts } = after;
  const log = before !== null && before.entries === entries ? null : logChange(before, entries);
  const dictDelta = before !== null && before.dict === dict ? null : dictChange(before, dict);
  if (log === null && dictDelta === null && before !== null && sameFacts(before, after)) return null;
  return { facts, log, dict: dictDelta };
}

/** The frame that `delta` makes of `before`. */
export function applyNodeDelta(before: NodeFrame | null, delta: NodeDelta): NodeFrame {
  const entries =
    delta.log === null
      ? (before?.entries ?? [])
      : [...(before?.entries.slice(0, delta.log.keep) ?? []), ...delta.log.append];
  let dict = before?.dict ?? EMPTY_DICT;
  if (delta.dict !== null) {
    const next = new Map(delta.dict.fresh ? [] : dict);
    for (const [key, value] of delta.dict.changes) {
      if (value === null) next.delete(key);
      else next.set(key, value);
    }
    dict = next;
  }
  return { ...delta.facts, entries, dict };
}

function sameEntries(
  before: readonly Entry[] | undefined,
  now: readonly Entry[],
): readonly Entry[] | null {
  if (before?.length !== now.length) return null;
  return now.every((entry, i) => entry === before[i]) ? before : null;
}

function sameDict(
  before: ReadonlyMap<string, DictValue> | undefined,
  now: ReadonlyMap<string, DictValue>,
): ReadonlyMap<string, DictValue> | null {
  if (before?.size !== now.size) return null;
  for (const [key, value] of now) if (before.get(key) !== value) return null;
  return before;
}

function logChange(before: NodeFrame | null, now: readonly Entry[]): NodeDelta['log'] {
  const had = before?.entries ?? [];
  let keep = 0;
  while (keep < now.length && keep < had.length && had[keep] === now[keep]) keep += 1;
  return { keep, append: now.slice(keep) };
}

function dictChange(
  before: NodeFrame | null,
  now: ReadonlyMap<string, DictValue>,
): NodeDelta['dict'] {
  if (before === null || before.dict.size === 0) return { fresh: true, changes: [...now] };
  const changes: [string, DictValue | null][] = [];
  for (const [key, value] of now) if (before.dict.get(key) !== value) changes.push([key, value]);
  for (const key of before.dict.keys()) if (!now.has(key)) changes.push([key, null]);
  return { fresh: false, changes };
}

/** Facts are small: comparing their text is the simplest way that can't forget a field. */
function sameFacts(a: NodeFrame, b: NodeFrame): boolean {
  const text = ({ entries: _entries, dict: _dict, ...facts }: NodeFrame): string =>
    JSON.stringify(facts);
  return text(a) === text(b);
}

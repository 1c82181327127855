/** What changed of a node between two frames, small enough to be posted sixty times a second. */
import type { ClientId, DictValue, Entry, Session } from '../../raft/types.ts';
import type { NodeFrame } from '../frame.ts';

/** Everything but the log and the maps, and of those only what is new. */
export interface NodeDelta {
  readonly facts: Facts;
  /** The first `drop` entries go, the next `keep` stay, then come these; null: unchanged. */
  readonly log: { readonly drop: number; readonly keep: number; readonly append: readonly Entry[] } | null;
  readonly dict: MapDelta<string, DictValue> | null;
  readonly sessions: MapDelta<ClientId, Session> | null;
}

/** Keys that changed (null: the key is gone), or a whole new map. */
interface MapDelta<K, V> {
  readonly fresh: boolean;
  readonly changes: readonly (readonly [K, V | null])[];
}

type Facts = Omit<NodeFrame, 'entries' | 'dict' | 'sessions'>;

/** What changed from `before` to `after`; null: nothing. Without `before` everything is new. */
export function nodeDelta(before: NodeFrame | null, after: NodeFrame): NodeDelta | null {
  const log = before?.entries === after.entries ? null : logChange(before?.entries ?? [], after.entries);
  const dict = before?.dict === after.dict ? null : mapChange(before?.dict, after.dict);
  const sessions = before?.sessions === after.sessions ? null : mapChange(before?.sessions, after.sessions);
  const same = log === null && dict === null && sessions === null;
  if (same && before !== null && textOf(before) === textOf(after)) return null;
  return { facts: factsOf(after), log, dict, sessions };
}

/** The frame that `delta` makes of `before`. */
export function applyNodeDelta(before: NodeFrame | null, delta: NodeDelta): NodeFrame {
  const { facts, log, dict, sessions } = delta;
  const had = before?.entries ?? [];
  return {
    ...facts,
    entries: log === null ? had : [...had.slice(log.drop, log.drop + log.keep), ...log.append],
    dict: dict === null ? (before?.dict ?? new Map()) : applyMapDelta(before?.dict, dict),
    sessions: sessions === null ? (before?.sessions ?? new Map()) : applyMapDelta(before?.sessions, sessions),
  };
}

/** Compaction takes entries from the front, truncation and appending change the end. */
function logChange(had: readonly Entry[], now: readonly Entry[]): NodeDelta['log'] {
  const first = now[0];
  const at = first === undefined ? -1 : first.index - (had[0]?.index ?? 0);
  const drop = first !== undefined && had[at] === first ? at : had.length;
  let keep = 0;
  while (keep < now.length && drop + keep < had.length && had[drop + keep] === now[keep]) keep += 1;
  return { drop, keep, append: now.slice(keep) };
}

function mapChange<K, V>(before: ReadonlyMap<K, V> | undefined, now: ReadonlyMap<K, V>): MapDelta<K, V> {
  if (before === undefined || before.size === 0) return { fresh: true, changes: [...now] };
  const changes: [K, V | null][] = [];
  for (const [key, value] of now) if (before.get(key) !== value) changes.push([key, value]);
  for (const key of before.keys()) if (!now.has(key)) changes.push([key, null]);
  return { fresh: false, changes };
}

function applyMapDelta<K, V>(before: ReadonlyMap<K, V> | undefined, { fresh, changes }: MapDelta<K, V>): ReadonlyMap<K, V> {
  const next = new Map(fresh ? [] : before);
  for (const [key, value] of changes) {
    if (value === null) next.delete(key);
    else next.set(key, value);
  }
  return next;
}

function factsOf({ entries: _entries, dict: _dict, sessions: _sessions, ...facts }: NodeFrame): Facts {
  return facts;
}

const texts = new WeakMap<NodeFrame, string>();

/** Facts are small: comparing their text is the simplest way that can't forget a field. */
function textOf(frame: NodeFrame): string {
  const known = texts.get(frame);
  if (known !== undefined) return known;
  const text = JSON.stringify(factsOf(frame));
  texts.set(frame, text);
  return text;
}

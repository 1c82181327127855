/** The dicts of all nodes side by side, and whether a difference is a delay or a mistake. */
import type { DictValue, LogIndex, NodeId } from '../../raft/types.ts';
import type { NodeFrame } from '../frame.ts';

/** What a node's dict can say: it runs, or its memory is gone. */
export interface DictColumn {
  readonly node: NodeId;
  readonly down: boolean;
  readonly applied: LogIndex;
  /** Applied entries fewer than the node that has applied most. */
  readonly behind: number;
  readonly dict: ReadonlyMap<string, DictValue>;
  /** Some value differs from that of a node with the same lastApplied: State Machine Safety is broken. P5.4.3 */
  readonly wrong: boolean;
}

export interface DictTable {
  /** The union of all keys, sorted. */
  readonly keys: readonly string[];
  /** In cluster order. */
  readonly columns: readonly DictColumn[];
  /** The column whose dict the others are compared with; null when every node is down. */
  readonly newest: DictColumn | null;
  /** Keys on which two nodes with the same lastApplied differ. */
  readonly conflicts: ReadonlySet<string>;
}

/** How one value stands: as in the newest dict; older; or against a node that has applied as much. */
export type DictMark = 'same' | 'older' | 'wrong';

/** Builds the table. `before` saves sorting again when the keys are the same. */
export function dictTable(nodes: readonly NodeFrame[], before: DictTable | null = null): DictTable {
  const running = nodes.filter((node) => node.status !== 'down');
  const most = Math.max(0, ...running.map((node) => node.lastApplied));
  const { conflicts, wrong } = findConflicts(running);
  const columns = nodes.map((node) => ({
    node: node.id,
    down: node.status === 'down',
    applied: node.lastApplied,
    behind: node.status === 'down' ? 0 : most - node.lastApplied,
    dict: node.dict,
    wrong: wrong.has(node.id),
  }));
  const newest = columns.find((column) => !column.down && column.behind === 0) ?? null;
  return { keys: unionOfKeys(running, before), columns, newest, conflicts };
}

export function dictMark(table: DictTable, column: DictColumn, key: string): DictMark {
  if (column.down || table.newest === null) return 'same';
  if (column.wrong && table.conflicts.has(key)) return 'wrong';
  return sameValue(column.dict.get(key), table.newest.dict.get(key)) ? 'same' : 'older';
}

/** The line over the table: who is behind, or that something is wrong. */
export function dictSummary(table: DictTable): { readonly tone: 'quiet' | 'bad'; readonly text: string } {
  const wrong = table.columns.filter((column) => column.wrong).map((column) => column.node);
  if (wrong.length > 0) {
    return { tone: 'bad', text: `${wrong.join(', ')} applied as much and differ: State Machine Safety is broken` };
  }
  const behind = table.columns.filter((column) => column.behind > 0).map((column) => column.node);
  if (behind.length > 0) return { tone: 'quiet', text: `${behind.join(', ')} behind, not wrong` };
  const running = table.columns.filter((column) => !column.down);
  if (running.length < 2 || table.newest === null || table.newest.applied === 0) return { tone: 'quiet', text: '' };
  return { tone: 'quiet', text: running.length === table.columns.length ? 'all nodes agree' : 'all running nodes agree' };
}

/** A value for the eye: text as it is, a list as `[a, b]`; undefined is `–`. */
export function formatDictValue(value: DictValue | undefined): string {
  if (value === undefined) return '–';
  return typeof value === 'string' ? value : `[${value.join(', ')}]`;
}

function findConflicts(running: readonly NodeFrame[]): { conflicts: Set<string>; wrong: Set<NodeId> } {
  const conflicts = new Set<string>();
  const wrong = new Set<NodeId>();
  const firstByApplied = new Map<LogIndex, NodeFrame>();
  for (const node of running) {
    const first = firstByApplied.get(node.lastApplied);
    if (first === undefined) {
      firstByApplied.set(node.lastApplied, node);
      continue;
    }
    const differing = differingKeys(first.dict, node.dict);
    for (const key of differing) conflicts.add(key);
    if (differing.length > 0) wrong.add(first.id).add(node.id);
  }
  return { conflicts, wrong };
}

function differingKeys(a: NodeFrame['dict'], b: NodeFrame['dict']): string[] {
  if (a === b) return [];
  const differing: string[] = [];
  for (const [key, value] of a) if (!sameValue(value, b.get(key))) differing.push(key);
  for (const key of b.keys()) if (!a.has(key)) differing.push(key);
  return differing;
}

function sameValue(a: DictValue | undefined, b: DictValue | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || typeof a === 'string' || typeof b === 'string') return false;
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

function unionOfKeys(running: readonly NodeFrame[], before: DictTable | null): readonly string[] {
  const keys = new Set<string>();
  for (const node of running) for (const key of node.dict.keys()) keys.add(key);
  if (before !== null && before.keys.length === keys.size && before.keys.every((key) => keys.has(key))) {
    return before.keys;
  }
  return [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

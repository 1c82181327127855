/** What the cells of one row look like, as a string: one letter a column, so that a row can tell at once whether it changed. */
import type { LogIndex } from '../../../raft/types.ts';
import type { Frame, NodeFrame } from '../../../session/frame.ts';
import { type EntryFate, entryFate, lastLogIndex } from '../../../session/selectors/cluster.ts';

/** An entry's fate, and whether a committed one is still missing on this node's own disk. */
export type CellFate = EntryFate | 'committedHere';

const letters: Record<CellFate, string> = {
  committed: 'c',
  committedHere: 'h',
  durable: 'd',
  memory: 'm',
  doomed: 'x',
};

const byLetter = new Map<string, CellFate>(
  (Object.entries(letters) as [CellFate, string][]).map(([fate, letter]) => [letter, fate]),
);

/** One letter for each index from `first` to `last`; a blank where the node has no entry (any more). */
export function rowFates(frame: Frame, node: NodeFrame, first: LogIndex, last: LogIndex): string {
  const end = lastLogIndex(node);
  let fates = '';
  for (let index = first; index <= last; index += 1) {
    fates += index <= node.snapshotIndex || index > end ? ' ' : letters[cellFate(frame, node, index)];
  }
  return fates;
}

/** The fate at position `at` of a row's string; null where there is no entry. */
export function fateIn(fates: string, at: number): CellFate | null {
  return byLetter.get(fates[at] ?? ' ') ?? null;
}

function cellFate(frame: Frame, node: NodeFrame, index: LogIndex): CellFate {
  const fate = entryFate(frame, node, index);
  return fate === 'committed' && index > node.durableIndex ? 'committedHere' : fate;
}

/** Everything the key can explain, in its order. */
export type KeyItem = CellFate | 'down' | 'applied' | 'matchIndex' | 'nextIndex';

const keyOrder: readonly KeyItem[] = [
  'committed',
  'committedHere',
  'durable',
  'memory',
  'doomed',
  'down',
  'applied',
  'matchIndex',
  'nextIndex',
];

/** The marks that are on screen now, in the key's order. */
export function keyItems(frame: Frame, rows: readonly string[], leaderMarks: boolean): KeyItem[] {
  const shown = new Set<KeyItem>();
  for (const row of rows) for (const letter of row) addFate(shown, letter);
  if (shown.size > 0 && frame.nodes.some((node) => node.status === 'down')) shown.add('down');
  if (frame.nodes.some((node) => node.lastApplied > 0)) shown.add('applied');
  if (leaderMarks) shown.add('matchIndex').add('nextIndex');
  return keyOrder.filter((item) => shown.has(item));
}

function addFate(shown: Set<KeyItem>, letter: string): void {
  const fate = byLetter.get(letter);
  if (fate !== undefined) shown.add(fate);
}

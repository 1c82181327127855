/** Two clusters side by side in figures, row by row, and by how much they differ. */
import type { Term } from '../../raft/types.ts';
import type { Frame } from '../frame.ts';
import { committedIndex, highestTerm, newestLeader } from './cluster.ts';

export interface ComparedCell {
  readonly text: string;
  /** The term whose colour it has; null: none. */
  readonly term: Term | null;
}

export interface ComparedRow {
  readonly id: string;
  readonly label: string;
  /** What exactly is counted. */
  readonly title: string;
  readonly a: ComparedCell;
  readonly b: ComparedCell;
  readonly differs: boolean;
}

interface Figure {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly cell: (frame: Frame) => ComparedCell;
}

const plain = (value: number | string): ComparedCell => ({ text: String(value), term: null });
const count = (value: number): ComparedCell => plain(value.toLocaleString('en-US'));

const figures: readonly Figure[] = [
  {
    id: 'term', label: 'Term', title: 'The highest term that any node has seen',
    cell: (frame) => ({ text: String(highestTerm(frame)), term: highestTerm(frame) }),
  },
  {
    id: 'leader', label: 'Leader', title: 'Who leads the newest term',
    cell: (frame) => {
      const leader = newestLeader(frame);
      return leader === null ? plain('none') : { text: leader.id, term: leader.currentTerm };
    },
  },
  {
    id: 'elections', label: 'Elections held', title: 'How often a node raised its term and asked for votes',
    cell: ({ figures: { elections } }) => count(elections),
  },
  {
    id: 'leaders', label: 'Leaders elected', title: 'How often a candidate won',
    cell: ({ figures: { leaders } }) => count(leaders),
  },
  {
    id: 'leaderless', label: 'Without a majority', title: 'Virtual time in which no leader was followed by a majority',
    cell: ({ figures: { leaderlessMs } }) => plain(`${Math.round(leaderlessMs).toLocaleString('en-US')} ms`),
  },
  {
    id: 'messages', label: 'Messages sent', title: 'All messages, the lost ones included',
    cell: ({ figures: { messages } }) => count(messages),
  },
  {
    id: 'refusals', label: 'Appends refused', title: 'AppendEntries that a follower refused',
    cell: ({ figures: { refusals } }) => count(refusals),
  },
  {
    id: 'rollbacks', label: 'Rollbacks', title: 'How often a leader moved a nextIndex back',
    cell: ({ figures: { rollbacks } }) => count(rollbacks),
  },
  {
    id: 'committed', label: 'Entries committed', title: 'The highest index that was ever committed',
    cell: (frame) => count(committedIndex(frame)),
  },
];

/** One cluster's figures as text: the same text, the same table. */
export function figuresKey(frame: Frame): string {
  return figures.map(({ cell }) => Object.values(cell(frame)).join(' ')).join('\n');
}

/** Every figure of both, in one order. */
export function compareFigures(a: Frame, b: Frame): ComparedRow[] {
  return figures.map(({ id, label, title, cell }) => {
    const [left, right] = [cell(a), cell(b)];
    return { id, label, title, a: left, b: right, differs: left.text !== right.text };
  });
}

/** The figures that differ, as one sentence for somebody who listens; null: none does. */
export function comparedInWords(rows: readonly ComparedRow[]): string | null {
  const told = rows.filter(({ differs }) => differs).map(({ label, a, b }) => `${label}: ${a.text} and ${b.text}`);
  return told.length === 0 ? null : `${told.join('; ')}.`;
}

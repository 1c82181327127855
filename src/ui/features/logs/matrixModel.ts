/** What the matrix draws besides the cells, worked out once per frame. */
import type { LogIndex, NodeId } from '../../../raft/types.ts';
import type { Frame, NodeFrame } from '../../../session/frame.ts';
import { committedIndex, entryAt, newestLeader } from '../../../session/selectors/cluster.ts';
import { commitNeed, copiesAt, type CopiesView } from '../../../session/selectors/copies.ts';
import { doomedRuns, type DoomedRun } from '../../../session/selectors/doomedRuns.ts';
import type { Selection } from '../../../session/state.ts';
import { type Axis, axisOf, columnX, lineX, type MatrixSizes } from './geometry.ts';
import { needWords } from './words.ts';

export interface MatrixModel {
  readonly axis: Axis;
  readonly commit: LogIndex;
  /** x of the commit line. */
  readonly line: number;
  readonly need: string;
  readonly leader: NodeFrame | null;
  readonly runs: readonly DoomedRun[];
  /** Width of the axis in px, notes at its right end included. */
  readonly width: number;
}

// Widths of the notes right of the last cell, so that they can be scrolled to.
const DOOM_NOTE_PX = 108;
const NEED_PX_PER_CHARACTER = 5.6;

export function matrixModel(frame: Frame, sizes: MatrixSizes, axis: Axis = axisOf(frame.nodes)): MatrixModel {
  const commit = committedIndex(frame);
  const line = lineX(axis, sizes, commit);
  const need = needWords(commitNeed(frame));
  const runs = doomedRuns(frame);
  const ends = [
    columnX(axis, sizes, axis.last + 1),
    line + 8 + need.length * NEED_PX_PER_CHARACTER,
    ...runs.map((run) => bracketX(axis, sizes, run) + DOOM_NOTE_PX),
  ];
  return { axis, commit, line, need, leader: newestLeader(frame), runs, width: Math.ceil(Math.max(...ends)) };
}

/** Where the bracket of doomed entries stands: right after the last of them. */
export function bracketX(axis: Axis, sizes: MatrixSizes, run: DoomedRun): number {
  return columnX(axis, sizes, run.to + 1) + 2;
}

/** Copies of one index as letters for the pips; empty where nobody has an entry. */
export function copyLetters(frame: Frame, index: LogIndex, view: CopiesView): string {
  const some = index <= committedIndex(frame) || frame.nodes.some((node) => entryAt(node, index) !== null);
  if (!some) return '';
  return copiesAt(frame, index, view)
    .map((copy) => (copy ? '1' : '0'))
    .join('');
}

/** Columns to highlight because of the selection: of an entry, or of those an AppendEntries in flight carries. */
export function selectedColumns(frame: Frame, selection: Selection | null): readonly [from: LogIndex, to: LogIndex] | null {
  if (selection?.kind === 'entry') return [selection.index, selection.index];
  if (selection?.kind !== 'message') return null;
  const message = frame.inFlight.find((envelope) => envelope.id === selection.message)?.message;
  if (message?.type !== 'AppendEntries') return null;
  const from = message.entries[0]?.index;
  const to = message.entries.at(-1)?.index;
  return from === undefined || to === undefined ? null : [from, to];
}

/** Which of the node's entries broke an invariant, joined by commas. */
export function brokenIndexes(frame: Frame, node: NodeId): string {
  const indexes = new Set<LogIndex>();
  for (const { violation } of frame.invariants) {
    if (violation !== null && violation.index !== null && violation.nodes.includes(node)) indexes.add(violation.index);
  }
  return [...indexes].join(',');
}

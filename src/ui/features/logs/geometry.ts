/**
 * Where things lie in the log matrix. All columns are equally wide, so that the
 * ones in view follow from the scroll position alone, however long the log is.
 * x is in px from the left end of the axis (right of the row heads).
 */
import type { LogIndex } from '../../../raft/types.ts';
import type { NodeFrame } from '../../../session/frame.ts';
import { lastLogIndex } from '../../../session/selectors/cluster.ts';

export interface MatrixSizes {
  /** Width of the row heads. */
  readonly head: number;
  readonly snapshot: number;
  readonly column: number;
  readonly cell: number;
  readonly cellHeight: number;
  /** From the top of one row to the next; below its cells a row has the applied rule and the leader's marks. */
  readonly pitch: number;
  /** Height of the column heads. */
  readonly heads: number;
  readonly foot: number;
}

/** Rows stand closer the more there are; `tall` is a window with room for the full pitch. */
export function sizesFor(nodes: number, narrow: boolean, tall: boolean): MatrixSizes {
  const cell = narrow ? 38 : 41;
  return {
    head: 86,
    snapshot: 42,
    column: cell + 3,
    cell,
    cellHeight: 34,
    pitch: pitchFor(nodes, tall),
    heads: 41,
    foot: 16,
  };
}

function pitchFor(nodes: number, tall: boolean): number {
  if (nodes <= 3) return 61;
  if (nodes <= 5) return tall ? 61 : 51;
  return nodes <= 7 ? 52 : 50;
}

/** The columns of a cluster's logs. */
export interface Axis {
  /** Columns begin after this index: every node has compacted up to here. */
  readonly base: LogIndex;
  /** The last column: the next free slot of the longest log. */
  readonly last: LogIndex;
  /** Some node has a snapshot, so there is a slot for it at the left. */
  readonly hasSnapshot: boolean;
}

export function axisOf(nodes: readonly NodeFrame[]): Axis {
  const base = nodes.length === 0 ? 0 : Math.min(...nodes.map((node) => node.snapshotIndex));
  return {
    base,
    last: Math.max(base, ...nodes.map(lastLogIndex)) + 1,
    hasSnapshot: nodes.some((node) => node.snapshotIndex > 0),
  };
}

// Without a snapshot slot there is still room for the commit line before the first cell.
const MARGIN = 4;

/** The left edge of an index's cell. */
export function columnX(axis: Axis, sizes: MatrixSizes, index: LogIndex): number {
  return (axis.hasSnapshot ? sizes.snapshot : MARGIN) + (index - axis.base - 1) * sizes.column;
}

/** Where the line stands that has `index` and everything before it on its left. */
export function lineX(axis: Axis, sizes: MatrixSizes, index: LogIndex): number {
  return columnX(axis, sizes, index + 1) - 2.25;
}

/** The index whose column covers x; null left and right of the columns. */
export function indexAt(axis: Axis, sizes: MatrixSizes, x: number): LogIndex | null {
  const start = columnX(axis, sizes, axis.base + 1);
  const index = axis.base + 1 + Math.floor((x - start) / sizes.column);
  return index <= axis.base || index > axis.last ? null : index;
}

export interface ColumnWindow {
  /** Columns to have in the document, some beyond the edges. */
  readonly first: LogIndex;
  readonly last: LogIndex;
  /** The first column of which at least half is in view. */
  readonly firstVisible: LogIndex;
}

// Rendered columns change in steps of this many, so that scrolling seldom renders.
const STEP = 4;
const BEYOND = 6;

/** The columns to render when the axis is scrolled by `scrollLeft` and `width` px of it are in view. */
export function columnWindow(axis: Axis, sizes: MatrixSizes, scrollLeft: number, width: number): ColumnWindow {
  const start = columnX(axis, sizes, axis.base + 1);
  const left = (scrollLeft - start) / sizes.column;
  const right = (scrollLeft + width - start) / sizes.column;
  const first = Math.floor((Math.floor(left) - BEYOND) / STEP) * STEP;
  const last = Math.ceil((Math.ceil(right) + BEYOND) / STEP) * STEP;
  const within = (index: number) => Math.min(axis.last, Math.max(axis.base + 1, index));
  return {
    first: within(axis.base + 1 + first),
    last: within(axis.base + last),
    firstVisible: within(axis.base + 1 + Math.round(left)),
  };
}

/**
 * How far to scroll so that the commit line is in view with what comes after
 * it, and at least half of the view shows what lies before it.
 */
export function followScroll(lineAt: number, contentWidth: number, width: number): number {
  const showEnd = contentWidth - width;
  const keepHistory = lineAt - width / 2;
  return Math.max(0, Math.round(Math.min(showEnd, keepHistory)));
}

/** How far to scroll so that the cell of `index` is in view; the present position when it is already. */
export function revealScroll(axis: Axis, sizes: MatrixSizes, index: LogIndex, scrollLeft: number, width: number): number {
  const left = columnX(axis, sizes, index);
  if (left < scrollLeft) return Math.max(0, left - sizes.column);
  if (left + sizes.column > scrollLeft + width) return left + 2 * sizes.column - width;
  return scrollLeft;
}

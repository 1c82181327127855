/** Scrolling of the log matrix: which columns are in view, and following the commit line until the user scrolls. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { LogIndex } from '../../../raft/types.ts';
import { type Axis, type ColumnWindow, columnWindow, followScroll, lineX, type MatrixSizes, revealScroll } from './geometry.ts';

export interface MatrixScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly columns: ColumnWindow;
  readonly following: boolean;
  follow(): void;
  onScroll(): void;
  /** Brings a cell into view; that is scrolling by hand, so following ends. */
  reveal(index: LogIndex): void;
}

// A position this near to the one that was set is not the user's doing but rounding.
const ROUNDING_PX = 2;

export function useMatrixScroll(
  axis: Axis,
  sizes: MatrixSizes,
  contentWidth: number,
  commit: LogIndex,
): MatrixScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const expected = useRef(0);
  const [following, setFollowing] = useState(true);
  const [scrollLeft, setScrollLeft] = useState(0);
  const width = useAxisWidth(scroller, sizes.head);
  const columns = columnWindow(axis, sizes, scrollLeft, width);

  const moveTo = useCallback((left: number) => {
    const element = scroller.current;
    if (element === null) return;
    if (Math.abs(element.scrollLeft - left) > ROUNDING_PX) element.scrollLeft = left;
    expected.current = element.scrollLeft;
    setScrollLeft(element.scrollLeft);
  }, []);

  const line = lineX(axis, sizes, commit);
  useLayoutEffect(() => {
    if (following && width > 0) moveTo(followScroll(line, contentWidth, width));
  }, [following, line, contentWidth, width, moveTo]);

  const onScroll = () => {
    const left = scroller.current?.scrollLeft ?? 0;
    if (Math.abs(left - expected.current) > ROUNDING_PX) setFollowing(false);
    expected.current = left;
    const next = columnWindow(axis, sizes, left, width);
    if (next.first !== columns.first || next.last !== columns.last || next.firstVisible !== columns.firstVisible) {
      setScrollLeft(left);
    }
  };

  const reveal = (index: LogIndex) => {
    const left = scroller.current?.scrollLeft ?? 0;
    const target = revealScroll(axis, sizes, index, left, width);
    if (target === left) return;
    setFollowing(false);
    moveTo(target);
  };

  return { scroller, columns, following, follow: () => setFollowing(true), onScroll, reveal };
}

/** Width in view right of the row heads; 0 until measured. */
function useAxisWidth(scroller: RefObject<HTMLDivElement | null>, head: number): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    setWidth(Math.max(0, (scroller.current?.clientWidth ?? 0) - head));
  }, [scroller, head]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.max(0, element.clientWidth - head)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, head]);
  return width;
}

import { ArrowRightToLine } from 'lucide-react';
import { useMemo, useRef, type CSSProperties, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import type { Frame, NodeFrame } from '../../../session/frame.ts';
import type { CopiesView } from '../../../session/selectors/copies.ts';
import { doomedFrom, highestTerm, termAt } from '../../../session/selectors/cluster.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { keyItems, rowFates } from './fates.ts';
import { type Axis, axisOf, columnX, indexAt, type MatrixSizes } from './geometry.ts';
import { LogKey } from './LogKey.tsx';
import styles from './LogMatrix.module.css';
import { matrixModel, selectedColumns } from './matrixModel.ts';
import { MatrixHeads } from './MatrixHeads.tsx';
import { MatrixOverlay } from './MatrixOverlay.tsx';
import { MatrixRow } from './MatrixRow.tsx';
import { type EntryPlace, moveSelection } from './moveSelection.ts';
import { useDragPan } from './useDragPan.ts';
import { useMatrixScroll } from './useMatrixScroll.ts';
import { useMotionGate } from '../../state/useMotionGate.ts';

/** The logs of all nodes, one below the other, index under index; only columns in view are in the document. */
export function LogMatrix({ frame, sizes, view }: { frame: Frame; sizes: MatrixSizes; view: CopiesView }) {
  const selection = useSessionState((state) => state.selection);
  const gate = useMotionGate(frame);
  const axis = useAxis(frame.nodes);
  const model = useMemo(() => matrixModel(frame, sizes, axis), [frame, sizes, axis]);
  const scroll = useMatrixScroll(axis, sizes, model.width, model.commit);
  const { first, last } = scroll.columns;
  const rows = frame.nodes.map((node) => rowFates(frame, node, first, last));
  const leader = view === 'leader' ? model.leader : null;
  const band = selectedColumns(frame, selection);
  const events = useMatrixEvents(frame, axis, sizes, scroll.reveal);
  const rowsHeight = frame.nodes.length * sizes.pitch;
  const height = sizes.heads + rowsHeight + sizes.foot;
  const chosen = selection?.kind === 'entry' ? selection : null;
  return (
    <>
      <div className={styles.frame}>
        <div
          ref={scroll.scroller}
          className={styles.scroller}
          role="grid"
          aria-label="Logs: arrow keys go from entry to entry"
          aria-colcount={axis.last - axis.base}
          aria-rowcount={frame.nodes.length + 1}
          aria-activedescendant={chosen === null ? undefined : `log-${chosen.node}-${chosen.index}`}
          tabIndex={0}
          onScroll={scroll.onScroll}
          {...events.handlers}
        >
          <div
            className={styles.canvas}
            role="presentation"
            style={{ width: sizes.head + model.width, height, '--head': `${sizes.head}px` } as CSSProperties}
          >
            <div ref={events.hoverBand} className={styles.hover} style={{ width: sizes.column, height: sizes.heads + rowsHeight }} />
            {band !== null && (
              <div
                className={styles.band}
                style={{
                  left: sizes.head + columnX(axis, sizes, band[0]) - 1.5,
                  width: (band[1] - band[0] + 1) * sizes.column,
                  height: sizes.heads + rowsHeight,
                }}
              />
            )}
            <MatrixHeads frame={frame} view={view} leader={model.leader} axis={axis} sizes={sizes} first={first} last={last} />
            {frame.nodes.map((node, i) => (
              <MatrixRow
                key={node.id}
                frame={frame}
                node={node}
                leader={leader}
                axis={axis}
                sizes={sizes}
                columns={scroll.columns}
                fates={rows[i] ?? ''}
                selection={selection}
                gate={gate}
              />
            ))}
            <MatrixOverlay frame={frame} model={model} sizes={sizes} height={height} />
          </div>
        </div>
        {!scroll.following && (
          <button type="button" className={styles.follow} onClick={scroll.follow} title="Follow the commit line again">
            <ArrowRightToLine size={13} aria-hidden /> follow
          </button>
        )}
      </div>
      <LogKey
        items={keyItems(frame, rows, leader !== null && frame.nodes.length > 1)}
        term={model.leader?.currentTerm ?? highestTerm(frame)}
        doomedTerm={firstDoomedTerm(frame)}
      />
    </>
  );
}

/** The axis as the same object while its numbers stay the same. */
function useAxis(nodes: readonly NodeFrame[]): Axis {
  const { base, last, hasSnapshot } = axisOf(nodes);
  return useMemo(() => ({ base, last, hasSnapshot }), [base, last, hasSnapshot]);
}

function firstDoomedTerm(frame: Frame): number {
  for (const node of frame.nodes) {
    const from = doomedFrom(frame, node);
    if (from !== Infinity) return termAt(node, from) ?? 0;
  }
  return 0;
}

/** Selecting by click and key, highlighting by hovering, dragging sideways. Hovering goes past React: it only moves a band. */
function useMatrixEvents(frame: Frame, axis: Axis, sizes: MatrixSizes, reveal: (index: number) => void) {
  const session = useSession();
  const hoverBand = useRef<HTMLDivElement>(null);
  const pan = useDragPan();
  const hover = (event: PointerEvent<HTMLElement>) => {
    const band = hoverBand.current;
    if (band === null) return;
    const { left } = event.currentTarget.getBoundingClientRect();
    const inView = event.clientX - left - sizes.head;
    const index = inView < 0 ? null : indexAt(axis, sizes, inView + event.currentTarget.scrollLeft);
    band.hidden = index === null;
    if (index !== null) band.style.transform = `translateX(${sizes.head + columnX(axis, sizes, index) - 1.5}px)`;
  };
  const handlers = {
    ...pan,
    onPointerMove(event: PointerEvent<HTMLElement>) {
      pan.onPointerMove(event);
      hover(event);
    },
    onPointerLeave() {
      if (hoverBand.current !== null) hoverBand.current.hidden = true;
    },
    onClick(event: MouseEvent<HTMLElement>) {
      const cell = (event.target as Element).closest<HTMLElement>('[data-node][data-index]');
      const { node, index } = cell?.dataset ?? {};
      if (node !== undefined) session.select({ kind: 'entry', node, index: Number(index) });
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const { selection } = session.store.getState();
      const from: EntryPlace | null = selection?.kind === 'entry' ? selection : null;
      const page = Math.floor((event.currentTarget.clientWidth - sizes.head) / sizes.column);
      const to = moveSelection(frame, from, event.key, page);
      if (to === null) return;
      event.preventDefault();
      event.stopPropagation();
      session.select({ kind: 'entry', ...to });
      reveal(to.index);
    },
  };
  return { handlers, hoverBand };
}

import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { boundedShare, setStageShare, uiStore, useUi } from '../state/uiStore.ts';
import styles from './SplitHandle.module.css';

const KEY_STEP = 0.02;

/** The line between stage and right column: drag it, or move it with arrow keys; a double click puts it back. */
export function SplitHandle({ usual }: { usual: number }) {
  const share = useUi((state) => state.stageShare) ?? usual;
  // Where both columns begin and end, in client px, from the grip on.
  const columns = useRef<{ left: number; right: number } | null>(null);
  const grip = (event: PointerEvent<HTMLDivElement>) => {
    const { previousElementSibling: stage, nextElementSibling: logs } = event.currentTarget;
    if (stage === null || logs === null || event.button !== 0) return;
    columns.current = { left: stage.getBoundingClientRect().left, right: logs.getBoundingClientRect().right };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent) => {
    if (columns.current === null) return;
    const { left, right } = columns.current;
    setStageShare((event.clientX - left) / (right - left));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    setStageShare((uiStore.getState().stageShare ?? usual) + direction * KEY_STEP);
  };
  const percent = (part: number) => Math.round(100 * part);
  return (
    <div
      className={styles.handle}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the stage"
      aria-valuenow={percent(share)}
      aria-valuemin={percent(boundedShare(0))}
      aria-valuemax={percent(boundedShare(1))}
      title="Drag to share the width; double-click puts it back"
      onPointerDown={grip}
      onPointerMove={drag}
      onLostPointerCapture={() => (columns.current = null)}
      onDoubleClick={() => setStageShare(null)}
      onKeyDown={onKeyDown}
    />
  );
}

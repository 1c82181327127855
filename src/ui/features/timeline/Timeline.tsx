import { Minus, Plus } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, type KeyboardEvent } from 'react';
import { MarkKey } from '../../components/MarkKey.tsx';
import { MessageFilterControl } from '../../components/MessageFilterControl.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { TimelineController } from './controller.ts';
import { LaneHeads } from './LaneHeads.tsx';
import { layoutOf } from './layout.ts';
import { Summary } from './Summary.tsx';
import { timelineOf } from '../../state/timelineModel.ts';
import { useBox } from '../../state/useBox.ts';
import styles from './Timeline.module.css';

const STEP = 1.5;

/** Who was what and when, and what they said to each other: one lane per node, time to the right. */
export function Timeline() {
  const session = useSession();
  const lanes = useSessionState(() => timelineOf(session).lanes.length);
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const axis = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const controller = useRef<TimelineController | null>(null);
  const described = useId();
  const box = useBox(root);
  const layout = useMemo(() => (box === null ? null : layoutOf(box.width, box.height, lanes)), [box, lanes]);
  const ready = layout !== null;

  useEffect(() => {
    if (layout === null) return;
    if (controller.current !== null) {
      controller.current.resize(layout);
      return;
    }
    if (!canvas.current || !surface.current || !axis.current || !handle.current || !tip.current) return;
    controller.current = new TimelineController(
      session,
      { canvas: canvas.current, surface: surface.current, axis: axis.current, handle: handle.current, tip: tip.current },
      layout,
    );
  }, [session, layout]);
  useEffect(
    () => () => {
      controller.current?.destroy();
      controller.current = null;
    },
    [session],
  );

  const onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === '+' || event.key === '=') controller.current?.zoomBy(STEP);
    else if (event.key === '-') controller.current?.zoomBy(1 / STEP);
    else if (event.key === '0') controller.current?.fit();
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.timeline}>
      <div
        ref={root}
        className={styles.picture}
        role="group"
        aria-label="Timeline"
        aria-describedby={described}
        tabIndex={0}
        onKeyDown={onKey}
      >
        <Summary id={described} />
        <canvas ref={canvas} className={styles.canvas} aria-hidden />
        <div ref={surface} className={styles.surface} />
        <div ref={axis} className={styles.axis} style={{ top: (layout?.lanesBottom ?? 160) + 1 }}>
          <div
            ref={handle}
            className={styles.handle}
            role="slider"
            tabIndex={0}
            aria-label="Playhead"
            aria-valuemin={0}
            aria-valuemax={0}
            aria-valuenow={0}
          />
        </div>
        {ready && <LaneHeads layout={layout} />}
        <ZoomButtons zoomBy={(factor) => controller.current?.zoomBy(factor)} />
        <div ref={tip} className={styles.tip} hidden aria-hidden>
          <span className={styles.when} />
          <span className={styles.what} />
        </div>
      </div>
      <div className={styles.tools}>
        <MessageFilterControl />
        <MarkKey />
      </div>
    </div>
  );
}

function ZoomButtons({ zoomBy }: { zoomBy: (factor: number) => void }) {
  return (
    <div className={styles.zoom}>
      <button type="button" aria-label="Zoom out" title="Zoom out (−); 0 shows the whole run" onClick={() => zoomBy(1 / STEP)}>
        <Minus size={13} />
      </button>
      <button type="button" aria-label="Zoom in" title="Zoom in (+)" onClick={() => zoomBy(STEP)}>
        <Plus size={13} />
      </button>
    </div>
  );
}

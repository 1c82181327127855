import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { axisOf, cursorOf, knownEndOf } from '../../../session/selectors/timeline.ts';
import type { Session } from '../../../session/session.ts';
import { placeText } from '../../state/timeText.ts';
import { timelineOf } from '../../state/timelineModel.ts';
import { useBox, type Box } from '../../state/useBox.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { readPalette, type Palette } from '../../viz/canvasPalette.ts';
import { oncePerFrame } from '../../viz/oncePerFrame.ts';
import { onTheme } from '../../viz/onTheme.ts';
import styles from './CompareTimeline.module.css';
import { paintAxis, paintCommands, paintPlayhead, paintRow, type Row } from './paintCompare.ts';
import { atPx, AXIS, rowBoxes, spanOf, WINDOW_MS } from './rows.ts';
import { useSides } from './useSides.ts';

/** Both runs under one axis: who led when, elections, commits; to be scrubbed. `gutter`: px for the names. */
export function CompareTimeline({ twin, gutter }: { twin: Session; gutter: number }) {
  const session = useSession();
  const sides = useSides(twin);
  const slider = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef({ windowMs: WINDOW_MS });
  const box = useBox(slider);
  useEffect(() => {
    if (box === null || canvas.current === null || slider.current === null) return undefined;
    return attach({ session, twin, canvas: canvas.current, slider: slider.current, box, gutter, view: view.current });
  }, [session, twin, box, gutter]);

  const scrub = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || box === null) return;
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const [row] = rowsOf(session, twin, box, gutter, view.current.windowMs);
    goTo(session, atPx(row.box, row.span, px));
  };
  const [a, b] = box === null ? [null, null] : rowBoxes(box.width, box.height, gutter);
  return (
    <div
      ref={slider}
      className={styles.timeline}
      role="slider"
      tabIndex={0}
      aria-label="Playhead of both clusters"
      aria-valuemin={0}
      aria-valuemax={0}
      aria-valuenow={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        scrub(event);
      }}
      onPointerMove={scrub}
      onKeyDown={keysOf(session)}
    >
      <canvas ref={canvas} className={styles.canvas} aria-hidden />
      {a !== null && <RowName letter="A" title={sides.a} top={a.top} height={a.bottom - a.top} width={gutter} />}
      {b !== null && <RowName letter="B" title={sides.b} top={b.top} height={b.bottom - b.top} width={gutter} />}
    </div>
  );
}

function RowName({ letter, title, top, height, width }: { letter: string; title: string; top: number; height: number; width: number }) {
  return (
    <p className={styles.name} style={{ top, height, width }} title={title}>
      <b>{letter}</b>
      <span>{title}</span>
    </p>
  );
}

function keysOf(session: Session) {
  return (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') session.stepBack();
    else if (event.key === 'ArrowRight' || event.key === 'ArrowUp') session.stepForward();
    else if (event.key === 'Home') goTo(session, 0);
    else if (event.key === 'End') session.seekEnd();
    else return;
    event.preventDefault();
  };
}

function goTo(session: Session, at: number): void {
  if (axisOf(session.store.getState()) === 'time') session.seekTime(at);
  else session.seekEvent(Math.round(at));
}

/** Both rows as they are now. In a manual run each has an axis of its own: its events. */
function rowsOf(session: Session, twin: Session, box: Box, gutter: number, windowMs: number): readonly [Row, Row] {
  const [first, second] = rowBoxes(box.width, box.height, gutter);
  const facts = (of: Session) => {
    const state = of.store.getState();
    return { timeline: timelineOf(of), cursor: cursorOf(state, of.clock.now()), end: knownEndOf(state) };
  };
  const [a, b] = [facts(session), facts(twin)];
  if (axisOf(session.store.getState()) === 'time') {
    const start = Math.min(a.timeline.start, b.timeline.start);
    const end = Math.max(a.end, b.end);
    const span = spanOf(start, end, a.cursor, windowMs);
    return [{ ...a, end: Math.max(a.end, a.cursor), box: first, span }, { ...b, end: Math.max(b.end, b.cursor), box: second, span }];
  }
  const own = (of: typeof a) => spanOf(of.timeline.start, of.end, of.cursor, Infinity);
  return [{ ...a, box: first, span: own(a) }, { ...b, box: second, span: own(b) }];
}

interface Attached {
  readonly session: Session;
  readonly twin: Session;
  readonly canvas: HTMLCanvasElement;
  readonly slider: HTMLElement;
  readonly box: Box;
  readonly gutter: number;
  readonly view: { windowMs: number };
}

function paint(ctx: CanvasRenderingContext2D, palette: Palette, { session, twin, box, gutter, view }: Attached): void {
  const [a, b] = rowsOf(session, twin, box, gutter, view.windowMs);
  const timed = axisOf(session.store.getState()) === 'time';
  ctx.clearRect(0, 0, box.width, box.height);
  if (timed) paintAxis(ctx, palette, a, box.height);
  paintCommands(ctx, palette, a, timed ? b.box.bottom : a.box.bottom);
  paintRow(ctx, palette, a);
  paintRow(ctx, palette, b);
  paintPlayhead(ctx, palette, a, 2, timed ? box.height - AXIS + 4 : a.box.bottom);
  if (!timed) paintPlayhead(ctx, palette, b, b.box.top, b.box.bottom);
}

/** Draws whenever time, events or theme have changed; the wheel zooms. */
function attach(all: Attached): () => void {
  const { session, twin, canvas, slider, box, view } = all;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(box.width * ratio);
  canvas.height = Math.round(box.height * ratio);
  let palette = readPalette(canvas);
  const draw = (): void => {
    const ctx = canvas.getContext('2d');
    if (ctx === null) return;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(ctx, palette, all);
    const state = session.store.getState();
    if (state.playing) return;
    const cursor = cursorOf(state, session.clock.now());
    slider.setAttribute('aria-valuemax', String(Math.ceil(Math.max(knownEndOf(state), cursor))));
    slider.setAttribute('aria-valuenow', String(Math.round(cursor)));
    slider.setAttribute('aria-valuetext', placeText(axisOf(state), cursor));
  };
  const soon = oncePerFrame<null>(draw);
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    view.windowMs = Math.min(60_000, Math.max(100, view.windowMs * 1.0015 ** event.deltaY));
    soon(null);
  };
  slider.addEventListener('wheel', onWheel, { passive: false });
  const stops = [
    session.clock.subscribe(draw),
    session.store.subscribe(() => soon(null)),
    twin.store.subscribe(() => soon(null)),
    onTheme(() => {
      palette = readPalette(canvas);
      soon(null);
    }),
    soon.cancel,
    () => slider.removeEventListener('wheel', onWheel),
  ];
  draw();
  return () => {
    for (const stop of stops) stop();
  };
}

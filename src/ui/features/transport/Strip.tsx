import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { axisOf, cursorOf, knownEndOf } from '../../../session/selectors/timeline.ts';
import type { Session } from '../../../session/session.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { placeText } from '../../state/timeText.ts';
import { timelineOf } from '../../state/timelineModel.ts';
import { useBox, type Box } from '../../state/useBox.ts';
import { readPalette } from '../../viz/canvasPalette.ts';
import { oncePerFrame } from '../../viz/oncePerFrame.ts';
import { onTheme } from '../../viz/onTheme.ts';
import { paintStrip } from './paintStrip.ts';
import { stripAt, stripSpan } from './strip.ts';
import styles from './MobileTransport.module.css';

const PADDING = 16;

function goTo(session: Session, at: number): void {
  if (axisOf(session.store.getState()) === 'time') session.seekTime(at);
  else session.seekEvent(Math.round(at));
}

function cursorNow(session: Session): number {
  return cursorOf(session.store.getState(), session.clock.now());
}

/** Draws the strip whenever time, events or theme have changed. */
function attachStrip(session: Session, canvas: HTMLCanvasElement, slider: HTMLElement, box: Box): () => void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(box.width * ratio);
  canvas.height = Math.round(box.height * ratio);
  let palette = readPalette(canvas);
  const draw = (): void => {
    const ctx = canvas.getContext('2d');
    if (ctx === null) return;
    const state = session.store.getState();
    const timeline = timelineOf(session);
    const cursor = cursorNow(session);
    const span = stripSpan(timeline, knownEndOf(state), cursor);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, box.width, box.height);
    paintStrip(ctx, palette, timeline, { left: PADDING, right: box.width - PADDING }, span, cursor);
    if (state.playing) return;
    slider.setAttribute('aria-valuemin', String(Math.floor(span[0])));
    slider.setAttribute('aria-valuemax', String(Math.ceil(span[1])));
    slider.setAttribute('aria-valuenow', String(Math.round(cursor)));
    slider.setAttribute('aria-valuetext', placeText(timeline.axis, cursor));
  };
  const soon = oncePerFrame<null>(draw);
  const stops = [
    session.clock.subscribe(draw),
    session.store.subscribe(() => soon(null)),
    onTheme(() => {
      palette = readPalette(canvas);
      soon(null);
    }),
    soon.cancel,
  ];
  draw();
  return () => {
    for (const stop of stops) stop();
  };
}

/** The run in one strip, to be scrubbed with a finger. */
export function Strip() {
  const session = useSession();
  const slider = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useBox(slider);
  useEffect(() => {
    if (box === null || canvas.current === null || slider.current === null) return undefined;
    return attachStrip(session, canvas.current, slider.current, box);
  }, [session, box]);

  const scrub = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || box === null) return;
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const span = stripSpan(timelineOf(session), knownEndOf(session.store.getState()), cursorNow(session));
    goTo(session, stripAt({ left: PADDING, right: box.width - PADDING }, span, px));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') session.stepBack();
    else if (event.key === 'ArrowRight' || event.key === 'ArrowUp') session.stepForward();
    else if (event.key === 'Home') goTo(session, 0);
    else if (event.key === 'End') session.seekEnd();
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={slider}
      className={styles.strip}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={0}
      aria-valuenow={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        scrub(event);
      }}
      onPointerMove={scrub}
      onKeyDown={onKey}
    >
      <canvas ref={canvas} className={styles.canvas} aria-hidden />
    </div>
  );
}

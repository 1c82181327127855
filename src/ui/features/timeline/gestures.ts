/** What hands do to the timeline: zoom, pan, scrub, point, click. D3 reads the gestures. */
import { select, zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior } from 'd3';
import type { View } from './view.ts';

export interface GestureTargets {
  /** Takes wheel, drag, double click, hover and click; as large as the picture. */
  readonly surface: HTMLElement;
  /** Takes scrubbing: the axis with the playhead's handle on it. */
  readonly axis: HTMLElement;
}

export interface GestureHandlers {
  view(): View;
  limits(): readonly [number, number];
  /** The user has moved the picture; `busy` while the gesture lasts. */
  onView(view: View): void;
  onBusy(busy: boolean): void;
  onScrub(px: number): void;
  onScrubEnd(): void;
  onHover(point: { readonly x: number; readonly y: number } | null): void;
  onClick(x: number, y: number): void;
}

export interface Gestures {
  /** Tells the gestures that the picture was moved otherwise. */
  moved(view: View): void;
  /** Puts the limits in force. */
  limit(): void;
  destroy(): void;
}

export function attachGestures({ surface, axis }: GestureTargets, on: GestureHandlers): Gestures {
  const stop = new AbortController();
  const behaviour = zooming(surface, on);
  select(surface).call(behaviour);
  const options = { signal: stop.signal };
  surface.addEventListener('wheel', (event) => panByWheel(event, on, moved), { ...options, passive: false });
  surface.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'mouse' && event.buttons === 0) on.onHover(pointIn(surface, event));
  }, options);
  surface.addEventListener('pointerdown', () => on.onHover(null), options);
  surface.addEventListener('pointerleave', () => on.onHover(null), options);
  surface.addEventListener('click', (event) => {
    const { x, y } = pointIn(surface, event);
    on.onClick(x, y);
  }, options);
  scrubbing(axis, surface, on, options);

  function moved(view: View): void {
    // The transform that d3 keeps with the element is where its next gesture starts.
    select(surface).property('__zoom', zoomIdentity.translate(view.x, 0).scale(view.k));
  }
  return {
    moved,
    limit: () => {
      const [low, high] = on.limits();
      behaviour.scaleExtent([low, high]);
    },
    destroy: () => {
      stop.abort();
      select(surface).on('.zoom', null);
    },
  };
}

function zooming(surface: HTMLElement, on: GestureHandlers): ZoomBehavior<HTMLElement, unknown> {
  return zoom<HTMLElement, unknown>()
    .extent(() => [[0, 0], [surface.clientWidth, surface.clientHeight]])
    .clickDistance(4)
    // Sideways wheels pan, see panByWheel; a right click is a menu.
    .filter((event: Event) => !isSideways(event) && !(event instanceof MouseEvent && event.button !== 0))
    .on('start', () => on.onBusy(true))
    .on('end', () => on.onBusy(false))
    .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<HTMLElement, unknown>) => {
      if (sourceEvent !== null) on.onView({ k: transform.k, x: transform.x });
    });
}

function isSideways(event: Event): boolean {
  return event instanceof WheelEvent && (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY));
}

function panByWheel(event: WheelEvent, on: GestureHandlers, moved: (view: View) => void): void {
  if (!isSideways(event)) return;
  event.preventDefault();
  const by = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
  const { k, x } = on.view();
  on.onView({ k, x: x - by });
  moved(on.view());
}

function scrubbing(axis: HTMLElement, surface: HTMLElement, on: GestureHandlers, options: { signal: AbortSignal }): void {
  let held: number | null = null;
  axis.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    held = event.pointerId;
    axis.setPointerCapture(held);
    on.onHover(null);
    on.onScrub(pointIn(surface, event).x);
  }, options);
  axis.addEventListener('pointermove', (event) => {
    if (event.pointerId === held) on.onScrub(pointIn(surface, event).x);
  }, options);
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== held) return;
    held = null;
    on.onScrubEnd();
  };
  axis.addEventListener('pointerup', end, options);
  axis.addEventListener('pointercancel', end, options);
}

function pointIn(element: HTMLElement, event: MouseEvent): { x: number; y: number } {
  const { left, top } = element.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

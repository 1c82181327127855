/**
 * The moving part of the timeline, outside of React: keeps which stretch is in
 * view, follows the playhead, draws when something has changed, and turns
 * gestures into what the session is asked for.
 */
import { axisOf, cursorOf, knownEndOf } from '../../../session/selectors/timeline.ts';
import type { Session } from '../../../session/session.ts';
import { showMarks, timelineStore, type MarkKind } from '../../state/timelineStore.ts';
import { placeText } from '../../state/timeText.ts';
import { attachGestures, type Gestures } from './gestures.ts';
import { hitTest, type Hit } from './hit.ts';
import { commandOf } from './keys.ts';
import type { Layout } from './layout.ts';
import { oncePerFrame } from '../../viz/oncePerFrame.ts';
import { onTheme } from '../../viz/onTheme.ts';
import { paint } from './paint.ts';
import { readPalette, type Palette } from '../../viz/canvasPalette.ts';
import { pillSpan } from './paintPlayhead.ts';
import type { Scene } from './scene.ts';
import { SceneMaker } from './sceneMaker.ts';
import { bounded, fitted, follow, opened, placed, reveal, scaleLimits, toAt, toPx, usualScale, zoomed, type View } from './view.ts';
import { wordsOf, type Words } from './words.ts';

export interface TimelineElements {
  readonly canvas: HTMLCanvasElement;
  readonly surface: HTMLElement;
  readonly axis: HTMLElement;
  readonly handle: HTMLElement;
  readonly tip: HTMLElement;
}

export class TimelineController {
  readonly #session: Session;
  readonly #el: TimelineElements;
  readonly #scenes: SceneMaker;
  readonly #gestures: Gestures;
  readonly #stop = new AbortController();
  readonly #undo: (() => void)[] = [];
  readonly #draw = oncePerFrame<null>(() => this.#drawNow());
  readonly #seek = oncePerFrame<number>((at) => this.#goTo(at));
  readonly #widths = new Map<string, number>();
  #layout: Layout;
  #palette: Palette;
  #view: View | null = null;
  #scene: Scene | null = null;
  /** The run that is in view; another one is opened anew. */
  #setup: unknown = null;
  #following = true;
  #userScale = false;
  #busy = false;
  /** While scrubbing: where the hand is. The engine's answer comes a little later. */
  #wanted: number | null = null;
  #lastCursor = NaN;

  constructor(session: Session, el: TimelineElements, layout: Layout) {
    this.#session = session;
    this.#el = el;
    this.#layout = layout;
    this.#palette = readPalette(el.canvas);
    this.#scenes = new SceneMaker(session);
    this.#gestures = attachGestures(el, {
      view: () => this.#view ?? { k: 1, x: 0 },
      limits: () => this.#limits(),
      onView: (view) => this.#userMoved(view),
      onBusy: (busy) => {
        this.#busy = busy;
      },
      onScrub: (px) => this.#scrub(px),
      onScrubEnd: () => {
        this.#wanted = null;
        this.#draw(null);
      },
      onHover: (point) => this.#hover(point),
      onClick: (x, y) => this.#click(x, y),
    });
    this.#listen();
    this.resize(layout);
  }

  /** Another box, or another number of lanes. */
  resize(layout: Layout): void {
    const before = this.#layout;
    this.#layout = layout;
    const { canvas } = this.#el;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(layout.width * ratio);
    canvas.height = Math.round(layout.height * ratio);
    // What stands at the right stays there: that is where time goes on.
    if (this.#view !== null) this.#set({ k: this.#view.k, x: this.#view.x + layout.right - before.right });
    this.#gestures.limit();
    this.#drawNow();
  }

  /** Zooms around the playhead, or the middle when it is out of sight. */
  zoomBy(factor: number): void {
    if (this.#view === null) return;
    const { left, right } = this.#layout;
    const px = toPx(this.#view, this.#cursor());
    this.#userScale = true;
    this.#set(zoomed(this.#view, factor, px >= left && px <= right ? px : (left + right) / 2, this.#limits()));
    this.#draw(null);
  }

  /** The whole known run in one picture. */
  fit(): void {
    this.#userScale = true;
    const state = this.#session.store.getState();
    const start = this.#scene?.timeline.start ?? 0;
    this.#set(fitted(this.#layout, start, Math.max(knownEndOf(state), this.#cursor()), this.#limits()));
    this.#draw(null);
  }

  destroy(): void {
    this.#stop.abort();
    for (const undo of this.#undo) undo();
    this.#gestures.destroy();
    this.#draw.cancel();
    this.#seek.cancel();
  }

  #listen(): void {
    const { store, clock } = this.#session;
    this.#undo.push(
      clock.subscribe(() => this.#drawNow()),
      store.subscribe((state, before) => {
        if (state.playing && !before.playing) this.#following = true;
        if (state.speed !== before.speed) this.#rescale(state.speed);
        this.#draw(null);
      }),
      timelineStore.subscribe(() => this.#draw(null)),
    );
    this.#undo.push(
      onTheme(() => {
        this.#palette = readPalette(this.#el.canvas);
        this.#draw(null);
      }),
    );
    const { signal } = this.#stop;
    void document.fonts.ready.then(() => {
      this.#widths.clear();
      if (!signal.aborted) this.#draw(null);
    });
    this.#el.handle.addEventListener('keydown', (event) => this.#key(event), { signal });
  }

  #limits(): [number, number] {
    return scaleLimits(axisOf(this.#session.store.getState()), this.#layout);
  }

  #cursor(): number {
    const state = this.#session.store.getState();
    return this.#wanted ?? cursorOf(state, this.#session.clock.now());
  }

  #set(view: View): void {
    const knownEnd = Math.max(knownEndOf(this.#session.store.getState()), this.#cursor());
    this.#view = bounded(view, this.#layout, knownEnd);
    this.#gestures.moved(this.#view);
  }

  #userMoved(view: View): void {
    if (this.#view !== null && Math.abs(view.k - this.#view.k) > 1e-9 * view.k) this.#userScale = true;
    const knownEnd = Math.max(knownEndOf(this.#session.store.getState()), this.#cursor());
    this.#view = bounded(view, this.#layout, knownEnd);
    const px = toPx(this.#view, this.#cursor());
    this.#following = px >= this.#layout.left && px <= this.#layout.right;
    this.#hover(null);
    this.#draw(null);
  }

  #rescale(speed: number): void {
    if (this.#userScale || this.#view === null) return;
    const { setup } = this.#session.store.getState();
    const k = usualScale(axisOf(this.#session.store.getState()), this.#layout, speed, setup.cluster.options.electionTimeoutMs[1]);
    const start = this.#scene?.timeline.start ?? 0;
    if (this.#following) this.#set(opened(k, this.#layout, start, this.#cursor()));
    else this.#set(zoomed(this.#view, k / this.#view.k, toPx(this.#view, this.#cursor()), this.#limits()));
  }

  /** The view for this drawing: of a new run its beginning, else where the playhead leads it. */
  #moveView(cursor: number): View {
    const state = this.#session.store.getState();
    const start = this.#scene?.timeline.start ?? 0;
    if (this.#view === null || this.#setup !== state.setup) {
      this.#setup = state.setup;
      this.#following = true;
      this.#userScale = false;
      const { electionTimeoutMs } = state.setup.cluster.options;
      const k = usualScale(axisOf(state), this.#layout, state.speed, electionTimeoutMs[1]);
      this.#gestures.limit();
      this.#set(opened(k, this.#layout, Math.min(start, cursor), cursor));
    } else if (cursor !== this.#lastCursor && this.#wanted === null && !this.#busy) {
      if (state.playing && this.#following) this.#set(follow(this.#view, this.#layout, cursor));
      else if (!state.playing) this.#revealed(cursor, knownEndOf(state));
    }
    this.#lastCursor = cursor;
    return this.#view ?? { k: 1, x: 0 };
  }

  /** A jump from elsewhere: to an event, to the newest moment, one step on. */
  #revealed(cursor: number, knownEnd: number): void {
    if (this.#view === null) return;
    const next = reveal(this.#view, this.#layout, cursor);
    if (next !== this.#view) this.#set(cursor >= knownEnd ? placed(next, this.#layout, cursor) : next);
  }

  #drawNow(): void {
    this.#draw.cancel();
    const { canvas } = this.#el;
    const ctx = canvas.getContext('2d');
    if (ctx === null || this.#layout.width < 100) return;
    const cursor = this.#cursor();
    const view = this.#moveView(cursor);
    const scene = this.#scenes.make(this.#layout, view, cursor, (label) => this.#widthOf(ctx, label));
    this.#scene = scene;
    const ratio = canvas.width / this.#layout.width;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const seen = new Set<MarkKind>();
    paint({ ctx, palette: this.#palette, seen }, scene);
    this.#placeHandle(scene);
    showMarks(seen);
  }

  #placeHandle(scene: Scene): void {
    const { handle } = this.#el;
    const [from, to] = pillSpan(scene);
    handle.style.transform = `translateX(${(from + to) / 2}px)`;
    if (this.#session.store.getState().playing) return;
    handle.setAttribute('aria-valuenow', String(Math.round(scene.cursor)));
    handle.setAttribute('aria-valuemax', String(Math.round(scene.knownEnd)));
    handle.setAttribute('aria-valuetext', placeText(scene.timeline.axis, scene.cursor));
  }

  #widthOf(ctx: CanvasRenderingContext2D, label: string): number {
    const known = this.#widths.get(label);
    if (known !== undefined) return known;
    ctx.font = `11px ${this.#palette.fontUi}`;
    const { width } = ctx.measureText(label);
    this.#widths.set(label, width);
    return width;
  }

  #scrub(px: number): void {
    if (this.#view === null) return;
    const state = this.#session.store.getState();
    const { left, right } = this.#layout;
    const at = toAt(this.#view, Math.min(right, Math.max(left, px)));
    this.#wanted = Math.min(knownEndOf(state), Math.max(0, at));
    this.#seek(this.#wanted);
    this.#draw(null);
  }

  #goTo(at: number): void {
    if (axisOf(this.#session.store.getState()) === 'time') this.#session.seekTime(at);
    else this.#session.seekEvent(Math.round(at));
  }

  #click(x: number, y: number): void {
    if (this.#scene === null || this.#view === null || x < this.#layout.left || y > this.#layout.lanesBottom) return;
    const hit = hitTest(this.#scene, x, y);
    if (hit?.kind === 'message') this.#session.select({ kind: 'message', message: hit.message.envelope.id });
    else if (hit?.kind === 'event') this.#session.select({ kind: 'event', event: hit.event });
    else if (hit?.kind === 'violation') this.#session.select({ kind: 'event', event: hit.violation.event });
    else if (y >= this.#layout.lanesTop) {
      this.#goTo(Math.min(knownEndOf(this.#session.store.getState()), Math.max(0, toAt(this.#view, x))));
    }
  }

  #key(event: KeyboardEvent): void {
    const command = commandOf(event);
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    command(this.#session);
  }

  #hover(point: { readonly x: number; readonly y: number } | null): void {
    const scene = this.#scene;
    const hit: Hit | null = point === null || scene === null ? null : hitTest(scene, point.x, point.y);
    this.#el.surface.dataset['over'] = hit === null ? '' : hit.kind;
    const words =
      hit === null || point === null || scene === null
        ? null
        : wordsOf(scene.timeline, this.#session.store.getState().events, hit, toAt(scene.view, point.x));
    this.#tell(words, point);
  }

  #tell(words: Words | null, point: { readonly x: number; readonly y: number } | null): void {
    const { tip } = this.#el;
    tip.hidden = words === null;
    if (words === null || point === null) return;
    const [when, what] = tip.children;
    if (when !== undefined) when.textContent = words.when;
    if (what !== undefined) what.textContent = words.what;
    const { width } = this.#layout;
    const left = Math.min(Math.max(8, point.x + 12), Math.max(8, width - tip.offsetWidth - 8));
    tip.style.transform = `translate(${left}px, ${point.y - 12}px) translateY(-100%)`;
  }
}

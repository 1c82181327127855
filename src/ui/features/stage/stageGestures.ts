/**
 * Pointers on the stage: click, right-click and long press, the slice tool,
 * and dragging a message. One listener for all marks; each says what it is in
 * its data attributes. Mouse, pen and touch alike.
 */
import type { MouseEvent, PointerEvent } from 'react';
import type { VirtualMs } from '../../../trace/event.ts';
import type { Envelope, MessageId } from '../../../trace/event.ts';
import type { StageTool } from '../../../session/state.ts';
import { distance, type Point, type Segment } from '../../viz/point.ts';
import { dragOutcome, type DragOutcome, type Track } from '../../viz/travel.ts';
import { targetOf, type Target } from './target.ts';

const LONG_PRESS_MS = 500;
const MOVED_PX = 5;
const SHORTEST_SLICE = 12;

/** A message in hand. */
export interface MessageDrag {
  readonly envelope: Envelope;
  readonly track: Track;
  readonly at: Point;
  readonly outcome: DragOutcome;
}

/** A line being drawn; `line` is the cut line whose end is moved, null for a new one. */
export interface SliceDrag extends Segment {
  readonly line: number | null;
}

export interface GesturePort {
  readonly tool: StageTool;
  /** Window px to stage units. */
  toStage(client: Point): Point;
  now(): VirtualMs;
  cutLine(index: number): Segment | null;
  /** The message drawn on the canvas at a point, if any. */
  messageAt(point: Point): MessageId | null;
  grasp(message: MessageId): { readonly envelope: Envelope; readonly track: Track } | null;
  click(target: Target, client: Point, alt: boolean): void;
  menu(target: Target, client: Point): void;
  slice(slice: SliceDrag): void;
  /** A message begins to be dragged: time has to stand still. */
  dragStarts(): void;
  dragEnds(drag: MessageDrag | null): void;
}

interface Press {
  readonly pointer: number;
  readonly target: Target;
  readonly client: Point;
  readonly alt: boolean;
  readonly timer: number | null;
  moved: boolean;
}

type StagePointer = PointerEvent<SVGSVGElement>;
type StageMouse = MouseEvent<SVGSVGElement>;

/** One pointer at a time, from press to release. What is in hand is told to `show`. */
export class StageGestures {
  readonly #port: () => GesturePort;
  readonly #show: (slice: SliceDrag | null, drag: MessageDrag | null) => void;
  #press: Press | null = null;
  #slice: SliceDrag | null = null;
  #drag: MessageDrag | null = null;

  /** `port` gives the newest one, for the stage changes while something is in hand. */
  constructor(port: () => GesturePort, show: (slice: SliceDrag | null, drag: MessageDrag | null) => void) {
    this.#port = port;
    this.#show = show;
  }

  readonly down = (event: StagePointer): void => {
    if (event.button !== 0 || this.#press !== null) return;
    const target = this.#find(event);
    const client = clientPoint(event);
    const timer = event.pointerType === 'mouse' ? null : window.setTimeout(() => this.#longPress(), LONG_PRESS_MS);
    this.#press = { pointer: event.pointerId, target, client, alt: event.altKey, timer, moved: false };
    if (target.kind !== 'node' || this.#port().tool === 'slice') event.currentTarget.setPointerCapture(event.pointerId);
  };

  readonly move = (event: StagePointer): void => {
    const press = this.#press;
    if (press === null || press.pointer !== event.pointerId) return;
    const client = clientPoint(event);
    const at = this.#port().toStage(client);
    if (!press.moved) {
      if (distance(press.client, client) < MOVED_PX) return;
      press.moved = true;
      stopTimer(press);
      this.#begin(press, at);
    }
    if (this.#slice !== null) this.#hold({ ...this.#slice, b: at }, null);
    else if (this.#drag !== null) {
      const { envelope, track } = this.#drag;
      this.#hold(null, { envelope, track, at, outcome: dragOutcome(envelope, track, at, this.#port().now()) });
    }
  };

  readonly up = (event: StagePointer): void => {
    const press = this.#press;
    if (press === null || press.pointer !== event.pointerId) return;
    const slice = this.#slice;
    const drag = this.#drag;
    this.#release();
    if (slice !== null) {
      if (distance(slice.a, slice.b) >= SHORTEST_SLICE) this.#port().slice(slice);
    } else if (drag !== null) this.#port().dragEnds(drag);
    else if (!press.moved) this.#port().click(press.target, press.client, press.alt);
  };

  readonly cancel = (): void => {
    const dragged = this.#drag !== null;
    this.#release();
    if (dragged) this.#port().dragEnds(null);
  };

  readonly contextMenu = (event: StageMouse): void => {
    event.preventDefault();
    this.cancel();
    const target = this.#find(event);
    // From the keyboard (Menu key, Shift+F10) it opens at the mark that has the focus.
    const at = event.button === 2 || event.clientX !== 0 ? clientPoint(event) : middleOf(event.target);
    if (target.kind !== 'empty') this.#port().menu(target, at);
  };

  /** A screen reader’s click comes without a pointer. */
  readonly click = (event: StageMouse): void => {
    if (event.detail === 0) this.#port().click(targetOf(event.target), middleOf(event.target), event.altKey);
  };

  /** Marks get the focus from the keyboard only: after a click the keys go on to mean what they mean on the page. */
  readonly mouseDown = (event: StageMouse): void => {
    event.preventDefault();
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement || activeElement instanceof SVGElement) activeElement.blur();
  };

  #longPress(): void {
    const press = this.#press;
    if (press === null || press.moved) return;
    this.#release();
    this.#port().menu(press.target, press.client);
  }

  /** The pointer has moved far enough to mean something. */
  #begin(press: Press, at: Point): void {
    this.#slice = this.#startOfSlice(press);
    if (this.#slice !== null || press.target.kind !== 'message') return;
    const grasped = this.#port().grasp(press.target.message);
    if (grasped === null) return;
    this.#port().dragStarts();
    this.#drag = { ...grasped, at, outcome: { kind: 'none' } };
  }

  #startOfSlice({ target, client, alt }: Press): SliceDrag | null {
    const port = this.#port();
    const at = port.toStage(client);
    if (target.kind === 'handle') {
      const line = port.cutLine(target.line);
      return line === null ? null : { a: target.end === 'a' ? line.b : line.a, b: at, line: target.line };
    }
    const knife = port.tool === 'slice' || (alt && target.kind !== 'message' && target.kind !== 'node');
    return knife ? { a: at, b: at, line: null } : null;
  }

  #find(event: StageMouse): Target {
    const target = targetOf(event.target);
    if (target.kind !== 'empty' && target.kind !== 'link') return target;
    const port = this.#port();
    const message = port.messageAt(port.toStage(clientPoint(event)));
    return message === null ? target : { kind: 'message', message };
  }

  #hold(slice: SliceDrag | null, drag: MessageDrag | null): void {
    this.#slice = slice;
    this.#drag = drag;
    this.#show(slice, drag);
  }

  #release(): void {
    if (this.#press !== null) stopTimer(this.#press);
    this.#press = null;
    if (this.#slice !== null || this.#drag !== null) this.#hold(null, null);
  }
}

function stopTimer({ timer }: Press): void {
  if (timer !== null) clearTimeout(timer);
}

function clientPoint({ clientX, clientY }: { clientX: number; clientY: number }): Point {
  return { x: clientX, y: clientY };
}

/** The middle of an element on the screen. */
export function middleOf(target: EventTarget | null): Point {
  if (!(target instanceof Element)) return { x: 0, y: 0 };
  const { left, top, width, height } = target.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

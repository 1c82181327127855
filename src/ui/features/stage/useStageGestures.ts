/**
 * Pointers on the stage: click, right-click and long press, the slice tool,
 * and dragging a message. One listener for all marks; each says what it is in
 * its data attributes. Mouse, pen and touch alike.
 */
import { useRef, useState, type MouseEvent, type PointerEvent } from 'react';
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

export function useStageGestures(port: GesturePort) {
  const press = useRef<Press | null>(null);
  const slicing = useRef<SliceDrag | null>(null);
  const dragging = useRef<MessageDrag | null>(null);
  const [slice, setSlice] = useState<SliceDrag | null>(null);
  const [drag, setDrag] = useState<MessageDrag | null>(null);

  const showSlice = (next: SliceDrag | null) => {
    slicing.current = next;
    setSlice(next);
  };
  const showDrag = (next: MessageDrag | null) => {
    dragging.current = next;
    setDrag(next);
  };
  const find = (event: { target: EventTarget; clientX: number; clientY: number }): Target => {
    const target = targetOf(event.target);
    if (target.kind !== 'empty' && target.kind !== 'link') return target;
    const message = port.messageAt(port.toStage(clientPoint(event)));
    return message === null ? target : { kind: 'message', message };
  };
  const release = () => {
    if (press.current?.timer != null) clearTimeout(press.current.timer);
    press.current = null;
  };

  const begin = (event: PointerEvent<SVGSVGElement>) => {
    if (event.button !== 0 || press.current !== null) return;
    const target = find(event);
    const client = clientPoint(event);
    const held = event.pointerType === 'mouse' ? null : window.setTimeout(() => {
      if (press.current === null || press.current.moved || slicing.current !== null) return;
      release();
      port.menu(target, client);
    }, LONG_PRESS_MS);
    press.current = { pointer: event.pointerId, target, client, alt: event.altKey, timer: held, moved: false };
    if (target.kind !== 'node' || port.tool === 'slice') event.currentTarget.setPointerCapture(event.pointerId);
  };

  const startOf = ({ target, client, alt }: Press): SliceDrag | null => {
    const a = port.toStage(client);
    if (target.kind === 'handle') {
      const line = port.cutLine(target.line);
      return line === null ? null : { a: target.end === 'a' ? line.b : line.a, b: a, line: target.line };
    }
    const knife = port.tool === 'slice' || (alt && target.kind !== 'message' && target.kind !== 'node');
    return knife ? { a, b: a, line: null } : null;
  };

  const move = (event: PointerEvent<SVGSVGElement>) => {
    const pressed = press.current;
    if (pressed === null || pressed.pointer !== event.pointerId) return;
    const client = clientPoint(event);
    if (!pressed.moved) {
      if (distance(pressed.client, client) < MOVED_PX) return;
      pressed.moved = true;
      if (pressed.timer !== null) clearTimeout(pressed.timer);
      const start = startOf(pressed);
      if (start !== null) slicing.current = start;
      else if (pressed.target.kind === 'message') {
        const grasped = port.grasp(pressed.target.message);
        if (grasped !== null) {
          port.dragStarts();
          dragging.current = { ...grasped, at: port.toStage(client), outcome: { kind: 'none' } };
        }
      }
    }
    const at = port.toStage(client);
    if (slicing.current !== null) showSlice({ ...slicing.current, b: at });
    else if (dragging.current !== null) {
      const { envelope, track } = dragging.current;
      showDrag({ envelope, track, at, outcome: dragOutcome(envelope, track, at, port.now()) });
    }
  };

  const end = (event: PointerEvent<SVGSVGElement>) => {
    const pressed = press.current;
    if (pressed === null || pressed.pointer !== event.pointerId) return;
    release();
    const cut = slicing.current;
    const held = dragging.current;
    if (cut !== null) {
      showSlice(null);
      if (distance(cut.a, cut.b) >= SHORTEST_SLICE) port.slice(cut);
    } else if (held !== null) {
      showDrag(null);
      port.dragEnds(held);
    } else if (!pressed.moved) port.click(pressed.target, pressed.client, pressed.alt);
  };

  const cancel = () => {
    release();
    if (slicing.current !== null) showSlice(null);
    if (dragging.current !== null) {
      showDrag(null);
      port.dragEnds(null);
    }
  };

  const contextMenu = (event: MouseEvent<SVGSVGElement>) => {
    event.preventDefault();
    cancel();
    const target = find(event);
    // From the keyboard (Menu key, Shift+F10) it opens at the mark that has the focus.
    const at = event.button === 2 || event.clientX !== 0 ? clientPoint(event) : middleOf(event.target);
    if (target.kind !== 'empty') port.menu(target, at);
  };

  // A screen reader's click comes without a pointer.
  const click = (event: MouseEvent<SVGSVGElement>) => {
    if (event.detail === 0) port.click(targetOf(event.target), middleOf(event.target), event.altKey);
  };

  // Marks get the focus from the keyboard only: after a click the keys go on to mean what they mean on the page.
  const mouseDown = (event: MouseEvent<SVGSVGElement>) => {
    event.preventDefault();
    if (document.activeElement instanceof HTMLElement || document.activeElement instanceof SVGElement) document.activeElement.blur();
  };

  const handlers = {
    onMouseDown: mouseDown, onPointerDown: begin, onPointerMove: move, onPointerUp: end, onPointerCancel: cancel, onContextMenu: contextMenu, onClick: click,
  };
  return { slice, drag, handlers, cancel };
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

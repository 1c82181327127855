/** Dragging the matrix sideways with the mouse; a finger scrolls by itself. */
import { useRef, type MouseEvent, type PointerEvent } from 'react';

const SLOP_PX = 4;

export interface DragPan {
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerUp(event: PointerEvent<HTMLElement>): void;
  /** Swallows the click that ends a drag. */
  onClickCapture(event: MouseEvent<HTMLElement>): void;
}

export function useDragPan(): DragPan {
  const drag = useRef<{ x: number; scrollLeft: number; moved: boolean } | null>(null);
  const justDragged = useRef(false);
  return {
    onPointerDown(event) {
      justDragged.current = false;
      const onScrollbar = event.nativeEvent.offsetY > event.currentTarget.clientHeight;
      if (event.pointerType !== 'mouse' || event.button !== 0 || onScrollbar) return;
      drag.current = { x: event.clientX, scrollLeft: event.currentTarget.scrollLeft, moved: false };
    },
    onPointerMove(event) {
      const from = drag.current;
      if (from === null) return;
      if (event.buttons === 0) {
        drag.current = null;
        return;
      }
      const by = event.clientX - from.x;
      if (!from.moved && Math.abs(by) < SLOP_PX) return;
      if (!from.moved) event.currentTarget.setPointerCapture(event.pointerId);
      from.moved = true;
      event.currentTarget.scrollLeft = from.scrollLeft - by;
    },
    onPointerUp() {
      justDragged.current = drag.current?.moved === true;
      drag.current = null;
    },
    onClickCapture(event) {
      if (!justDragged.current) return;
      justDragged.current = false;
      event.stopPropagation();
      event.preventDefault();
    },
  };
}

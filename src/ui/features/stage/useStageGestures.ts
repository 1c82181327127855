import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { StageGestures, type GesturePort, type MessageDrag, type SliceDrag } from './stageGestures.ts';

interface InHand {
  readonly slice: SliceDrag | null;
  readonly drag: MessageDrag | null;
}

/** What is in hand on the stage, and the listeners for its SVG. */
export function useStageGestures(port: GesturePort) {
  const newest = useRef(port);
  useLayoutEffect(() => {
    newest.current = port;
  });
  const [inHand, setInHand] = useState<InHand>({ slice: null, drag: null });
  const gestures = useMemo(() => new StageGestures(() => newest.current, (slice, drag) => setInHand({ slice, drag })), []);
  const busy = inHand.slice !== null || inHand.drag !== null;
  useEffect(() => {
    if (!busy) return;
    const letGo = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      gestures.cancel();
    };
    window.addEventListener('keydown', letGo, { capture: true });
    return () => window.removeEventListener('keydown', letGo, { capture: true });
  }, [busy, gestures]);
  const handlers = {
    onMouseDown: gestures.mouseDown,
    onPointerDown: gestures.down,
    onPointerMove: gestures.move,
    onPointerUp: gestures.up,
    onPointerCancel: gestures.cancel,
    onContextMenu: gestures.contextMenu,
    onClick: gestures.click,
  };
  return { ...inHand, handlers };
}

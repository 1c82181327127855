import { useLayoutEffect, useRef, useState } from 'react';
import type { StageGeometry } from '../../viz/ring.ts';
import { blend, eased } from './relayout.ts';

const LASTS_MS = 240;

/** The geometry to draw: where a node came or went, the others move to their new places; another size cuts. */
export function useRelayout(target: StageGeometry, calm: boolean): StageGeometry {
  const last = useRef(target);
  const [moving, setMoving] = useState<{ readonly to: StageGeometry; readonly shown: StageGeometry } | null>(null);
  useLayoutEffect(() => {
    const from = last.current;
    last.current = target;
    const resized = from.width !== target.width || from.height !== target.height;
    if (calm || resized || from === target || from.nodes.length === 0 || from.nodes.length === target.nodes.length) return;
    let frame = 0;
    let began: number | null = null;
    const draw = (now: number): void => {
      began ??= now;
      const t = (now - began) / LASTS_MS;
      if (t >= 1) {
        setMoving(null);
        return;
      }
      setMoving({ to: target, shown: blend(from, target, eased(t)) });
      frame = requestAnimationFrame(draw);
    };
    setMoving({ to: target, shown: blend(from, target, 0) });
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, [target, calm]);
  return moving?.to === target ? moving.shown : target;
}

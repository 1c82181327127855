import { useEffect, useRef } from 'react';
import type { Message } from '../../../raft/types.ts';
import type { Envelope } from '../../../trace/event.ts';
import { termSlot } from '../../components/term.ts';
import { drawMarks, type MarkColours } from '../../viz/canvasMarks.ts';
import type { StageGeometry } from '../../viz/ring.ts';
import { progressAt, type Track } from '../../viz/travel.ts';
import styles from './Stage.module.css';
import { useMotion } from './useMotion.ts';

export interface MessageCanvasProps {
  readonly geometry: StageGeometry;
  readonly messages: readonly Envelope[];
  readonly trackOf: (message: Message) => Track | null;
  readonly fixed: ReadonlyMap<number, number>;
}

interface Palette {
  readonly terms: readonly MarkColours[];
  readonly ground: string;
}

/** Hundreds of messages, drawn in one go; see markAt for how the pointer finds them. */
export function MessageCanvas({ geometry, messages, trackOf, fixed }: MessageCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = useRef<Palette | null>(null);
  useEffect(() => {
    // Colours are read again when the theme may have changed.
    const forget = () => (palette.current = null);
    const observer = new MutationObserver(forget);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => observer.disconnect();
  }, []);
  useMotion((now) => {
    const element = canvas.current;
    const context = element?.getContext('2d') ?? null;
    if (element === null || context === null) return;
    const { terms, ground } = (palette.current ??= readPalette(element));
    const ratio = sizeTo(element, geometry);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, geometry.width, geometry.height);
    context.font = `600 10px ${getComputedStyle(element).fontFamily}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const marks = messages.flatMap((envelope) => {
      const track = trackOf(envelope.message);
      return track === null ? [] : [{ message: envelope.message, track, progress: fixed.get(envelope.id) ?? progressAt(envelope, now) }];
    });
    drawMarks(context, marks, ({ term }) => terms[termSlot(term) ?? 0] ?? { fill: 'gray', line: 'gray', on: 'white' }, ground);
  });
  return <canvas ref={canvas} className={styles.canvas} data-testid="message-canvas" aria-hidden />;
}

/** Gives the canvas a device pixel for a pixel; returns device pixels per stage unit. */
function sizeTo(element: HTMLCanvasElement, { width, height, scale }: StageGeometry): number {
  const ratio = scale * (window.devicePixelRatio || 1);
  const w = Math.round(width * ratio);
  const h = Math.round(height * ratio);
  if (element.width !== w) element.width = w;
  if (element.height !== h) element.height = h;
  return ratio;
}

function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  const terms = [0, 1, 2, 3, 4, 5, 6, 7].map((slot) =>
    slot === 0
      ? { fill: read('--n-5'), line: read('--n-5'), on: read('--n-0') }
      : { fill: read(`--t${slot}`), line: read(`--t${slot}-line`), on: read(`--t${slot}-on`) },
  );
  return { terms, ground: read('--n-0') };
}

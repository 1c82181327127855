import { useEffect, useRef } from 'react';
import type { Message } from '../../../raft/types.ts';
import type { Envelope } from '../../../trace/event.ts';
import { senderTerm } from '../../../trace/senderTerm.ts';
import { drawMarks, type MarkBrush } from '../../viz/canvasMarks.ts';
import { paintOf, readPalette } from '../../viz/canvasPalette.ts';
import { onTheme } from '../../viz/onTheme.ts';
import type { StageGeometry } from '../../viz/ring.ts';
import { progressAt, type Track } from '../../viz/travel.ts';
import styles from './Stage.module.css';
import { useMotion } from '../../state/useMotion.ts';

export interface MessageCanvasProps {
  readonly geometry: StageGeometry;
  readonly messages: readonly Envelope[];
  readonly trackOf: (message: Message) => Track | null;
  readonly fixed: ReadonlyMap<number, number>;
}

/** Hundreds of messages, drawn in one go; see markAt for how the pointer finds them. */
export function MessageCanvas({ geometry, messages, trackOf, fixed }: MessageCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const brush = useRef<MarkBrush | null>(null);
  useEffect(() => onTheme(() => (brush.current = null)), []);
  useMotion((now) => {
    const element = canvas.current;
    const context = element?.getContext('2d') ?? null;
    if (element === null || context === null) return;
    const ratio = sizeTo(element, geometry);
    if (brush.current?.ratio !== ratio) brush.current = brushFor(element, ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, geometry.width, geometry.height);
    const marks = messages.flatMap((envelope) => {
      const track = trackOf(envelope.message);
      return track === null ? [] : [{ message: envelope.message, track, progress: fixed.get(envelope.id) ?? progressAt(envelope, now) }];
    });
    drawMarks(context, marks, brush.current);
  });
  return <canvas ref={canvas} className={styles.canvas} data-testid="message-canvas" aria-hidden />;
}

function brushFor(element: Element, ratio: number): MarkBrush {
  const palette = readPalette(element);
  return {
    coloursOf: (message) => paintOf(palette, senderTerm(message)),
    ground: palette.ground,
    font: palette.fontData,
    ratio,
    sprites: new Map(),
  };
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

/**
 * Messages as canvas strokes, for when there are too many for elements of
 * their own. Simpler than the glyphs, but of the same forms.
 */
import type { Message } from '../../raft/types.ts';
import { check, cross, diamond } from './glyphPaths.ts';
import { glyphReach, messageKind, type MessageKind } from './messageKind.ts';
import { pointOn, type Track } from './travel.ts';

/** Resolved colours of one term, or of none. */
export interface MarkColours {
  readonly fill: string;
  readonly line: string;
  readonly on: string;
}

export interface CanvasMark {
  readonly message: Message;
  readonly track: Track;
  readonly progress: number;
}

interface Shape {
  readonly path: Path2D;
  readonly solid: boolean;
  readonly inner: Path2D | null;
}

let shapes: Record<MessageKind, Shape> | null = null;

/** Made on first use: Path2D is there only in a browser. */
function shapeOf(kind: MessageKind): Shape {
  const circle = (r: number) => {
    const path = new Path2D();
    path.arc(0, 0, r, 0, 2 * Math.PI);
    return path;
  };
  const square = new Path2D();
  square.rect(-5.5, -5.5, 11, 11);
  shapes ??= {
    request: { path: new Path2D(diamond(7.5)), solid: false, inner: null },
    granted: { path: new Path2D(diamond(8.5)), solid: true, inner: new Path2D(check) },
    denied: { path: new Path2D(diamond(8)), solid: false, inner: new Path2D(cross(2.2)) },
    entries: { path: square, solid: true, inner: null },
    heartbeat: { path: circle(3.5), solid: true, inner: null },
    ack: { path: circle(4.5), solid: false, inner: null },
    refusal: { path: circle(6.5), solid: false, inner: new Path2D(cross(2.5)) },
  };
  return shapes[kind];
}

/** Draws trail and glyph of every mark. The context is in stage units. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  marks: readonly CanvasMark[],
  coloursOf: (message: Message) => MarkColours,
  ground: string,
): void {
  context.lineWidth = 1;
  context.globalAlpha = 0.45;
  for (const { message, track, progress } of marks) {
    const end = pointOn(track, progress);
    context.strokeStyle = coloursOf(message).line;
    context.beginPath();
    context.moveTo(track.a.x, track.a.y);
    context.lineTo(end.x, end.y);
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const mark of marks) drawGlyph(context, mark, coloursOf(mark.message), ground);
}

function drawGlyph(context: CanvasRenderingContext2D, { message, track, progress }: CanvasMark, colours: MarkColours, ground: string): void {
  const kind = messageKind(message);
  const { path, solid, inner } = shapeOf(kind);
  const { x, y } = pointOn(track, progress);
  context.save();
  context.translate(x, y);
  context.fillStyle = solid ? colours.fill : ground;
  context.strokeStyle = colours.line;
  context.lineWidth = solid ? 0.75 : 1.5;
  context.fill(path);
  context.stroke(path);
  if (inner !== null) {
    context.lineWidth = 1.5;
    if (solid) context.strokeStyle = colours.on;
    context.stroke(inner);
  }
  if (kind === 'entries' && message.type === 'AppendEntries') {
    context.fillStyle = colours.on;
    context.fillText(String(message.entries.length), 0, 0.5);
  }
  context.rotate((track.angle * Math.PI) / 180);
  const ahead = glyphReach(kind, 1) + 3.5;
  context.strokeStyle = colours.line;
  context.lineWidth = 1.25;
  context.beginPath();
  context.moveTo(ahead, -3.5);
  context.lineTo(ahead + 3.5, 0);
  context.lineTo(ahead, 3.5);
  context.stroke();
  context.restore();
}

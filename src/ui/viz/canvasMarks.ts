/**
 * Messages on a canvas, for when there are too many for elements of their own.
 * Simpler than the glyphs, but of the same forms. Each form is drawn once, as
 * a sprite; trails go in one stroke a colour.
 */
import type { Message } from '../../raft/types.ts';
import { bolt, check, chevron, chunkPage, chunkStack, cross, diamond, page } from './glyphPaths.ts';
import { glyphNumber, glyphReach, messageKind, type MessageKind } from './messageKind.ts';
import { pointOn, type Track } from './travel.ts';

/** Resolved colours of one term. */
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

/** Colours, resolution and sprites of one canvas; to be made anew when the theme or the resolution changes. */
export interface MarkBrush {
  readonly coloursOf: (message: Message) => MarkColours;
  readonly ground: string;
  readonly font: string;
  /** Device px per stage unit. */
  readonly ratio: number;
  readonly sprites: Map<string, HTMLCanvasElement>;
}

/** With more marks than this trails would lie on one another, and cost the most. */
const MOST_TRAILS = 600;
/** Half the width of a sprite, in stage units. */
const HALF = 17;

/** Draws trail, chevron and glyph of every mark. The context is in stage units. */
export function drawMarks(context: CanvasRenderingContext2D, marks: readonly CanvasMark[], brush: MarkBrush): void {
  const trails = new Map<string, Path2D>();
  for (const { message, track, progress } of marks) {
    if (marks.length > MOST_TRAILS) break;
    const { x, y } = pointOn(track, progress);
    const trail = pathOf(trails, brush.coloursOf(message).line);
    trail.moveTo(track.a.x, track.a.y);
    trail.lineTo(x, y);
  }
  strokeTrails(context, trails);
  for (const mark of marks) {
    const { x, y } = pointOn(mark.track, mark.progress);
    context.drawImage(spriteOf(mark, brush), x - HALF, y - HALF, 2 * HALF, 2 * HALF);
  }
}

function pathOf(paths: Map<string, Path2D>, colour: string): Path2D {
  let path = paths.get(colour);
  if (path === undefined) paths.set(colour, (path = new Path2D()));
  return path;
}

function strokeTrails(context: CanvasRenderingContext2D, paths: ReadonlyMap<string, Path2D>): void {
  context.lineWidth = 1;
  context.globalAlpha = 0.45;
  for (const [colour, path] of paths) {
    context.strokeStyle = colour;
    context.stroke(path);
  }
  context.globalAlpha = 1;
}

function spriteOf({ message, track }: CanvasMark, brush: MarkBrush): HTMLCanvasElement {
  const kind = messageKind(message);
  const count = glyphNumber(message) ?? 0;
  const colours = brush.coloursOf(message);
  const key = `${kind} ${count} ${colours.line} ${track.angle.toFixed(1)}`;
  const known = brush.sprites.get(key);
  if (known !== undefined) return known;
  const sprite = document.createElement('canvas');
  sprite.width = sprite.height = Math.ceil(2 * HALF * brush.ratio);
  const context = sprite.getContext('2d');
  if (context !== null) {
    context.scale(brush.ratio, brush.ratio);
    context.translate(HALF, HALF);
    drawGlyph(context, kind, count, colours, brush);
    context.rotate((track.angle * Math.PI) / 180);
    context.translate(glyphReach(kind, 1) + 3.5, 0);
    context.strokeStyle = colours.line;
    context.lineWidth = 1.25;
    context.stroke(new Path2D(chevron));
  }
  brush.sprites.set(key, sprite);
  return sprite;
}

function drawGlyph(context: CanvasRenderingContext2D, kind: MessageKind, count: number, colours: MarkColours, { ground, font }: MarkBrush): void {
  const solid = solidKinds.has(kind);
  const outline = outlineOf(kind);
  context.fillStyle = solid ? colours.fill : ground;
  context.strokeStyle = colours.line;
  context.lineWidth = solid ? 0.75 : 1.5;
  // What is not real yet is dashed.
  if (kind.startsWith('pre')) context.setLineDash([3.2, 2.1]);
  context.fill(outline);
  context.stroke(outline);
  context.setLineDash([]);
  const inner = innerOf(kind);
  if (inner !== null) {
    context.lineWidth = 1.5;
    if (kind === 'granted') context.strokeStyle = colours.on;
    context.stroke(new Path2D(inner));
  }
  if (kind !== 'entries' && kind !== 'snapshot' && kind !== 'chunk') return;
  context.font = `600 ${count > 99 ? 8 : 10}px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = colours.on;
  context.fillText(String(count), 0, 0.5);
}

const solidKinds: ReadonlySet<MessageKind> = new Set(['granted', 'entries', 'heartbeat', 'snapshot', 'chunk', 'timeoutNow']);

/** What is drawn on the outline; null: nothing. */
function innerOf(kind: MessageKind): string | null {
  switch (kind) {
    case 'granted':
    case 'preGranted':
      return check;
    case 'denied':
    case 'preDenied':
    case 'refusal':
      return cross(2.4);
    case 'chunk':
      return chunkStack;
    default:
      return null;
  }
}

function outlineOf(kind: MessageKind): Path2D {
  switch (kind) {
    case 'request':
    case 'preRequest':
      return new Path2D(diamond(7.5));
    case 'granted':
    case 'preGranted':
      return new Path2D(diamond(8.5));
    case 'denied':
    case 'preDenied':
      return new Path2D(diamond(8));
    case 'snapshot':
      return new Path2D(page);
    case 'chunk':
      return new Path2D(chunkPage);
    case 'timeoutNow':
      return new Path2D(bolt);
    case 'entries':
      return new Path2D('M-5.5 -5.5h11v11h-11Z');
    case 'heartbeat':
      return circle(3.5);
    case 'ack':
      return circle(4.5);
    case 'refusal':
      return circle(6.5);
  }
}

function circle(radius: number): Path2D {
  const path = new Path2D();
  path.arc(0, 0, radius, 0, 2 * Math.PI);
  return path;
}

/** Where a client's terminal stands: outside of the ring, beside the node it asks. */
import type { Point } from './point.ts';
import { shortened } from './point.ts';
import type { NodePlace, StageGeometry } from './ring.ts';

export interface ClientPlace {
  readonly terminal: Point;
  /** From the terminal to the disc. */
  readonly arrow: { readonly from: Point; readonly to: Point };
  readonly text: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' | 'end' };
}

const HALF_WIDTH = 11;

/** `textWidth` is the widest line below the terminal, in px. */
export function clientPlace(node: NodePlace, geometry: StageGeometry, textWidth: number): ClientPlace {
  const terminal = terminalAt(node, geometry);
  const { a: from, b: to } = shortened({ a: terminal, b: node }, 15, geometry.disc + 11);
  const y = terminal.y + 23;
  const half = textWidth / 2;
  if (terminal.x - half < 6) return { terminal, arrow: { from, to }, text: { x: 6, y, anchor: 'start' } };
  if (terminal.x + half > geometry.width - 6) {
    return { terminal, arrow: { from, to }, text: { x: geometry.width - 6, y, anchor: 'end' } };
  }
  return { terminal, arrow: { from, to }, text: { x: terminal.x, y, anchor: 'middle' } };
}

function terminalAt(node: NodePlace, { width, disc }: StageGeometry): Point {
  const side = Math.sin(node.angle) < -0.05 ? -1 : 1;
  const keep = (x: number) => Math.min(width - HALF_WIDTH - 10, Math.max(HALF_WIDTH + 10, x));
  const upDown = Math.cos(node.angle);
  // Beside a node at the bottom or the top, below one at a side: there the links leave room.
  if (upDown < -0.5) return { x: keep(node.x + side * (disc + 81)), y: node.y };
  if (upDown > 0.75) return { x: keep(node.x + side * (disc + 68)), y: node.y - 14 };
  return { x: keep(node.x + side * (disc + 32)), y: node.y + disc + 16 };
}

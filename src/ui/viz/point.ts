/** Points and segments of the plane; y grows downward, as on the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Segment {
  readonly a: Point;
  readonly b: Point;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** The point at share `t` of the way from `a` to `b`. */
export function between(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

/** Where two segments cross, as a point and its share of the way along `first`; null when they don't, or are parallel. */
export function crossing(first: Segment, second: Segment): { readonly at: Point; readonly t: number } | null {
  const dx = first.b.x - first.a.x;
  const dy = first.b.y - first.a.y;
  const ex = second.b.x - second.a.x;
  const ey = second.b.y - second.a.y;
  const area = dx * ey - dy * ex;
  if (Math.abs(area) < 1e-9) return null;
  const fx = second.a.x - first.a.x;
  const fy = second.a.y - first.a.y;
  const t = (fx * ey - fy * ex) / area;
  const u = (fx * dy - fy * dx) / area;
  if (t < 0 || t > 1 || u < 0 || u > 1) return null;
  return { at: between(first.a, first.b, t), t };
}

/** `point` seen from `line`: share of the way along it (unbounded) and distance from it, positive on its right. */
export function project(point: Point, line: Segment): { readonly t: number; readonly off: number } {
  const dx = line.b.x - line.a.x;
  const dy = line.b.y - line.a.y;
  const length = Math.hypot(dx, dy);
  if (length === 0) return { t: 0, off: distance(point, line.a) };
  const px = point.x - line.a.x;
  const py = point.y - line.a.y;
  return { t: (px * dx + py * dy) / (length * length), off: (dx * py - dy * px) / length };
}

/** The segment without `fromA` at its beginning and `fromB` at its end; never less than nothing. */
export function shortened({ a, b }: Segment, fromA: number, fromB: number): Segment {
  const length = distance(a, b);
  if (length === 0) return { a, b };
  const start = Math.min(1, fromA / length);
  return { a: between(a, b, start), b: between(a, b, Math.max(start, 1 - fromB / length)) };
}

/** Path data of the glyphs, around their middle. The same data serves SVG and canvas. */

/** A square on its corner. */
export function diamond(reach: number): string {
  return `M0 ${-reach}L${reach} 0L0 ${reach}L${-reach} 0Z`;
}

/** A bolt, 12 × 20: campaign at once. */
export const bolt = 'M2.4 -10L-6 2H-.6L-2.4 10L6 -2H.6Z';

/** A snapshot, 24 × 20, with the spine that the log's snapshot cell has. */
export const page = 'M-10.5 -10H10.5A1.5 1.5 0 0 1 12 -8.5V8.5A1.5 1.5 0 0 1 10.5 10H-10.5A1.5 1.5 0 0 1 -12 8.5V-8.5A1.5 1.5 0 0 1 -10.5 -10Z';

/** The two lines of a page's spine. */
export const spine = 'M-8.6 -6.5V6.5M-5.8 -6.5V6.5';

/** A chunk: a smaller page, and the edges of those before and after it. */
export const chunkPage = 'M-7.5 -7.5H6.5A1.5 1.5 0 0 1 8 -6V7A1.5 1.5 0 0 1 6.5 8.5H-7.5A1.5 1.5 0 0 1 -9 7V-6A1.5 1.5 0 0 1 -7.5 -7.5Z';
export const chunkStack = 'M-6.4 -9.6H8.6A1.7 1.7 0 0 1 10.2 -8V5.8M-4 -11.6H10.6A1.7 1.7 0 0 1 12.2 -10V3.6';

export const check = 'M-3.1 .2L-.9 2.5L3.2 -2.3';

export function cross(reach: number): string {
  return `M${-reach} ${-reach}L${reach} ${reach}M${-reach} ${reach}L${reach} ${-reach}`;
}

/** Points along the way of travel; begins at the origin. */
export const chevron = 'M0 -4.4L4.6 0L0 4.4';

/** A power sign: restart. */
export const power = 'M0 -5.2V-.6M-3.4 -3.3A4.6 4.6 0 1 0 3.4 -3.3';

/** A prompt, inside a terminal of 22 × 18. */
export const prompt = 'M-6.5 -3.4L-3 0L-6.5 3.4M-1 3.8H4.5';

/** Half an arrow head at the origin, for the direction that still passes; points to the left. */
export const halfArrow = 'M13 0H0L8.5 -6.6';

/** Two bars: the process stands still. */
export const pauseBars = 'M-4 -5V5M4 -5V5';

/** Around a message that is held: a clock ring with a gap and a hand outside. */
export const heldRing = 'M-8.6 2.8A9.1 9.1 0 1 0 .6 -9.1M0 -11.5V-14.5';

/** A leader's three notches, from its ring of radius `ring` outward. */
export function notches(ring: number): string {
  return [-17, 0, 17]
    .map((degrees) => {
      const angle = (degrees * Math.PI) / 180;
      const from = ring + 1;
      const to = ring + (degrees === 0 ? 9 : 7.5);
      const at = (r: number) => `${round(r * Math.sin(angle))} ${round(-r * Math.cos(angle))}`;
      return `M${at(from)}L${at(to)}`;
    })
    .join('');
}

/** The cross behind a crashed node's numeral: from the edge inward. */
export function crashCross(disc: number): string {
  const far = round(disc * Math.SQRT1_2);
  const near = round(disc * 0.4);
  const arm = (sx: number, sy: number) => `M${sx * far} ${sy * far}L${sx * near} ${sy * near}`;
  return arm(-1, -1) + arm(1, -1) + arm(-1, 1) + arm(1, 1);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The speeds that `[` and `]` step through, in virtual seconds per second. */
export const speeds: readonly number[] = [
  1 / 1000, 1 / 500, 1 / 200, 1 / 100, 1 / 50, 1 / 20, 1 / 10, 1 / 5, 1 / 2, 1, 2, 5, 10, 20, 50, 100,
];

/** The next slower (−1) or faster (+1) speed; the ends stay. A speed between two steps goes to its neighbour. */
export function nextSpeed(speed: number, direction: -1 | 1): number {
  const tolerance = 1e-9;
  const found =
    direction === 1
      ? speeds.find((step) => step > speed * (1 + tolerance))
      : speeds.findLast((step) => step < speed * (1 - tolerance));
  return found ?? speed;
}

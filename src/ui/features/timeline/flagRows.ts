/** Places the flags' labels in rows so that none covers another. */
import type { FlagMark } from '../../../session/selectors/timeline.ts';

export interface PlacedFlag {
  readonly flag: FlagMark;
  readonly row: number;
  /** Px for the label; it is cut with an ellipsis when it is longer, and left out when there is hardly any. */
  room: number;
  readonly labelWidth: number;
  /** Flags at the same place that are not drawn. */
  more: number;
}

/** From the pole to the label's first letter. */
export const LABEL_GAP = 10;
const BETWEEN = 10;
/** Flags closer than this can't be told apart. */
const SAME = 9;
/** Less room than this shows no letter worth reading. */
export const LEAST_ROOM = 22;

/**
 * In order of time, each flag goes to the first row that is free; if none is,
 * the label before it is cut. `k` is px per unit of the axis: the places depend
 * on the scale alone, so labels don't jump while the picture slides.
 */
export function placeFlags(
  flags: readonly FlagMark[],
  k: number,
  rows: number,
  widthOf: (label: string) => number,
): PlacedFlag[] {
  const last: (PlacedFlag | undefined)[] = Array.from({ length: rows }, () => undefined);
  const placed: PlacedFlag[] = [];
  for (const flag of flags) {
    const px = flag.at * k;
    const poleOf = (row: number): number => (last[row]?.flag.at ?? -Infinity) * k;
    const endOf = (row: number): number => poleOf(row) + LABEL_GAP + (last[row]?.room ?? 0) + BETWEEN;
    const all = last.map((_, row) => row);
    const row = all.find((each) => px >= endOf(each)) ?? all.reduce((a, b) => (poleOf(b) < poleOf(a) ? b : a));
    const before = last[row];
    if (before !== undefined && px < poleOf(row) + SAME) {
      before.more += 1;
      continue;
    }
    if (before !== undefined) before.room = Math.min(before.room, px - poleOf(row) - LABEL_GAP - BETWEEN);
    const labelWidth = widthOf(flag.label);
    const made: PlacedFlag = { flag, row, room: labelWidth, labelWidth, more: 0 };
    last[row] = made;
    placed.push(made);
  }
  return placed;
}

/** As much of `label` as fits, with an ellipsis; empty when that is hardly anything. */
export function fitLabel({ flag, room, labelWidth, more }: PlacedFlag): string {
  const label = more === 0 ? flag.label : `${flag.label} +${more}`;
  if (room >= labelWidth) return label;
  if (room < LEAST_ROOM) return '';
  const letters = Math.floor((flag.label.length * room) / labelWidth) - 1;
  return `${flag.label.slice(0, Math.max(1, letters)).trimEnd()}…`;
}

/** Where everything of the timeline stands, in CSS px of its own box. */

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Between these lie the lanes; left of them the nodes' names. */
  readonly left: number;
  readonly right: number;
  /** Middles of the rows of flags, top first. */
  readonly flagRows: readonly number[];
  readonly lanesTop: number;
  readonly lanesBottom: number;
  readonly pitch: number;
  readonly lanes: readonly number[];
  /** Thickness of a leader's bar. */
  readonly bar: number;
  /** Middle of the axis labels. */
  readonly axis: number;
}

const AXIS = 26;
const FLAG_ROW = 16;

/** Lays out `count` lanes in a box. Nine lanes fit where five do; a tall box gives them air. */
export function layoutOf(width: number, height: number, count: number): Layout {
  const rows = height < 140 ? 1 : 2;
  const lanesTop = rows * FLAG_ROW;
  const most = height > 240 ? 96 : 25;
  // 0.6 of a pitch above the first lane and 0.52 below the last.
  const pitch = Math.max(6, Math.min(most, (height - lanesTop - AXIS) / (count + 0.12)));
  const first = lanesTop + 0.6 * pitch;
  const lanes = Array.from({ length: count }, (_, i) => Math.round(first + i * pitch) + 0.5);
  const lanesBottom = Math.round(first + (count - 1 + 0.52) * pitch);
  return {
    width,
    height,
    left: width < 600 ? 50 : 64,
    right: Math.max(80, width - (width < 600 ? 8 : 16)),
    flagRows: Array.from({ length: rows }, (_, i) => 9 + i * 15),
    lanesTop,
    lanesBottom,
    pitch,
    lanes,
    bar: Math.max(4, Math.min(7, pitch * 0.3)),
    axis: lanesBottom + 11.5,
  };
}

/** The figures as a table that can stand in the README. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  /** What it is held against: a peer measured in the same run, or the figure wanted. */
  readonly against: string;
}

/** A Markdown table whose columns line up in a terminal too. */
export function formatTable(rows: readonly Row[]): string {
  const head: Row = { what: 'what', figure: 'here', against: 'held against' };
  const cells = [head, ...rows].map(({ what, figure, against }) => [what, figure, against]);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [first, ...rest] = cells.map(line);
  return [first, rule, ...rest].join('\n');
}

/** 57,012 */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

/** 1.53× */
export function ratio(value: number): string {
  return `${value.toFixed(2)}×`;
}

/** The middle one; of an even number, the upper of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

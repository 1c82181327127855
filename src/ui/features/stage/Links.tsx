import { memo } from 'react';
import type { CutState, Link } from '../../viz/cutLines.ts';
import { halfArrow } from '../../viz/glyphPaths.ts';
import { between, crossing, distance, shortened, type Segment } from '../../viz/point.ts';
import styles from './Links.module.css';

export interface LinksProps {
  readonly links: readonly Link[];
  /** Nodes in no configuration, joined by commas: nobody sends over their links. */
  readonly outside: string;
  readonly cut: ReadonlyMap<string, CutState>;
  /** Lines across links: a cut link has its gap where one crosses it. */
  readonly lines: readonly Segment[];
  readonly gap: number;
  readonly selected: string | null;
}

const CUT_GAP = 18;

/** Every link: a hairline when it is open, dotted with a gap where it is cut. */
export const Links = memo(function Links({ links, outside, cut, lines, gap, selected }: LinksProps) {
  const unused = new Set(outside.split(','));
  return links.map((link) => {
    const shown = shortened(link.line, gap, gap);
    return (
      <g key={link.key} data-testid={`link-${link.key}`} data-link={link.key} data-cut={cut.get(link.key) ?? 'none'} className={styles.link} data-unused={unused.has(link.a) || unused.has(link.b) || undefined}>
        {link.key === selected && <Line line={shown} className={styles.selected} />}
        <LinkLine line={shown} state={cut.get(link.key) ?? null} lines={lines} />
        <Line line={shown} className={styles.reach} />
      </g>
    );
  });
});

function LinkLine({ line, state, lines }: { line: Segment; state: CutState | null; lines: readonly Segment[] }) {
  if (state === null) return <Line line={line} className={styles.open} />;
  const t = cutShare(line, lines);
  const half = CUT_GAP / 2 / Math.max(CUT_GAP, distance(line.a, line.b));
  const first = { a: line.a, b: between(line.a, line.b, Math.max(0, t - half)) };
  const second = { a: between(line.a, line.b, Math.min(1, t + half)), b: line.b };
  // What still passes arrives on the solid half.
  const passesTo = state === 'ab' ? 'a' : state === 'ba' ? 'b' : null;
  return (
    <>
      <Line line={first} className={passesTo === 'a' ? styles.passing : styles.dotted} />
      <Line line={second} className={passesTo === 'b' ? styles.passing : styles.dotted} />
      {passesTo !== null && <HalfArrow line={line} t={t} toA={passesTo === 'a'} />}
    </>
  );
}

/** Where along the link its cut is: at the line that crosses it, else in its middle. */
export function cutShare(link: Segment, lines: readonly Segment[]): number {
  for (const line of lines) {
    const found = crossing(link, line);
    if (found !== null) return found.t;
  }
  return 0.5;
}

function HalfArrow({ line, t, toA }: { line: Segment; t: number; toA: boolean }) {
  const length = distance(line.a, line.b);
  const at = between(line.a, line.b, t + ((toA ? 1 : -1) * 11) / length);
  const angle = (Math.atan2(line.b.y - line.a.y, line.b.x - line.a.x) * 180) / Math.PI;
  return <path d={halfArrow} className={styles.arrow} transform={`translate(${at.x} ${at.y}) rotate(${toA ? angle : angle + 180})`} />;
}

function Line({ line, className }: { line: Segment; className: string | undefined }) {
  return <line x1={line.a.x} y1={line.a.y} x2={line.b.x} y2={line.b.y} className={className} />;
}

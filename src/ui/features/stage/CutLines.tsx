import { memo } from 'react';
import { gatedPieces, notePlace, type CutPicture, type CutState, type Link } from '../../viz/cutLines.ts';
import { distance, type Segment } from '../../viz/point.ts';
import type { StageGeometry } from '../../viz/ring.ts';
import styles from './Links.module.css';

export interface CutLinesProps {
  readonly picture: CutPicture;
  readonly links: readonly Link[];
  readonly cut: ReadonlyMap<string, CutState>;
  /** When each line was cut, as `11.040`; null: not known any more. */
  readonly since: readonly (string | null)[];
  /** Whether there is room for words. */
  readonly noted: boolean;
  readonly geometry: StageGeometry;
}

const GATE = 30;

/** The cuts themselves, in ink: long lines with handles, and strokes across single links. */
export const CutLines = memo(function CutLines({ picture, links, cut, since, noted, geometry }: CutLinesProps) {
  const byKey = new Map(links.map((link) => [link.key, link]));
  return (
    <g className={styles.cuts}>
      {picture.lines.map((line, i) => {
        const open = line.crosses.filter((key) => !cut.has(key)).flatMap((key) => byKey.get(key)?.line ?? []);
        const count = line.crosses.length - open.length;
        const words = open.length === 0 ? `${count} ${count === 1 ? 'link' : 'links'}` : `${count} of ${line.crosses.length} links`;
        const time = since[i] ?? null;
        const notes = time === null ? [words] : [`cut at ${time}`, words];
        return (
          <g key={line.crosses.join()}>
            {gatedPieces(line, open, GATE).map((piece, j, all) => (
              <Piece key={j} piece={piece} stopA={j > 0} stopB={j < all.length - 1} />
            ))}
            <Handle line={line} end="a" index={i} />
            <Handle line={line} end="b" index={i} />
            {noted && <Note line={line} lines={notes} geometry={geometry} />}
          </g>
        );
      })}
      {picture.strokes.map((key) => {
        const link = byKey.get(key)?.line;
        return link === undefined ? null : <Stroke key={key} link={link} />;
      })}
    </g>
  );
});

/** When and how many, beside an end of the line. */
function Note({ line, lines, geometry }: { line: Segment; lines: readonly string[]; geometry: StageGeometry }) {
  const { x, y } = notePlace(line, Math.max(...lines.map((words) => words.length)) * 5.6, lines.length * 14, geometry);
  return (
    <text className={styles.note}>
      {lines.map((words, i) => (
        <tspan key={words} x={x} y={y + 11 + i * 14}>
          {words}
        </tspan>
      ))}
    </text>
  );
}

/** A part of a cut line; it ends in a stop where a healed link passes. */
function Piece({ piece: { a, b }, stopA, stopB }: { piece: Segment; stopA: boolean; stopB: boolean }) {
  const length = distance(a, b) || 1;
  const nx = (-(b.y - a.y) / length) * 5;
  const ny = ((b.x - a.x) / length) * 5;
  return (
    <>
      <line x1={a.x} y1={a.y} x2={b.x} y2={b.y} className={styles.cut} />
      {stopA && <line x1={a.x - nx} y1={a.y - ny} x2={a.x + nx} y2={a.y + ny} className={styles.cut} />}
      {stopB && <line x1={b.x - nx} y1={b.y - ny} x2={b.x + nx} y2={b.y + ny} className={styles.cut} />}
    </>
  );
}

function Handle({ line, end, index }: { line: Segment; end: 'a' | 'b'; index: number }) {
  const at = line[end];
  return (
    <g className={styles.handle} data-handle={`${index}${end}`}>
      <title>Drag to change the cut</title>
      <circle cx={at.x} cy={at.y} r={14} className={styles.handleReach} />
      <circle cx={at.x} cy={at.y} r={3.5} className={styles.handleDot} />
    </g>
  );
}

/** A short stroke across the middle of a link, at the slant of the design. */
function Stroke({ link: { a, b } }: { link: Segment }) {
  const length = distance(a, b) || 1;
  const ux = (b.x - a.x) / length;
  const uy = (b.y - a.y) / length;
  const slant = (-65 * Math.PI) / 180;
  const dx = (ux * Math.cos(slant) - uy * Math.sin(slant)) * 15;
  const dy = (ux * Math.sin(slant) + uy * Math.cos(slant)) * 15;
  const x = (a.x + b.x) / 2;
  const y = (a.y + b.y) / 2;
  return <line x1={x - dx} y1={y - dy} x2={x + dx} y2={y + dy} className={styles.cut} />;
}

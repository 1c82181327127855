import { memo } from 'react';
import { clientPlace } from '../../viz/clientPlaces.ts';
import { prompt } from '../../viz/glyphPaths.ts';
import type { NodePlace, StageGeometry } from '../../viz/ring.ts';
import styles from './Clients.module.css';
import type { ClientLine } from './recentRequests.ts';

const LINE = 29;
const LETTER = 7.25;

export interface ClientMarkProps {
  readonly node: NodePlace;
  readonly geometry: StageGeometry;
  readonly lines: readonly ClientLine[];
}

/** The clients that ask one node: a terminal, and below it what they asked and what became of it. */
export const ClientMark = memo(
  function ClientMark({ node, geometry, lines }: ClientMarkProps) {
    const widest = Math.max(...lines.map((line) => Math.max(line.command.length * LETTER, line.outcome.length * 5.6)));
    const { terminal, arrow, text } = clientPlace(node, geometry, widest);
    const angle = (Math.atan2(arrow.to.y - arrow.from.y, arrow.to.x - arrow.from.x) * 180) / Math.PI;
    return (
      <g className={styles.client} data-testid={`client-${node.id}`}>
        <line x1={arrow.from.x} y1={arrow.from.y} x2={arrow.to.x} y2={arrow.to.y} className={styles.arrow} />
        <path d="M-5 -4.4L0 0L-5 4.4" className={styles.arrow} transform={`translate(${arrow.to.x} ${arrow.to.y}) rotate(${angle})`} />
        <rect x={terminal.x - 11} y={terminal.y - 9} width={22} height={18} rx={3} className={styles.terminal} />
        <path d={prompt} className={styles.prompt} transform={`translate(${terminal.x} ${terminal.y})`} />
        {lines.map((line, i) => (
          <g key={line.id} textAnchor={text.anchor} transform={`translate(${text.x} ${text.y + i * LINE})`}>
            <title>{line.whole}</title>
            <text className={styles.command}>{line.command}</text>
            {!(geometry.narrow && line.state === 'waiting') && (
              <text y={13} className={styles.outcome} data-state={line.state}>
                {line.outcome}
              </text>
            )}
          </g>
        ))}
      </g>
    );
  },
  (before, after) =>
    before.node === after.node &&
    before.geometry === after.geometry &&
    before.lines.length === after.lines.length &&
    before.lines.every((line, i) => line.id === after.lines[i]?.id && line.outcome === after.lines[i]?.outcome),
);

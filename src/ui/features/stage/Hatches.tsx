import type { Term } from '../../../raft/types.ts';
import { termColours, termSlot } from '../../components/term.ts';

/** The fill of what will lose, by term. */
export function hatchFill(term: Term): string {
  return `url(#stage-hatch-${termSlot(term) ?? 0})`;
}

/** One hatch per colour, wide for discs and narrow for log squares (`…-fine`). */
export function Hatches() {
  return (
    <defs>
      {[0, 1, 2, 3, 4, 5, 6, 7].map((slot) => (
        <g key={slot}>
          <Hatch id={`stage-hatch-${slot}`} term={slot} pitch={6.4} width={2.2} />
          <Hatch id={`stage-hatch-${slot}-fine`} term={slot} pitch={4} width={1.5} />
        </g>
      ))}
    </defs>
  );
}

function Hatch({ id, term, pitch, width }: { id: string; term: Term; pitch: number; width: number }) {
  const { fill, line } = termColours(term);
  return (
    <pattern id={id} width={pitch} height={pitch} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={pitch} height={pitch} style={{ fill: `color-mix(in srgb, ${fill} 10%, var(--n-0))` }} />
      <line x1={width / 2} x2={width / 2} y2={pitch} strokeWidth={width} style={{ stroke: line, opacity: 'var(--hatch)' }} />
    </pattern>
  );
}

/** The same for log squares. */
export function fineHatchFill(term: Term): string {
  return `url(#stage-hatch-${termSlot(term) ?? 0}-fine)`;
}

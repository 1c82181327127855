/** A term's colours as custom properties. The numeral always stands beside the colour. */
import type { CSSProperties } from 'react';
import type { Term } from '../../raft/types.ts';

/** The colour slot 1…7 of a term; null for term 0, before the first election. */
export function termSlot(term: Term): number | null {
  return term < 1 ? null : ((term - 1) % 7) + 1;
}

export interface TermColours {
  /** Area. */
  readonly fill: string;
  /** Stroke on canvas, 3:1. */
  readonly line: string;
  /** Text on canvas, 4.5:1. */
  readonly ink: string;
  /** Text on `fill`, 4.5:1. */
  readonly on: string;
}

/** CSS colours (`var(--t4)` …) of a term; term 0 is grey. */
export function termColours(term: Term): TermColours {
  const slot = termSlot(term);
  if (slot === null) {
    return { fill: 'var(--n-4)', line: 'var(--n-5)', ink: 'var(--n-6)', on: 'var(--n-8)' };
  }
  return {
    fill: `var(--t${slot})`,
    line: `var(--t${slot}-line)`,
    ink: `var(--t${slot}-ink)`,
    on: `var(--t${slot}-on)`,
  };
}

/** A style that sets `--term-fill`, `--term-line`, `--term-ink`, `--term-on` for a subtree. */
export function termVars(term: Term): CSSProperties {
  const { fill, line, ink, on } = termColours(term);
  return {
    '--term-fill': fill,
    '--term-line': line,
    '--term-ink': ink,
    '--term-on': on,
  } as CSSProperties;
}

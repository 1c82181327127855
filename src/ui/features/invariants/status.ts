/** What the pill says about the invariants. */
import type { InvariantStatus } from '../../../session/frame.ts';

export interface PillStatus {
  readonly state: 'checking' | 'holds' | 'violated';
  /** Of the paper's five properties (Figure 3): how many hold, of how many. */
  readonly holding: number;
  readonly of: number;
  /** The first violated one, the paper's five before the others. */
  readonly first: string | null;
  /** How many more are violated. */
  readonly more: number;
}

/** Any invariant that is violated shows, although only the five of Figure 3 are counted. */
export function pillStatus(invariants: readonly InvariantStatus[]): PillStatus {
  const five = invariants.filter((invariant) => invariant.figure3);
  const violated = invariants
    .filter((invariant) => invariant.violation !== null)
    .sort((a, b) => Number(b.figure3) - Number(a.figure3) || a.number - b.number);
  return {
    state: invariants.length === 0 ? 'checking' : violated.length > 0 ? 'violated' : 'holds',
    holding: five.filter((invariant) => invariant.violation === null).length,
    of: five.length,
    first: violated[0]?.property ?? null,
    more: Math.max(0, violated.length - 1),
  };
}

/** The pill's words. */
export function pillText(status: PillStatus, short: boolean): string {
  if (status.state === 'checking') return 'checking';
  if (status.first !== null) return status.more > 0 ? `${status.first} +${status.more}` : status.first;
  const count = `${status.holding}/${status.of}`;
  return short ? count : `${count} properties hold`;
}

/** Who agrees, counted against what is needed: one majority, or one of each half of a joint configuration. P5.2, P6 */
import type { Configuration, NodeId } from '../../raft/types.ts';
import { halvesOf, type Half } from '../members/membership.ts';

/** A half of the configuration (or the whole), and how many of its voters agree. */
export interface Count extends Half {
  readonly have: number;
}

export interface Tally {
  /** The old half first. */
  readonly halves: readonly Count[];
  /** Every half has its majority. */
  readonly reached: boolean;
}

/** Counts the voters of `config` that agree. */
export function tallyOf(config: Configuration, agrees: (voter: NodeId) => boolean): Tally {
  const halves = halvesOf(config).map((half) => ({ ...half, have: half.voters.filter(agrees).length }));
  return { halves, reached: halves.every(({ have, majority }) => have >= majority) };
}

/** `1 of the 3 votes it needs`, `a majority of the old half, 1 of the 2 votes it needs from the new`. */
export function tallyClause({ halves }: Tally, what: 'votes' | 'copies'): string {
  return halves
    .map(({ name, have, majority }, i) => {
      const half = i > 0 ? 'the new' : `the ${name}`;
      if (name !== 'voters' && have >= majority) return `a majority of ${half}`;
      const noun = majority > 1 ? what : what === 'votes' ? 'vote' : 'copy';
      return `${have} of the ${majority} ${noun} it needs${name === 'voters' ? '' : ` from ${half}`}`;
    })
    .join(', ');
}

/** The same as a comparison: `1 < 3`, `2 ≥ 2, 1 < 2` (the old half first). */
export function tallyValue({ halves }: Tally): string {
  return halves.map(({ have, majority }) => `${have} ${have >= majority ? '≥' : '<'} ${majority}`).join(', ');
}

/** As a fact: `1 of 3`; a joint configuration has no one number to reach, so its halves are compared. */
export function tallyShare(tally: Tally): string {
  const [first] = tally.halves;
  return first === undefined || tally.halves.length > 1 ? tallyValue(tally) : `${first.have} of ${first.majority}`;
}

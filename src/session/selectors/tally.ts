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

/** `1 of the 3 votes it needs`, `2 of the 2 votes it needs from the old half, 1 of the 2 from the new`. */
export function tallyClause({ halves }: Tally, what: 'votes' | 'copies'): string {
  return halves
    .map(({ name, have, majority }, i) => {
      if (i > 0) return `${have} of the ${majority} from the new`;
      const noun = majority > 1 ? what : what === 'votes' ? 'vote' : 'copy';
      return `${have} of the ${majority} ${noun} it needs${name === 'voters' ? '' : ` from the ${name}`}`;
    })
    .join(', ');
}

/** The same as a comparison: `1 < 3`, `2 ≥ 2, 1 < 2` (the old half first). */
export function tallyValue({ halves }: Tally): string {
  return halves.map(({ have, majority }) => `${have} ${have >= majority ? '≥' : '<'} ${majority}`).join(', ');
}

/** `1 of 3`, `2 of 2 and 1 of 2` (the old half first). */
export function tallyShare({ halves }: Tally): string {
  return halves.map(({ have, majority }) => `${have} of ${majority}`).join(' and ');
}

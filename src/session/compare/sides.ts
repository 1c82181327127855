/** What the two sides of a comparison are called. */
import type { RunSetup } from '../../trace/run.ts';
import { differingOptions, valueText } from '../optionBook.ts';

export interface Sides {
  /** What differs: `PreVote`, or several. */
  readonly subject: string;
  readonly a: string;
  readonly b: string;
}

/** Names for both, made of what they differ in. */
export function sidesOf(a: RunSetup, b: RunSetup): Sides {
  const options = differingOptions(a.cluster.options, b.cluster.options);
  const bugs = a.cluster.bugs.join() !== b.cluster.bugs.join();
  const subject = [...options.map(({ label }) => label), ...(bugs ? ['Bugs'] : [])].join(', ');
  const side = ({ cluster }: RunSetup): string =>
    [
      ...options.map((entry) => `${entry.label} ${valueText(entry, cluster.options)}`),
      ...(bugs ? [cluster.bugs.length === 0 ? 'no bug' : cluster.bugs.join(', ')] : []),
    ].join(', ');
  if (subject === '') return { subject: 'nothing', a: 'first cluster', b: 'second cluster' };
  return { subject, a: side(a), b: side(b) };
}

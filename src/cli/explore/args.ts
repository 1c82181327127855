/** The words after `npm run explore --`. */
import type { CoreBounds } from '../../model/coreMachine.ts';
import { testedBounds } from '../../model/explore.ts';

export interface ExploreArgs {
  readonly bounds: CoreBounds;
  /** Search the abstract model instead of the core. */
  readonly model: boolean;
  readonly maxStates: number;
}

export const usage = `npm run explore -- [--nodes N] [--terms N] [--entries N] [--crashes N] [--max-states N] [--own-messages] [--slow-disks] [--no-op] [--model]

  --nodes, --terms, --entries, --crashes   how far to go; 3, 2, 2 and 1 unless told
  --max-states N   stops there; 20000000 unless told
  --own-messages   only the AppendEntries that the core sends, not all that the paper lets it send
  --slow-disks     a write takes any time, and a crash loses it
  --no-op          a new leader appends a no-op
  --model          the abstract model instead of the core`;

/** @throws RangeError with a sentence about the first word that is wrong */
export function parseArgs(words: readonly string[]): ExploreArgs {
  let { bounds, model, maxStates }: ExploreArgs = { bounds: testedBounds, model: false, maxStates: 20_000_000 };
  for (let i = 0; i < words.length; i += 1) {
    const option = words[i] ?? '';
    const number = (least: number, most: number): number => {
      i += 1;
      const word = words[i] ?? '';
      const value = Number(word);
      if (/^\d+$/.test(word) && value >= least && value <= most) return value;
      throw new RangeError(`${option} takes a whole number from ${least} to ${most}, not "${word}".`);
    };
    if (option === '--nodes') bounds = { ...bounds, nodes: number(1, 5) };
    else if (option === '--terms') bounds = { ...bounds, terms: number(1, 9) };
    else if (option === '--entries') bounds = { ...bounds, entries: number(0, 9) };
    else if (option === '--crashes') bounds = { ...bounds, crashes: number(0, 9) };
    else if (option === '--max-states') maxStates = number(1, 100_000_000);
    else if (option === '--own-messages') bounds = { ...bounds, anyAppends: false };
    else if (option === '--slow-disks') bounds = { ...bounds, slowDisks: true };
    else if (option === '--no-op') bounds = { ...bounds, noOp: true };
    else if (option === '--model') model = true;
    else throw new RangeError(`There is no option ${option}.\n\n${usage}`);
  }
  return { bounds, model, maxStates };
}

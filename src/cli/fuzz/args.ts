/** The words after `npm run fuzz --`. */

export interface FuzzArgs {
  readonly first: number;
  readonly last: number;
  /** This process takes the seeds that leave `shard` when divided by `shards`. */
  readonly shard: number;
  readonly shards: number;
  /** Most events of trouble in one run. */
  readonly events: number;
  /** Names from the bug zoo that are switched on. */
  readonly bugs: readonly string[];
}

export const usage = `npm run fuzz -- [--seed N | --seeds A..B] [--shard i/n] [--events N] [--bug NAME]

  --seed N       one run, with the story of its failure
  --seeds A..B   all of them; without either, 1..200
  --shard i/n    only the i-th of n equal parts (i from 1 to n), to share the seeds among processes
  --events N     most events of trouble before the repair, 1500 unless told
  --bug NAME     with this bug of the zoo switched on`;

/** @throws RangeError with a sentence about the first word that is wrong */
export function parseArgs(words: readonly string[]): FuzzArgs {
  let args: FuzzArgs = { first: 1, last: 200, shard: 0, shards: 1, events: 1500, bugs: [] };
  for (let i = 0; i < words.length; i += 2) {
    const [option = '', value = ''] = [words[i], words[i + 1]];
    args = { ...args, ...parseOption(option, value, args) };
  }
  return args;
}

function parseOption(option: string, value: string, before: FuzzArgs): Partial<FuzzArgs> {
  switch (option) {
    case '--seed': {
      const seed = whole(option, value);
      return { first: seed, last: seed };
    }
    case '--seeds': {
      const [, first, last] = /^(\d+)\.\.(\d+)$/.exec(value) ?? wrong(option, value, 'two numbers such as 1..500');
      const [from, to] = [whole(option, first ?? ''), whole(option, last ?? '')];
      return from <= to ? { first: from, last: to } : wrong(option, value, 'the smaller number first');
    }
    case '--shard': {
      const [, i, n] = /^(\d+)\/(\d+)$/.exec(value) ?? wrong(option, value, 'a part such as 1/4');
      const [shard, shards] = [Number(i), Number(n)];
      return shard >= 1 && shard <= shards ? { shard: shard - 1, shards } : wrong(option, value, 'a part from 1/n to n/n');
    }
    case '--events':
      return { events: whole(option, value) };
    case '--bug':
      return { bugs: [...before.bugs, value] };
    default:
      throw new RangeError(`There is no option ${option}.\n\n${usage}`);
  }
}

function whole(option: string, value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number)) wrong(option, value, 'a whole number');
  return number;
}

function wrong(option: string, value: string, expected: string): never {
  throw new RangeError(`${option} takes ${expected}, not "${value}".`);
}

import { describe, expect, it } from 'vitest';
import { parseArgs } from '../../cli/fuzz/args.ts';

describe('the words after npm run fuzz', () => {
  it('name seeds, a shard, a budget and bugs', () => {
    expect(parseArgs([])).toMatchObject({ first: 1, last: 200, shard: 0, shards: 1 });
    expect(parseArgs(['--seed', '123'])).toMatchObject({ first: 123, last: 123 });
    expect(parseArgs(['--seeds', '5..9', '--shard', '2/4', '--events', '100'])).toMatchObject({
      first: 5, last: 9, shard: 1, shards: 4, events: 100,
    });
    expect(parseArgs(['--bug', 'a', '--bug', 'b'])).toMatchObject({ bugs: ['a', 'b'] });
  });

  it.each([
    [['--seed', 'x'], '--seed takes a whole number, not "x".'],
    [['--seeds', '9..5'], '--seeds takes the smaller number first, not "9..5".'],
    [['--shard', '5/4'], '--shard takes a part from 1/n to n/n, not "5/4".'],
    [['--tempo', '5'], 'There is no option --tempo.'],
  ])('%j is refused with a sentence', (words, sentence) => {
    expect(() => parseArgs(words)).toThrow(sentence);
  });

  it('shards take every seed once', () => {
    const shares = [1, 2, 3].map((i) => parseArgs(['--shard', `${i}/3`]));
    for (let seed = 0; seed < 30; seed += 1) {
      expect(shares.filter(({ shard, shards }) => seed % shards === shard)).toHaveLength(1);
    }
  });
});

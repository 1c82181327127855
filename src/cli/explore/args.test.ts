import { describe, expect, it } from 'vitest';
import { testedBounds } from '../../model/explore.ts';
import { parseArgs } from './args.ts';

describe('the words after npm run explore', () => {
  it('explores what the tests explore unless told', () => {
    expect(parseArgs([]).bounds).toEqual(testedBounds);
  });

  it('takes bounds and switches', () => {
    const { bounds, model, maxStates } = parseArgs(['--terms', '3', '--slow-disks', '--own-messages', '--no-op', '--model', '--max-states', '9']);
    expect(bounds).toEqual({ ...testedBounds, terms: 3, slowDisks: true, anyAppends: false, noOp: true });
    expect([model, maxStates]).toEqual([true, 9]);
  });

  it.each([[['--terms']], [['--terms', 'many']], [['--nodes', '6']], [['--fast']]])('refuses %j', (words) => {
    expect(() => parseArgs(words)).toThrow(RangeError);
  });
});

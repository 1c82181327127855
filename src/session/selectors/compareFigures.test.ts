import { describe, expect, it } from 'vitest';
import { noFigures } from '../figures.ts';
import { emptyFrame } from '../mergeUpdate.ts';
import { comparedInWords, compareFigures } from './compareFigures.ts';

const busy = { ...emptyFrame, figures: { ...noFigures, elections: 2, messages: 1234, leaderlessMs: 187.4 } };

describe('two clusters in figures', () => {
  it('shows every figure of both and marks what differs', () => {
    const rows = compareFigures(emptyFrame, busy);
    expect(rows.filter(({ differs }) => differs).map(({ id, a, b }) => [id, a.text, b.text])).toEqual([
      ['elections', '0', '2'],
      ['leaderless', '0 ms', '187 ms'],
      ['messages', '0', '1,234'],
    ]);
  });

  it('has nobody to name where nobody leads', () => {
    expect(compareFigures(emptyFrame, busy).find(({ id }) => id === 'leader')?.a.text).toBe('none');
  });

  it('tells the differences in one sentence, and nothing when there are none', () => {
    expect(comparedInWords(compareFigures(emptyFrame, emptyFrame))).toBeNull();
    expect(comparedInWords(compareFigures(emptyFrame, busy))).toBe(
      'Elections held: 0 and 2; Without a majority: 0 ms and 187 ms; Messages sent: 0 and 1,234.',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { doomedRuns } from './doomedRuns.ts';
import { entriesOf, frameOf, nodeFrame, votersOf } from './testFrame.ts';

const config = votersOf(5);
const node = (id: string, terms: number[], is = {}) => nodeFrame(id, { config, entries: entriesOf(terms), ...is });

describe('runs of doomed entries', () => {
  it('join neighbours that lose the same entry, as in the design picture', () => {
    const frame = frameOf([
      node('S1', [1, 3], { commitIndex: 2 }),
      node('S2', [1, 3]),
      node('S3', [1, 2, 2, 2]),
      node('S4', [1, 2, 2]),
      node('S5', [1, 3], { role: 'leader', currentTerm: 4 }),
    ]);
    expect(doomedRuns(frame)).toEqual([
      { fromRow: 2, toRow: 3, from: 2, to: 4, copies: 2, voters: 5, why: 'never', leader: 'S5' },
    ]);
  });

  it('stay apart when a row lies between, or when the entries differ', () => {
    const frame = frameOf([
      node('S1', [2]),
      node('S2', [4], { commitIndex: 1 }),
      node('S3', [2]),
      node('S4', [3]),
      node('S5', [4]),
    ]);
    expect(doomedRuns(frame).map(({ fromRow, toRow, copies }) => [fromRow, toRow, copies])).toEqual([
      [0, 0, 2],
      [2, 2, 2],
      [3, 3, 1],
    ]);
  });

  it('do not claim “never” while nothing is committed there', () => {
    const frame = frameOf([node('S1', [3], { role: 'leader', currentTerm: 3 }), node('S2', [2])]);
    expect(doomedRuns(frame)[0]).toMatchObject({ why: 'leader', leader: 'S1' });
  });

  it('know the majority that lost (Figure 8)', () => {
    const frame = frameOf([
      node('S1', [1, 2]),
      node('S2', [1, 2]),
      node('S3', [1, 2]),
      node('S4', [1, 3], { commitIndex: 2 }),
      node('S5', [1, 3], { role: 'leader', currentTerm: 5 }),
    ]);
    expect(doomedRuns(frame)[0]).toMatchObject({ why: 'many', copies: 3, voters: 5 });
  });

  it('are none in a cluster that agrees', () => {
    expect(doomedRuns(frameOf([node('S1', [1, 2], { commitIndex: 2 }), node('S2', [1])]))).toEqual([]);
  });
});

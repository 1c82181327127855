import { describe, expect, it } from 'vitest';
import { entriesOf, frameOf, nodeFrame } from '../../../session/selectors/testFrame.ts';
import { moveSelection } from './moveSelection.ts';

const frame = frameOf([
  nodeFrame('S1', { entries: entriesOf([1, 1, 1]) }),
  nodeFrame('S2'),
  nodeFrame('S3', { role: 'leader', snapshotIndex: 1, entries: entriesOf([1], 1), commitIndex: 2 }),
]);
const press = (key: string, node: string, index: number) => moveSelection(frame, { node, index }, key, 10);

describe('walking through the entries', () => {
  it('goes along a row and stops at its ends', () => {
    expect(press('ArrowRight', 'S1', 2)).toEqual({ node: 'S1', index: 3 });
    expect(press('ArrowRight', 'S1', 3)).toEqual({ node: 'S1', index: 3 });
    expect(press('ArrowLeft', 'S3', 2)).toEqual({ node: 'S3', index: 2 });
    expect(press('Home', 'S1', 3)).toEqual({ node: 'S1', index: 1 });
    expect(press('End', 'S1', 1)).toEqual({ node: 'S1', index: 3 });
    expect(press('PageUp', 'S1', 3)).toEqual({ node: 'S1', index: 1 });
  });

  it('goes to the next row that has entries, nearest to the same index', () => {
    expect(press('ArrowDown', 'S1', 3)).toEqual({ node: 'S3', index: 2 });
    expect(press('ArrowUp', 'S3', 2)).toEqual({ node: 'S1', index: 2 });
    expect(press('ArrowUp', 'S1', 2)).toEqual({ node: 'S1', index: 2 });
  });

  it('begins at the leader’s newest committed entry', () => {
    expect(moveSelection(frame, null, 'ArrowLeft', 10)).toEqual({ node: 'S3', index: 2 });
    expect(moveSelection(frameOf([nodeFrame('S1', { entries: entriesOf([1, 1, 1]) })]), null, 'End', 10)).toEqual({
      node: 'S1',
      index: 3,
    });
    expect(moveSelection(frameOf([nodeFrame('S1')]), null, 'ArrowLeft', 10)).toBeNull();
  });

  it('leaves every other key alone', () => {
    expect(press('a', 'S1', 1)).toBeNull();
    expect(press(' ', 'S1', 1)).toBeNull();
  });
});

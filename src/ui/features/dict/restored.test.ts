import { expect, it } from 'vitest';
import { note } from '../../../raft/notes.ts';
import { nodeFrame } from '../../../session/selectors/testFrame.ts';
import { traceEvent } from '../../../trace/testEvent.ts';
import { restoredFrom } from './restored.ts';

const installed = note('snapshotInstalled', 'keepsTail', { lastIncludedIndex: 12, lastIncludedTerm: 3, haveTerm: null, kept: 0, dropped: 0 });
const taken = note('snapshotTaken', 'mayCompact', { from: 0, to: 12, term: 3, bytes: 90 });
const node = nodeFrame('S1', { snapshotIndex: 12, lastApplied: 12 });
const at = (id: number, of: string, notes: readonly (typeof installed | typeof taken)[]) => traceEvent({ id, time: id, node: of, notes });

it('is so after an install or a restart, until something is applied', () => {
  expect(restoredFrom(node, [at(1, 'S1', [installed])], 1)).toBe(12);
  const restart = traceEvent({ id: 1, time: 1, kind: 'command', node: 'S1', command: { type: 'restart', node: 'S1' } });
  expect(restoredFrom(node, [restart], 1)).toBe(12);
  expect(restoredFrom({ ...node, lastApplied: 13 }, [at(1, 'S1', [installed])], 1)).toBeNull();
});

it('is not so for a snapshot of its own, another node’s, or one that is in the future', () => {
  expect(restoredFrom(node, [at(1, 'S1', [installed]), at(2, 'S1', [taken])], 2)).toBeNull();
  expect(restoredFrom(node, [at(1, 'S2', [installed])], 1)).toBeNull();
  expect(restoredFrom(node, [at(1, 'S2', []), at(2, 'S1', [installed])], 1)).toBeNull();
});

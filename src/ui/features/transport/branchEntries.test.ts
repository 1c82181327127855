import { expect, test } from 'vitest';
import type { BranchInfo } from '../../../session/frame.ts';
import type { Session } from '../../../session/session.ts';
import { branchEntries } from './branchEntries.ts';

const branch = (id: number, label: string, partedAt: number, endTime: number): BranchInfo => ({
  id, label, partedAt, partedAfter: 5, endTime, endEvents: 9,
});
const branches = [branch(0, 'main', 0, 12_480), branch(1, 'crash S1', 11_200, 13_000), branch(2, 'crash S1', 11_200, 13_000)];

test('branches say where they parted and how far they go; equal ones are told apart', () => {
  const entries = branchEntries({} as Session, branches, 1);
  expect(entries.map(({ label, checked }) => [label, checked])).toEqual([
    ['main, until 12.480 s', false],
    ['crash S1 at 11.200 s, until 13.000 s', true],
    ['crash S1 at 11.200 s, until 13.000 s (2)', false],
  ]);
});

test('going to a branch can be undone, back to where the cursor stood', () => {
  const calls: string[] = [];
  let undo: (() => void) | undefined;
  const session = {
    store: { getState: () => ({ frame: { branch: 1, eventCount: 77 } }) },
    switchBranch: (id: number) => calls.push(`branch ${id}`),
    seekEvent: (id: number) => calls.push(`event ${id}`),
    notify: (_tone: string, _text: string, action: { run: () => void }) => {
      undo = action.run;
    },
  } as unknown as Session;
  const entries = branchEntries(session, branches, 1);
  entries[1]?.run();
  expect(calls).toEqual([]);
  entries[0]?.run();
  undo?.();
  expect(calls).toEqual(['branch 0', 'branch 1', 'event 77']);
});

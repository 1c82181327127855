import { expect, it } from 'vitest';
import type { Message } from '../../raft/types.ts';
import { legend } from './messageKind.ts';

const append: Message = {
  type: 'AppendEntries', from: 'S1', to: 'S2', term: 1, prevLogIndex: 0, prevLogTerm: 0, entries: [], leaderCommit: 0,
};
const full: Message = { ...append, entries: [{ index: 1, term: 1, command: null }] };
const vote: Message = { type: 'RequestVoteReply', from: 'S1', to: 'S2', term: 1, voteGranted: true };

it('names only what is on screen, each once, in a fixed order', () => {
  expect(legend([append, vote, full, append], true).map(({ mark }) => mark)).toEqual(['granted', 'entries', 'heartbeat', 'lost']);
  expect(legend([{ ...vote, voteGranted: false }], false).map(({ label }) => label)).toEqual(['vote refused']);
  expect(legend([], false)).toEqual([]);
});

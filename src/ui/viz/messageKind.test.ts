import { expect, it } from 'vitest';
import type { Message } from '../../raft/types.ts';
import { glyphNumber, legend } from './messageKind.ts';

const append: Message = {
  type: 'AppendEntries', from: 'S1', to: 'S2', term: 1, prevLogIndex: 0, prevLogTerm: 0, entries: [], leaderCommit: 0, round: 1,
};
const full: Message = { ...append, entries: [{ index: 1, term: 1, command: null }] };
const vote: Message = { type: 'RequestVoteReply', from: 'S1', to: 'S2', term: 1, voteGranted: true };

it('names only what is on screen, each once, in a fixed order', () => {
  expect(legend([append, vote, full, append], true).map(({ mark }) => mark)).toEqual(['granted', 'entries', 'heartbeat', 'lost']);
  expect(legend([{ ...vote, voteGranted: false }], false).map(({ label }) => label)).toEqual(['vote refused']);
  expect(legend([], false)).toEqual([]);
});

const chunk: Message = {
  type: 'InstallSnapshot', from: 'S1', to: 'S2', term: 1, lastIncludedIndex: 12, lastIncludedTerm: 1, offset: 0, data: '…', done: false, round: 1,
};

it('tells what is not real yet from what is, and a chunk from a whole snapshot', () => {
  const preVote: Message = { type: 'PreVote', from: 'S1', to: 'S2', term: 2, lastLogIndex: 0, lastLogTerm: 0 };
  const yes: Message = { type: 'PreVoteReply', from: 'S2', to: 'S1', term: 1, forTerm: 2, voteGranted: true };
  const now: Message = { type: 'TimeoutNow', from: 'S1', to: 'S2', term: 1 };
  expect(legend([chunk, { ...chunk, done: true }, preVote, yes, now], false).map(({ mark }) => mark)).toEqual([
    'preRequest', 'preGranted', 'timeoutNow', 'snapshot', 'chunk',
  ]);
  expect(legend([{ ...chunk, offset: 40, done: true }], false).map(({ mark }) => mark)).toEqual(['chunk']);
});

it('writes on a glyph how much it carries', () => {
  expect([append, full, chunk, vote].map(glyphNumber)).toEqual([null, 1, 12, null]);
});

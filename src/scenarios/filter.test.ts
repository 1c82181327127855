import { describe, expect, it } from 'vitest';
import type { Message } from '../raft/types.ts';
import type { Envelope } from '../trace/event.ts';
import { matching } from './filter.ts';
import type { MessageFilter } from './scenario.ts';

const all: MessageFilter = { id: null, from: null, to: null, types: null, term: null, entries: null, count: null, newest: false };

function append(id: number, from: string, to: string, term: number, entries: number): Envelope {
  const message: Message = {
    type: 'AppendEntries', from, to, term, prevLogIndex: 0, prevLogTerm: 0, leaderCommit: 0, round: 1,
    entries: Array.from({ length: entries }, (_, i) => ({ index: i + 1, term, command: null })),
  };
  return { id, message, sentBy: 1, sentAt: 0, deliverAt: null, lost: null, copyOf: null };
}

const vote: Envelope = {
  ...append(4, 'S2', 'S1', 2, 0),
  message: { type: 'RequestVote', from: 'S2', to: 'S1', term: 2, lastLogIndex: 0, lastLogTerm: 0, transfer: false },
};
const inFlight = [append(1, 'S1', 'S2', 1, 0), append(2, 'S1', 'S3', 1, 2), append(3, 'S1', 'S2', 1, 1), vote];
const ids = (filter: Partial<MessageFilter>) => matching(inFlight, { ...all, ...filter }).map(({ id }) => id);

describe('matching', () => {
  it('takes all, oldest first, without a condition', () => {
    expect(ids({})).toEqual([1, 2, 3, 4]);
  });

  it.each<[Partial<MessageFilter>, number[]]>([
    [{ id: 3 }, [3]],
    [{ from: ['S2'] }, [4]],
    [{ to: ['S3', 'S1'] }, [2, 4]],
    [{ types: ['RequestVote', 'PreVote'] }, [4]],
    [{ types: ['InstallSnapshot'] }, []],
    [{ term: 1 }, [1, 2, 3]],
    [{ entries: true }, [2, 3]],
    [{ entries: false }, [1, 4]],
    [{ to: ['S2'], entries: true }, [3]],
  ])('%j takes %j', (filter, taken) => {
    expect(ids(filter)).toEqual(taken);
  });

  it('counts from the end that it is told to', () => {
    expect(ids({ count: 2 })).toEqual([1, 2]);
    expect(ids({ count: 0 })).toEqual([]);
    expect(ids({ newest: true })).toEqual([4, 3, 2, 1]);
    expect(ids({ newest: true, count: 1, to: ['S2'] })).toEqual([3]);
  });
});

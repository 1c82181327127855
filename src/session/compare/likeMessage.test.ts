import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../trace/event.ts';
import { carryOver } from './likeMessage.ts';

const vote = (id: number, to: string, term: number): Envelope => ({
  id,
  message: { type: 'RequestVoteReply', from: 'S1', to, term, voteGranted: true },
  sentBy: 1,
  sentAt: 0,
  deliverAt: 10,
  lost: null,
  copyOf: null,
});

describe('a command about a message', () => {
  it('means the message of the same kind on the same link, whatever its number', () => {
    const carried = carryOver({ type: 'drop', message: 7 }, [vote(7, 'S2', 1)], [vote(3, 'S3', 1), vote(4, 'S2', 1)]);
    expect(carried).toEqual({ command: { type: 'drop', message: 4 } });
  });

  it('means the one in the same place among several', () => {
    const here = [vote(1, 'S2', 1), vote(2, 'S2', 1)];
    const there = [vote(11, 'S2', 1), vote(12, 'S2', 1)];
    expect(carryOver({ type: 'deliver', message: 2 }, here, there)).toEqual({ command: { type: 'deliver', message: 12 } });
  });

  it('means the oldest where there are fewer', () => {
    const here = [vote(1, 'S2', 1), vote(2, 'S2', 1)];
    expect(carryOver({ type: 'deliver', message: 2 }, here, [vote(11, 'S2', 1)])).toEqual({
      command: { type: 'deliver', message: 11 },
    });
  });

  it('has no use where no such message is under way: another term is another message', () => {
    const carried = carryOver({ type: 'hold', message: 7 }, [vote(7, 'S2', 1)], [vote(7, 'S2', 2)]);
    expect(carried).toEqual({ refused: 'No RequestVoteReply of term 1 is on its way from S1 to S2.' });
  });

  it('is the same command when it is about anything else', () => {
    expect(carryOver({ type: 'crash', node: 'S1' }, [], [])).toEqual({ command: { type: 'crash', node: 'S1' } });
  });
});

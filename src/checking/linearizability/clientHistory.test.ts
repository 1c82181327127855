import { describe, expect, it } from 'vitest';
import type { ClientReply, Command } from '../../raft/types.ts';
import type { RequestRecord } from '../../trace/event.ts';
import { freshCluster, type PreparedNode } from '../../trace/run.ts';
import { traceEvent } from '../../trace/testEvent.ts';
import { ClientHistory } from './clientHistory.ts';

/** A history of S1's clients, written as commands and replies. */
class Told {
  history: ClientHistory;
  readonly requests: RequestRecord[] = [];

  constructor(...nodes: Partial<PreparedNode>[]) {
    const fresh = freshCluster(Math.max(1, nodes.length));
    this.history = ClientHistory.of({ ...fresh, nodes: fresh.nodes.map((node, i) => ({ ...node, ...nodes[i] })) });
  }

  ask(command: Command): this {
    this.requests.push({
      id: this.requests.length + 1,
      op: 'propose',
      to: 'S1',
      command,
      submittedAt: 0,
      status: 'pending',
      result: null,
      reason: null,
      leader: null,
      resolvedAt: null,
    });
    this.history.afterEvent(traceEvent({ kind: 'command' }), this.requests);
    return this;
  }

  reply(request: number, status: ClientReply['status'], result: ClientReply['result'] = null): readonly unknown[] {
    const replies = [{ request, status, result, reason: null, leader: null }];
    return this.history.afterEvent(traceEvent({ replies }), this.requests);
  }
}

const entry = (index: number, term: number, command: Command) => ({ index, term, command });

describe('ClientHistory', () => {
  it('takes requests for invocations and replies for returns', () => {
    const told = new Told().ask({ set: ['x', '1'] }).ask({ cas: ['x', '1', '2'] }).ask({ delete: 'y' });
    expect(told.reply(2, 'ok', true)).toEqual([]);
    expect(told.reply(3, 'ok', false)).toEqual([]);
    expect(told.reply(1, 'ok')).toEqual([]);
    told.ask({ append: ['x', 'a'] });
    expect(told.reply(4, 'ok', 1)).toEqual([
      {
        sentence:
          'append “a” (request 4 to S1) answered 1, but no order of the first 3 operations on x gives that: x could only be “2”.',
        nodes: ['S1'],
      },
    ]);
    expect(told.history.verdict).toBe('not');
  });

  it('takes a refusal for never, and an unknown outcome for any time from then on', () => {
    const told = new Told().ask({ set: ['x', '1'] }).ask({ set: ['y', '1'] });
    told.reply(1, 'refused');
    told.reply(2, 'unknown');
    told.ask({ delete: 'x' }).ask({ delete: 'y' }).ask({ delete: 'y' });
    const before = told.history.clone();
    expect(told.reply(4, 'ok', false)).toEqual([]);
    expect(told.reply(5, 'ok', true)).toEqual([]);
    expect(told.reply(3, 'ok', true)).toHaveLength(1);
    expect(before.verdict).toBe('linearizable');
  });

  it('leaves no-ops alone', () => {
    const told = new Told().ask(null);
    expect(told.reply(1, 'ok')).toEqual([]);
    expect(told.history.verdict).toBe('linearizable');
  });

  it('begins with what a prepared log has committed; what it has beyond may commit or not', () => {
    const log = [entry(1, 1, { set: ['x', '1'] }), entry(2, 1, { set: ['y', '1'] }), entry(3, 2, { delete: 'x' })];
    const start = [{ log, commitIndex: 2 }, { log, commitIndex: 1 }];
    const swaps = (...from: readonly [expected: string | null, swapped: boolean][]): readonly unknown[] => {
      const told = new Told(...start);
      return from.flatMap(([expected, swapped], i) => {
        told.ask({ cas: ['x', expected, expected ?? '1'] });
        return told.reply(i + 1, 'ok', swapped);
      });
    };
    expect(swaps(['1', true], ['1', false])).toEqual([]);
    expect(swaps(['1', false], [null, true])).toEqual([]);
    expect(swaps(['2', true])).toHaveLength(1);
    // The entry stands in two logs and is one: it deletes once.
    expect(swaps(['1', false], [null, true], ['1', true], ['1', false])).toHaveLength(1);
  });
});

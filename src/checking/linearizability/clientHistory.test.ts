import { describe, expect, it } from 'vitest';
import type { ClientReply, ClientRequest, Command, DictCommand, ReadMode } from '../../raft/types.ts';
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

  ask(command: DictCommand | null): this {
    return this.request({ op: 'propose', command });
  }

  read(key: string, mode: ReadMode): this {
    return this.request({ op: 'read', key, mode });
  }

  request(asked: ClientRequest): this {
    this.requests.push({
      id: this.requests.length + 1,
      to: 'S1',
      ...asked,
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

  /** The same, to go on from by itself. */
  copy(): Told {
    const copy = new Told();
    copy.history = this.history.clone();
    copy.requests.push(...this.requests);
    return copy;
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

  it('takes reads for operations, but not the local ones, and no changes or transfers', () => {
    const told = new Told().ask({ set: ['x', '1'] });
    told.reply(1, 'ok');
    told.read('x', 'local').read('x', 'lease').read('x', 'log').read('x', 'readIndex').read('x', 'readIndex');
    told.request({ op: 'transfer', target: 'S2' }).request({ op: 'change', voters: ['S1'], learners: [] });
    expect([told.reply(2, 'ok', null), told.reply(3, 'ok', '1'), told.reply(4, 'unknown')]).toEqual([[], [], []]);
    expect([told.reply(5, 'refused'), told.reply(7, 'ok'), told.reply(8, 'unknown')]).toEqual([[], [], []]);
    expect(told.reply(6, 'ok', null)).toHaveLength(1);
  });

  it('knows lists by what they hold', () => {
    const told = new Told().ask({ append: ['x', 'a'] }).ask({ append: ['x', 'b'] });
    told.reply(1, 'ok', 1);
    told.reply(2, 'ok', 2);
    told.read('x', 'log').read('x', 'log');
    expect(told.reply(3, 'ok', ['a', 'b'])).toEqual([]);
    expect(told.reply(4, 'ok', ['b', 'a'])).toHaveLength(1);
  });

  it('begins after prepared configurations, reads and sessions', () => {
    const config = { voters: ['S1'], votersOutgoing: [], learners: [] };
    const log = [
      entry(1, 1, { config }),
      entry(2, 1, { append: ['x', 'a'], client: 'c', seq: 1 }),
      entry(3, 1, { append: ['x', 'a'], client: 'c', seq: 1 }),
      entry(4, 1, { read: 'x' }),
      entry(5, 1, { config }),
      entry(6, 1, { append: ['x', 'b'], client: 'c', seq: 2 }),
    ];
    const told = new Told({ log, commitIndex: 4 }).read('x', 'log').ask({ append: ['x', 'a'], client: 'c', seq: 1 });
    expect(told.reply(1, 'ok', ['a'])).toEqual([]);
    expect(told.reply(2, 'ok', 1)).toEqual([]);
    // Entry 6 may commit at any time, once.
    told.read('x', 'log').ask({ append: ['x', 'b'], client: 'c', seq: 2 }).read('x', 'log').read('x', 'log');
    expect(told.reply(3, 'ok', ['a', 'b'])).toEqual([]);
    expect(told.reply(4, 'ok', 2)).toEqual([]);
    expect(told.reply(5, 'ok', ['a', 'b'])).toEqual([]);
    expect(told.reply(6, 'ok', ['a', 'b', 'b'])).toHaveLength(1);
  });
});

describe('a command of a session', () => {
  const append: DictCommand = { append: ['x', 'a'], client: 'c', seq: 1 };

  /** Whether the list x may hold `items` after what was told; each on a copy. */
  const mayHold = (told: Told, items: readonly string[]): boolean => {
    const copy = told.copy();
    copy.read('x', 'log');
    return copy.reply(copy.requests.length, 'ok', items.length === 0 ? null : items).length === 0;
  };

  it('is one operation however often it is sent', () => {
    const told = new Told().ask(append);
    told.reply(1, 'unknown');
    told.ask(append).ask(append);
    expect([mayHold(told, []), mayHold(told, ['a']), mayHold(told, ['a', 'a'])]).toEqual([true, true, false]);
    expect(told.reply(2, 'ok', 1)).toEqual([]);
    expect([mayHold(told, []), mayHold(told, ['a']), mayHold(told, ['a', 'a'])]).toEqual([false, true, false]);
    expect(told.reply(3, 'ok', 1)).toEqual([]);
    expect(told.history.verdict).toBe('linearizable');
  });

  it('begins with the first try: what it did may be seen before the second is sent', () => {
    const told = new Told().ask(append);
    told.reply(1, 'unknown');
    told.read('x', 'log');
    expect(told.reply(2, 'ok', ['a'])).toEqual([]);
    told.ask(append);
    expect(told.reply(3, 'ok', 1)).toEqual([]);
    // Without a session it is another command, and answers 2.
    const bare = new Told().ask({ append: ['x', 'a'] });
    bare.reply(1, 'unknown');
    bare.read('x', 'log');
    bare.reply(2, 'ok', ['a']);
    bare.ask({ append: ['x', 'a'] });
    expect(bare.reply(3, 'ok', 1)).toHaveLength(1);
  });

  it('may not answer as if it had taken effect twice', () => {
    const told = new Told().ask(append);
    told.reply(1, 'unknown');
    told.ask(append);
    expect(told.reply(2, 'ok', 2)).toHaveLength(1);
    const twice = new Told().ask(append).ask(append);
    twice.reply(1, 'ok', 1);
    expect(twice.reply(2, 'ok', 2)).toEqual([
      {
        sentence: 'Command 1 of c was answered 1 first and 2 when it came again: it took effect twice.',
        nodes: ['S1'],
      },
    ]);
    expect(twice.history.verdict).toBe('not');
  });

  it('refused took no effect now, but an earlier try may have', () => {
    const told = new Told().ask(append).ask(append);
    told.reply(2, 'refused');
    expect([mayHold(told, []), mayHold(told, ['a'])]).toEqual([true, true]);
    told.reply(1, 'unknown');
    expect([mayHold(told, []), mayHold(told, ['a']), mayHold(told, ['a', 'a'])]).toEqual([true, true, false]);
    const never = new Told().ask(append).ask(append);
    never.reply(1, 'refused');
    never.reply(2, 'refused');
    expect([mayHold(never, []), mayHold(never, ['a'])]).toEqual([true, false]);
    // Sent once more, it is a new operation.
    never.ask(append);
    expect(mayHold(never, ['a'])).toBe(true);
    expect(never.reply(3, 'ok', 1)).toEqual([]);
    expect(mayHold(never, [])).toBe(false);
  });

  it('may still take effect when its client has gone on, once', () => {
    const told = new Told().ask(append);
    told.reply(1, 'unknown');
    told.ask({ append: ['x', 'b'], client: 'c', seq: 2 });
    told.reply(2, 'ok', 1);
    expect([mayHold(told, ['b']), mayHold(told, ['b', 'a']), mayHold(told, ['b', 'a', 'a'])]).toEqual([true, true, false]);
    // Nobody sends it again; should somebody all the same, its answer says nothing.
    told.ask(append);
    expect(told.reply(3, 'refused')).toEqual([]);
    expect([mayHold(told, ['b']), mayHold(told, ['b', 'a'])]).toEqual([true, true]);
    const late = new Told().ask(append).ask({ append: ['x', 'b'], client: 'c', seq: 2 });
    late.reply(2, 'ok', 2);
    late.reply(1, 'unknown');
    expect([mayHold(late, ['a', 'b']), mayHold(late, ['b', 'a'])]).toEqual([true, false]);
  });

  it('is not judged when the number stands for two commands', () => {
    const told = new Told().ask(append).ask({ append: ['x', 'b'], client: 'c', seq: 1 });
    expect(told.reply(1, 'ok', 1)).toEqual([]);
    expect(told.reply(2, 'ok', 1)).toEqual([]);
    expect([mayHold(told, ['a']), mayHold(told, ['b'])]).toEqual([true, true]);
    expect(told.history.verdict).toBe('linearizable');
  });

  it('of another client with the same number is another', () => {
    const told = new Told().ask(append).ask({ append: ['x', 'a'], client: 'd', seq: 1 });
    expect(told.reply(1, 'ok', 1)).toEqual([]);
    expect(told.reply(2, 'ok', 2)).toEqual([]);
    expect(mayHold(told, ['a', 'a'])).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { ClientReply, ReadMode } from '../raft/types.ts';
import type { RequestRecord } from '../trace/event.ts';
import { traceEvent } from '../trace/testEvent.ts';
import { append, commit, entry, logOf, TestWatch } from './testWatch.ts';

/** S1 has committed x = 7; S2 has it and doesn't know. */
function started(): TestWatch {
  const log = [...logOf(1), entry(2, 1, '7')];
  return new TestWatch([{ term: 1, log, commitIndex: 2 }, { term: 1, log, commitIndex: 1 }]);
}

/** S2 answers a read of x with `result`. */
function read(watch: TestWatch, mode: ReadMode, result: ClientReply['result'], status: ClientReply['status'] = 'ok'): void {
  const id = watch.requests.length + 1;
  const record: RequestRecord = {
    id, op: 'read', key: 'x', mode, to: 'S2', submittedAt: 0, status: 'pending', result: null, reason: null, leader: null, resolvedAt: null,
  };
  watch.requests.push(record);
  watch.event('S2', () => undefined, { kind: 'command', replies: [{ request: id, status, result, reason: null, leader: 'S1' }] });
}

describe('stale reads', () => {
  it('are local reads that were answered with less than what is committed', () => {
    const watch = started();
    expect(watch.quick.staleReads).toEqual({ count: 0, latest: null });
    read(watch, 'local', null);
    expect(watch.quick.staleReads).toEqual({
      count: 1,
      latest: {
        request: 1,
        event: 1,
        node: 'S2',
        detail: 'S2 answered nothing for x from its own dict, while the committed entries make it "7".',
      },
    });
    watch.event('S2', (node) => commit(node, 2));
    read(watch, 'local', '7');
    expect(watch.quick.staleReads.count).toBe(1);
    read(watch, 'local', ['7']);
    expect(watch.quick.staleReads.count).toBe(2);
    // They are allowed: nobody promised more.
    expect(watch.quick.violations).toEqual([]);
    expect(watch.quick.linearizable).toBe('linearizable');
  });

  it('of other kinds, and reads that were refused, are none', () => {
    const watch = started();
    read(watch, 'readIndex', null);
    read(watch, 'local', null, 'refused');
    expect(watch.quick.staleReads.count).toBe(0);
    // But this one promised to be linearizable.
    expect(watch.quick.linearizable).toBe('not');
  });

  it('are counted on from a copy', () => {
    const watch = started();
    read(watch, 'local', null);
    const copy = watch.quick.clone();
    read(watch, 'local', null);
    expect([copy.staleReads.count, watch.quick.staleReads.count]).toEqual([1, 2]);
  });

  it('are judged by what was committed in that copy’s run', () => {
    const watch = started();
    const copy = watch.quick.clone();
    watch.event('S1', (node) => {
      append(node, entry(3, 1, '8'));
      commit(node, 3);
    });
    read(watch, 'local', '7');
    expect(watch.quick.staleReads.count).toBe(1);
    const replies = [{ request: 1, status: 'ok', result: '7', reason: null, leader: 'S1' }] as const;
    copy.afterEvent(traceEvent({ kind: 'command', replies }), watch.slots, watch.requests);
    expect(copy.staleReads.count).toBe(0);
  });
});

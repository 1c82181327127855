import { describe, expect, it } from 'vitest';
import { elect, feed, nodeOf, noteOf, persistAll, whats } from './testNode.ts';
import type { ClientReply, DictCommand, Outcome, RaftNode, RaftOptions } from './types.ts';

/** A cluster of one: what it takes commits as soon as it is on disk. */
function loneLeader(options: Partial<RaftOptions> = {}): RaftNode {
  const node = nodeOf({ voters: ['S1'], options });
  elect(node);
  return node;
}

let requests = 0;

function applied(node: RaftNode, command: DictCommand): Outcome {
  requests += 1;
  feed(node, { kind: 'propose', request: requests, command });
  const [outcome] = persistAll(node);
  if (outcome === undefined) throw new Error('nothing was written');
  return outcome;
}

function replyTo(outcome: Outcome): ClientReply {
  const [reply] = outcome.replies;
  if (reply === undefined) throw new Error('nobody was answered');
  return reply;
}

const add = (client: string, seq: number, value = `${client}${seq}`): DictCommand => ({ append: ['l', value], client, seq });

describe('client sessions', () => {
  it('T6.3: a command that comes twice takes effect once and is answered the same', () => {
    const node = loneLeader();
    expect(replyTo(applied(node, add('A', 1)))).toMatchObject({ status: 'ok', result: 1, reason: null });
    const again = applied(node, add('A', 1));
    expect(replyTo(again)).toMatchObject({ status: 'ok', result: 1, reason: null });
    expect(node.dict.get('l')).toEqual(['A1']);
    expect(noteOf(again, 'commandRepeated')).toEqual({ client: 'A', seq: 1, lastSeq: 1, index: 3 });
    expect(replyTo(applied(node, add('A', 2))).result).toBe(2);
    expect(node.sessions.get('A')).toEqual({ seq: 2, result: 2, usedAt: 4, expired: false });
  });

  it('T6.3: a command before the client’s latest is refused: what it returned is not kept', () => {
    const node = loneLeader();
    applied(node, add('A', 1));
    applied(node, add('A', 2));
    const late = applied(node, add('A', 1));
    expect(replyTo(late)).toMatchObject({ status: 'refused', result: null });
    expect(replyTo(late).reason).toMatch(/command 1 of A came after its command 2/);
    expect(noteOf(late, 'sessionRefused')).toMatchObject({ client: 'A', seq: 1, index: 4 });
    expect(node.dict.get('l')).toEqual(['A1', 'A2']);
  });

  it('T6.3: the first command opens the session, and only the first', () => {
    const node = loneLeader();
    expect(noteOf(applied(node, add('A', 1)), 'sessionOpened')).toEqual({ client: 'A', index: 2 });
    expect(whats(applied(node, add('A', 2)))).not.toContain('sessionOpened');
  });

  it('T6.3: clients don’t touch each other’s sessions, and without a client nothing is kept', () => {
    const node = loneLeader();
    applied(node, add('A', 1));
    expect(replyTo(applied(node, add('B', 1))).result).toBe(2);
    expect(replyTo(applied(node, { append: ['l', 'x'] })).result).toBe(3);
    expect(replyTo(applied(node, { append: ['l', 'x'] })).result).toBe(4);
    expect([...node.sessions.keys()]).toEqual(['A', 'B']);
  });

  it('T6.3: a command without a number is the client’s command 0', () => {
    const node = loneLeader();
    applied(node, { append: ['l', 'a'], client: 'A' });
    applied(node, { append: ['l', 'a'], client: 'A' });
    expect(node.dict.get('l')).toEqual(['a']);
    expect(node.sessions.get('A')?.seq).toBe(0);
  });

  it('T6.3: sessions never expire unless there is a limit', () => {
    const node = loneLeader();
    for (let i = 0; i < 50; i += 1) applied(node, add(`C${i}`, 1));
    expect([...node.sessions.values()].every(({ expired }) => !expired)).toBe(true);
  });
});

describe('a limit of sessions', () => {
  it('T6.3: one session too many, and that which was used longest ago expires', () => {
    const node = loneLeader({ maxSessions: 2 });
    applied(node, add('A', 1));
    expect(whats(applied(node, add('B', 1)))).not.toContain('sessionExpired');
    // A retry is a use: now B is the oldest.
    applied(node, add('A', 1));
    expect(noteOf(applied(node, add('C', 1)), 'sessionExpired')).toEqual({ client: 'B', index: 5, usedAt: 3 });
    expect(node.sessions.get('B')).toEqual({ seq: 1, result: null, usedAt: 3, expired: true });
    expect([node.sessions.get('A')?.expired, node.sessions.get('C')?.expired]).toEqual([false, false]);
    // An expired one takes no place: the next to go is the older of the two that are open.
    expect(noteOf(applied(node, add('D', 1)), 'sessionExpired')).toMatchObject({ client: 'A' });
    expect(node.sessions.get('B')?.usedAt).toBe(3);
  });

  it('T6.3: a client whose session has expired is refused, whether it is a retry or not', () => {
    const node = loneLeader({ maxSessions: 1 });
    applied(node, add('A', 1));
    applied(node, add('B', 1));
    for (const seq of [1, 2]) {
      const refused = applied(node, add('A', seq));
      expect(replyTo(refused)).toMatchObject({ status: 'refused', result: null });
      expect(replyTo(refused).reason).toMatch(/session of A has expired/);
      expect(noteOf(refused, 'sessionRefused')).toMatchObject({ client: 'A', seq });
    }
    expect(node.dict.get('l')).toEqual(['A1', 'B1']);
    expect(node.sessions.get('B')?.expired).toBe(false);
  });
});

import { expect, it } from 'vitest';
import { cloneNode } from './clone.ts';
import { appendReply, deliver, elect, feed, nodeOf, persistAll, requestVote, setX } from './testNode.ts';
import type { DictCommand, RaftNode } from './types.ts';

function busyLeader(): RaftNode {
  const node = nodeOf({ options: { maxInflightAppends: 3, checkQuorum: true } });
  elect(node);
  deliver(node, appendReply());
  const retried: DictCommand = { append: ['l', 'a'], client: 'A', seq: 1 };
  for (const command of [setX, retried]) feed(node, { kind: 'propose', request: 1, command });
  feed(node, { kind: 'read', request: 5, key: 'x', mode: 'readIndex' });
  return node;
}

it('gives an equal node', () => {
  expect(cloneNode(busyLeader())).toEqual(busyLeader());
});

it('goes on by itself, whichever side moves', () => {
  const moves: ((node: RaftNode) => void)[] = [
    (node) => persistAll(node),
    (node) => deliver(node, appendReply({ matchIndex: 2 })),
    (node) => [...persistAll(node), deliver(node, appendReply({ matchIndex: 3 }))],
    (node) => feed(node, { kind: 'heartbeat' }, 10),
    (node) => feed(node, { kind: 'read', request: 9, key: 'x', mode: 'readIndex' }),
    (node) => feed(node, { kind: 'compact', upTo: null }),
    (node) => deliver(node, appendReply({ success: false, prevLogIndex: 2, conflictIndex: 1, matchIndex: 0 })),
    (node) => feed(node, { kind: 'propose', request: 9, command: setX }),
    (node) => deliver(node, requestVote({ term: 9 }), 10),
    (node) => feed(node, { kind: 'campaign' }),
  ];
  for (const move of moves) {
    const [original, copy] = [busyLeader(), cloneNode(busyLeader())];
    const clone = cloneNode(original);
    move(original);
    expect(clone).toEqual(copy);
    move(clone);
    expect(clone).toEqual(original);
  }
});

it('survives structured cloning, as it is posted to workers', () => {
  const node = busyLeader();
  expect(structuredClone(node)).toEqual(node);
});

import { expect, it } from 'vitest';
import { cloneNode } from './clone.ts';
import { appendReply, deliver, elect, feed, nodeOf, persistAll, requestVote, setX } from './testNode.ts';
import type { RaftNode } from './types.ts';

function busyLeader(): RaftNode {
  const node = nodeOf({ options: { maxInflightAppends: 2 } });
  elect(node);
  deliver(node, appendReply());
  for (let request = 1; request <= 3; request += 1) feed(node, { kind: 'propose', request, command: setX });
  return node;
}

it('gives an equal node', () => {
  expect(cloneNode(busyLeader())).toEqual(busyLeader());
});

it('goes on by itself, whichever side moves', () => {
  const moves: ((node: RaftNode) => void)[] = [
    (node) => persistAll(node),
    (node) => deliver(node, appendReply({ matchIndex: 2 })),
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

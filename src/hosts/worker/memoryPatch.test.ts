import { expect, it } from 'vitest';
import { appendReply, deliver, elect, feed, nodeOf, setX } from '../../raft/testNode.ts';
import { shadowOf, takePatch } from './memoryPatch.ts';

it('a patch stays as it is when the node goes on before it is posted', () => {
  const node = nodeOf({ options: { checkQuorum: true } });
  elect(node);
  const shadow = shadowOf(node);
  feed(node, { kind: 'propose', request: 1, command: setX }, 10);
  feed(node, { kind: 'read', request: 2, key: 'x', mode: 'readIndex' }, 10);
  feed(node, { kind: 'heartbeat' }, 10);
  const patch = takePatch(node, shadow);
  const before = structuredClone(patch);
  feed(node, { kind: 'propose', request: 3, command: setX }, 20);
  feed(node, { kind: 'read', request: 4, key: 'x', mode: 'readIndex' }, 20);
  feed(node, { kind: 'heartbeat' }, 30);
  deliver(node, appendReply({ term: 1, matchIndex: 2, round: 2 }), 40);
  expect(before.proposals?.length).toBe(1);
  expect(before.roundsBegan?.length).toBeGreaterThan(0);
  expect(before.writes?.length).toBeGreaterThan(0);
  expect(patch).toEqual(before);
});

/** Two steps of the core that broke Configurations (invariant 13) until random runs with every check showed them. */
import { expect, test } from 'vitest';
import { createNode } from '../raft/node.ts';
import { paperRules } from '../raft/rules.ts';
import { installSnapshot, snapshotOf } from '../raft/testMessages.ts';
import { appendReply, deliver, elect, entriesOf, nodeOf } from '../raft/testNode.ts';
import type { Configuration, Entry, RaftNode } from '../raft/types.ts';

const three = ['S1', 'S2', 'S3'];
const joint: Configuration = { voters: three, votersOutgoing: ['S1', 'S2'], learners: [] };

/** S1 of three with these entries on its disk. */
function nodeWith(entries: readonly Entry[], commitIndex: number): RaftNode {
  const template = nodeOf({ term: entries.at(-1)?.term ?? 0 });
  const { id, options, bootConfig: config, currentTerm, votedFor, prng } = template;
  const log = { entries: entries.slice(), snapshotIndex: 0, snapshotTerm: 0 };
  const disk = { currentTerm, votedFor, log, snapshot: null };
  return createNode({ id, options, config, disk, commitIndex, restarted: false, prng, now: 0 }, paperRules);
}

test('fuzz seed 8586: a new leader leaves a joint configuration only when it has committed an entry of its own term (T4.1)', () => {
  const node = nodeWith([...entriesOf([1]), { index: 2, term: 1, command: { config: joint } }], 2);
  elect(node);
  expect([node.role, node.config, node.log.entries.length]).toEqual(['leader', joint, 3]);
  deliver(node, appendReply({ from: 'S2', term: 2, matchIndex: 3, prevLogIndex: 2 }));
  expect(node.commitIndex).toBe(3);
  expect([node.config.votersOutgoing, node.configIndex]).toEqual([[], 4]);
});

test('a snapshot’s configuration takes the place of another that came with the same index (P7)', () => {
  const lost: Configuration = { voters: ['S1', 'S9'], votersOutgoing: [], learners: [] };
  const node = nodeWith([...entriesOf([1]), { index: 2, term: 1, command: { config: lost } }], 0);
  expect(node.config).toEqual(lost);
  const snapshot = snapshotOf(3, 2, { config: joint, configIndex: 2 });
  deliver(node, installSnapshot(snapshot, { term: 2 }));
  expect([node.config, node.configIndex]).toEqual([joint, 2]);
});

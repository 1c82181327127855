/** P5.3: how entries reach the others, commit and are applied. cases.ts says which cases stand elsewhere. */
import { expect, test } from 'vitest';
import { TestCluster } from '../../raft/testCluster.ts';
import { appendEntries, appendReply, deliver, elect, feed, nodeOf, noteOf, persistAll, setX } from '../../raft/testNode.ts';
import type { NodeId, Term } from '../../raft/types.ts';

const servers = (size: number): NodeId[] => Array.from({ length: size }, (_, i) => `S${i + 1}`);

test('§5.3 the leader applies an entry once it is safely replicated, answers, and later messages tell the followers', () => {
  const cluster = new TestCluster({ S1: {}, S2: {}, S3: {} });
  cluster.campaign('S1');
  cluster.settle();
  cluster.propose('S1', setX);
  const [request] = cluster.inFlight;
  expect(request).toMatchObject({ type: 'AppendEntries', entries: [{ index: 2 }], leaderCommit: 1 });
  cluster.quiesce();
  // The leader knows; the followers hold the entry and have not heard yet that it is committed.
  const states = (): unknown[] => ['S1', 'S2', 'S3'].map((id) => [cluster.node(id).commitIndex, cluster.node(id).dict.get('x')]);
  expect(states()).toEqual([[2, '1'], [1, undefined], [1, undefined]]);
  cluster.heartbeat('S1');
  expect(cluster.inFlight).toMatchObject([{ entries: [], leaderCommit: 2 }, { entries: [], leaderCommit: 2 }]);
  cluster.quiesce();
  expect(states()).toEqual([[2, '1'], [2, '1'], [2, '1']]);
});

const acceptors: readonly [size: number, others: NodeId[], committed: boolean][] = [
  [1, [], true],
  [2, [], false],
  [2, ['S2'], true],
  [3, [], false],
  [3, ['S2'], true],
  [3, ['S2', 'S3'], true],
  [4, ['S2'], false],
  [4, ['S2', 'S4'], true],
  [5, [], false],
  [5, ['S2'], false],
  [5, ['S2', 'S3'], true],
  [5, ['S2', 'S3', 'S4'], true],
  [5, ['S2', 'S3', 'S4', 'S5'], true],
];

test.each(acceptors)('§5.3 of %i servers the leader and %j have an entry; committed: %s', (size, others, committed) => {
  const node = nodeOf({ voters: servers(size), options: { noOpOnElection: false } });
  elect(node);
  feed(node, { kind: 'propose', request: 1, command: setX });
  const replies = persistAll(node).flatMap((outcome) => outcome.replies);
  for (const from of others) replies.push(...deliver(node, appendReply({ from })).replies);
  expect([node.commitIndex, node.lastApplied]).toEqual(committed ? [1, 1] : [0, 0]);
  expect(replies.map(({ status }) => status)).toEqual(committed ? ['ok'] : []);
});

test.each([[[]], [[2]], [[1]], [[1, 2]], [[1, 1, 2]]] as readonly [Term[]][])(
  '§5.3 committing an entry commits all preceding ones, those of earlier leaders too: %j',
  (log) => {
    const node = nodeOf({ log, term: 2, options: { noOpOnElection: false } });
    elect(node);
    expect([node.currentTerm, node.commitIndex]).toEqual([3, 0]);
    feed(node, { kind: 'propose', request: 1, command: setX });
    persistAll(node);
    const last = log.length + 1;
    const outcome = deliver(node, appendReply({ term: 3, matchIndex: last, prevLogIndex: log.length }));
    expect(node.commitIndex).toBe(last);
    expect(noteOf(outcome, 'applied')).toEqual({ from: 1, to: last });
    expect(node.dict.get('k')).toBe(log.length === 0 ? undefined : `${log.length}@${log.at(-1)}`);
  },
);

test.each([
  [[1], 1],
  [[1, 1], 2],
  [[1, 1], 1],
  [[1, 1, 1], 2],
  [[1], 0],
] as readonly [Term[], number][])(
  '§5.3 a follower that learns that an entry is committed applies it, in log order: terms %j, committed %i',
  (sent, leaderCommit) => {
    const node = nodeOf();
    const outcome = deliver(node, appendEntries({ terms: sent, leaderCommit }));
    expect([node.log.entries.length, node.commitIndex, node.lastApplied]).toEqual([sent.length, leaderCommit, leaderCommit]);
    expect(node.dict.get('k')).toBe(leaderCommit === 0 ? undefined : `${leaderCommit}@1`);
    if (leaderCommit > 0) expect(noteOf(outcome, 'applied')).toEqual({ from: 1, to: leaderCommit });
  },
);

test('§5.3 the leader retries AppendEntries until all followers have stored all entries, also after it has answered', () => {
  const cluster = new TestCluster({ S1: {}, S2: {}, S3: {} });
  cluster.campaign('S1');
  cluster.settle();
  cluster.propose('S1', setX);
  const lose = (): void => cluster.drop(({ to }) => to === 'S3');
  lose();
  cluster.quiesce();
  expect(cluster.node('S1').lastApplied).toBe(2);
  for (let beat = 0; beat < 3; beat += 1) {
    cluster.heartbeat('S1');
    lose();
    cluster.quiesce();
  }
  expect(cluster.node('S3').log.entries).toHaveLength(1);
  cluster.settle();
  expect(cluster.node('S3').log).toEqual(cluster.node('S1').log);
  expect(cluster.node('S3').dict.get('x')).toBe('1');
});

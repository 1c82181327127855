/** MIT 6.5840, Raft lab, part 3A, by the names of its tests. */
import { expect, test } from 'vitest';
import { ELECTION_MS, MitCluster } from './mitCluster.ts';

test('InitialElection', () => {
  const cluster = new MitCluster(3);
  cluster.checkOneLeader();
  cluster.sleep(50);
  const term = cluster.checkTerms();
  expect(term).toBeGreaterThanOrEqual(1);
  cluster.sleep(2 * ELECTION_MS);
  expect(cluster.checkTerms()).toBe(term);
  cluster.checkOneLeader();
});

test('ReElection', () => {
  const cluster = new MitCluster(3);
  const first = cluster.checkOneLeader();
  cluster.disconnect(first);
  cluster.checkOneLeader();
  // The old leader comes back and disturbs nobody.
  cluster.connect(first);
  const second = cluster.checkOneLeader();
  // No quorum, no leader.
  cluster.disconnect(second);
  cluster.disconnect(second + 1);
  cluster.sleep(2 * ELECTION_MS);
  cluster.checkNoLeader();
  cluster.connect(second + 1);
  cluster.checkOneLeader();
  cluster.connect(second);
  cluster.checkOneLeader();
});

test('ManyElections', () => {
  const cluster = new MitCluster(7);
  cluster.checkOneLeader();
  for (let round = 1; round < 10; round += 1) {
    const three = [0, 1, 2].map(() => cluster.random(7));
    for (const server of three) cluster.disconnect(server);
    // The leader is still there, or one of the other four leads.
    cluster.checkOneLeader();
    for (const server of three) cluster.connect(server);
  }
  cluster.checkOneLeader();
});

/** MIT 6.5840, Raft lab, part 3B, by the names of its tests. */
import { expect, test } from 'vitest';
import { applied, ELECTION_MS, MitCluster } from './mitCluster.ts';

const servers = (cluster: MitCluster): number[] => Array.from({ length: cluster.size }, (_, i) => i);

test('BasicAgree', () => {
  const cluster = new MitCluster(3);
  for (let index = 1; index <= 3; index += 1) {
    expect(cluster.nCommitted(index).count).toBe(0);
    expect(cluster.one(index * 100, 3, false)).toBe(index);
  }
});

test('RPCBytes', () => {
  const cluster = new MitCluster(3);
  cluster.one(99, 3, false);
  const before = cluster.bytes;
  let sent = 0;
  for (let index = 2; index < 12; index += 1) {
    const command = String(index).padEnd(5000, 'x');
    expect(cluster.one(command, 3, false)).toBe(index);
    sent += command.length;
  }
  // Each command goes to each peer once.
  expect(cluster.bytes - before).toBeLessThanOrEqual(3 * sent + 50_000);
});

test('FollowerFailure', () => {
  const cluster = new MitCluster(3);
  cluster.one(101, 3, false);
  const first = cluster.checkOneLeader();
  cluster.disconnect(first + 1);
  cluster.one(102, 2, false);
  cluster.sleep(ELECTION_MS);
  cluster.one(103, 2, false);
  const second = cluster.checkOneLeader();
  cluster.disconnect(second + 1);
  cluster.disconnect(second + 2);
  expect(cluster.propose(second, 104)?.index).toBe(4);
  cluster.sleep(2 * ELECTION_MS);
  expect(cluster.nCommitted(4).count).toBe(0);
});

test('LeaderFailure', () => {
  const cluster = new MitCluster(3);
  cluster.one(101, 3, false);
  cluster.disconnect(cluster.checkOneLeader());
  cluster.one(102, 2, false);
  cluster.sleep(ELECTION_MS);
  cluster.one(103, 2, false);
  cluster.disconnect(cluster.checkOneLeader());
  for (const server of servers(cluster)) cluster.propose(server, 104);
  cluster.sleep(2 * ELECTION_MS);
  expect(cluster.nCommitted(4).count).toBe(0);
});

test('FailAgree', () => {
  const cluster = new MitCluster(3);
  cluster.one(101, 3, false);
  const away = cluster.checkOneLeader() + 1;
  cluster.disconnect(away);
  cluster.one(102, 2, false);
  cluster.one(103, 2, false);
  cluster.sleep(ELECTION_MS);
  cluster.one(104, 2, false);
  cluster.one(105, 2, false);
  cluster.connect(away);
  cluster.one(106, 3, true);
  cluster.sleep(ELECTION_MS);
  cluster.one(107, 3, true);
});

test('FailNoAgree', () => {
  const cluster = new MitCluster(5);
  cluster.one(10, 5, false);
  const first = cluster.checkOneLeader();
  for (const i of [1, 2, 3]) cluster.disconnect(first + i);
  expect(cluster.propose(first, 20)?.index).toBe(2);
  cluster.sleep(2 * ELECTION_MS);
  expect(cluster.nCommitted(2).count).toBe(0);
  for (const i of [1, 2, 3]) cluster.connect(first + i);
  // The majority may have elected one of its own, and the entry at 2 may be gone.
  const index = cluster.propose(cluster.checkOneLeader(), 30)?.index;
  expect([2, 3]).toContain(index);
  cluster.one(1000, 5, true);
});

test('ConcurrentStarts', () => {
  const cluster = new MitCluster(3);
  const attempt = (): boolean => {
    const leader = cluster.checkOneLeader();
    const term = cluster.propose(leader, 1)?.term;
    if (term === undefined) return false;
    const started = [0, 1, 2, 3, 4].map((i) => cluster.propose(leader, 100 + i));
    if (started.some((each) => each?.term !== term)) return false;
    const commands = started.map((each) => cluster.wait(each?.index ?? 0, 3, term));
    if (commands.includes(null)) return false;
    expect(commands.sort()).toEqual([0, 1, 2, 3, 4].map((i) => applied(100 + i)));
    return true;
  };
  expect([1, 2, 3, 4, 5].some(attempt)).toBe(true);
});

test('Rejoin', () => {
  const cluster = new MitCluster(3);
  cluster.one(101, 3, true);
  const first = cluster.checkOneLeader();
  cluster.disconnect(first);
  // An old leader that takes commands for nothing.
  for (const command of [102, 103, 104]) cluster.propose(first, command);
  cluster.one(103, 2, true);
  const second = cluster.checkOneLeader();
  cluster.disconnect(second);
  cluster.connect(first);
  cluster.one(104, 2, true);
  cluster.connect(second);
  cluster.one(105, 3, true);
});

test('Backup', () => {
  const cluster = new MitCluster(5);
  let command = 0;
  const next = (): number => (command += 1);
  cluster.one(next(), 5, true);
  const first = cluster.checkOneLeader();
  for (const i of [2, 3, 4]) cluster.disconnect(first + i);
  for (let i = 0; i < 50; i += 1) cluster.propose(first, next());
  cluster.sleep(ELECTION_MS / 2);
  for (const i of [0, 1]) cluster.disconnect(first + i);
  for (const i of [2, 3, 4]) cluster.connect(first + i);
  for (let i = 0; i < 50; i += 1) cluster.one(next(), 3, true);
  const second = cluster.checkOneLeader();
  const other = second === (first + 2) % 5 ? second + 1 : first + 2;
  cluster.disconnect(other);
  for (let i = 0; i < 50; i += 1) cluster.propose(second, next());
  cluster.sleep(ELECTION_MS / 2);
  for (const i of servers(cluster)) cluster.disconnect(i);
  for (const i of [first, first + 1, other]) cluster.connect(i);
  for (let i = 0; i < 50; i += 1) cluster.one(next(), 3, true);
  for (const i of servers(cluster)) cluster.connect(i);
  cluster.one(next(), 5, true);
});

test('Count', () => {
  const cluster = new MitCluster(3);
  const requests = (): number => servers(cluster).reduce((sum, i) => sum + cluster.requestsTo(i), 0);
  cluster.checkOneLeader();
  expect(requests()).toBeGreaterThanOrEqual(1);
  expect(requests()).toBeLessThanOrEqual(30);
  const leader = cluster.checkOneLeader();
  const before = requests();
  const commands = Array.from({ length: 12 }, (_, i) => i + 1);
  const term = cluster.propose(leader, 0)?.term ?? 0;
  const started = commands.map((command) => cluster.propose(leader, command));
  started.forEach((each, i) => {
    expect(cluster.wait(each?.index ?? 0, 3, term)).toBe(applied(commands[i] ?? 0));
  });
  expect(requests() - before).toBeLessThanOrEqual((10 + 1 + 3) * 3);
  const idle = requests();
  cluster.sleep(ELECTION_MS);
  expect(requests() - idle).toBeLessThanOrEqual(3 * 20);
});

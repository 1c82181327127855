/** MIT 6.5840, Raft lab, part 3C, by the names of its tests. */
import { expect, test } from 'vitest';
import { applied, ELECTION_MS, MitCluster } from './mitCluster.ts';
import type { Task } from './tasks.ts';

const servers = (cluster: MitCluster): number[] => Array.from({ length: cluster.size }, (_, i) => i);

function restart(cluster: MitCluster, server: number): void {
  cluster.start(server);
  cluster.connect(server);
}

test('Persist1', () => {
  const cluster = new MitCluster(3);
  cluster.one(11, 3, true);
  for (const server of servers(cluster)) cluster.start(server);
  for (const server of servers(cluster)) cluster.connect(server);
  cluster.one(12, 3, true);
  const first = cluster.checkOneLeader();
  cluster.disconnect(first);
  restart(cluster, first);
  cluster.one(13, 3, true);
  const second = cluster.checkOneLeader();
  cluster.disconnect(second);
  cluster.one(14, 2, true);
  restart(cluster, second);
  cluster.wait(4, 3, null);
  const third = cluster.checkOneLeader() + 1;
  cluster.disconnect(third);
  cluster.one(15, 2, true);
  restart(cluster, third);
  cluster.one(16, 3, true);
});

test('Persist2', () => {
  const cluster = new MitCluster(5);
  let index = 1;
  for (let round = 0; round < 5; round += 1) {
    cluster.one(10 + index++, 5, true);
    const leader = cluster.checkOneLeader();
    for (const i of [1, 2]) cluster.disconnect(leader + i);
    cluster.one(10 + index++, 3, true);
    for (const i of [0, 3, 4]) cluster.disconnect(leader + i);
    for (const i of [1, 2]) cluster.start(leader + i);
    for (const i of [1, 2]) cluster.connect(leader + i);
    cluster.sleep(ELECTION_MS);
    restart(cluster, leader + 3);
    cluster.one(10 + index++, 3, true);
    for (const i of [4, 0]) cluster.connect(leader + i);
  }
  cluster.one(1000, 5, true);
});

test('Persist3', () => {
  const cluster = new MitCluster(3);
  cluster.one(101, 3, true);
  const leader = cluster.checkOneLeader();
  cluster.disconnect(leader + 2);
  cluster.one(102, 2, true);
  cluster.crash(leader);
  cluster.crash(leader + 1);
  cluster.connect(leader + 2);
  restart(cluster, leader);
  cluster.one(103, 2, true);
  restart(cluster, leader + 1);
  cluster.one(104, 3, true);
});

/** What both Figure 8 tests do between two blows. */
function pause(cluster: MitCluster): void {
  cluster.sleep(cluster.random(1000) < 100 ? cluster.random(ELECTION_MS / 2) : cluster.random(13));
}

test.each([1, 2, 3])('Figure8 (seed %i)', (seed) => {
  const cluster = new MitCluster(5, { seed });
  cluster.one(0, 1, true);
  let up = 5;
  let crashes = 0;
  for (let round = 1; round <= 1000; round += 1) {
    let leader = -1;
    for (const server of servers(cluster)) if (cluster.propose(server, round) !== null) leader = server;
    pause(cluster);
    if (leader !== -1) {
      cluster.crash(leader);
      crashes += 1;
      up -= 1;
    }
    const server = cluster.random(5);
    if (up < 3 && !cluster.isUp(server)) {
      restart(cluster, server);
      up += 1;
    }
  }
  for (const server of servers(cluster)) if (!cluster.isUp(server)) restart(cluster, server);
  cluster.one(9999, 5, true);
  expect(crashes).toBeGreaterThan(10);
});

test('UnreliableAgree', () => {
  const cluster = new MitCluster(5, { unreliable: true });
  for (let round = 1; round < 50; round += 1) {
    const commands = [round, ...[0, 1, 2, 3].map((i) => 100 * round + i)];
    cluster.together(commands.map((command) => cluster.oneTask(command, 1, true)));
  }
  cluster.setUnreliable(false);
  cluster.one(100, 5, true);
});

test.each([1, 2, 3])('Figure8Unreliable (seed %i)', (seed) => {
  const cluster = new MitCluster(5, { seed, unreliable: true });
  cluster.one(0, 1, true);
  let connected = 5;
  let blows = 0;
  for (let round = 0; round < 1000; round += 1) {
    if (round === 200) cluster.setLongReordering(true);
    let leader = -1;
    for (const server of servers(cluster)) {
      if (cluster.propose(server, round) !== null && cluster.isConnected(server)) leader = server;
    }
    pause(cluster);
    if (leader !== -1 && cluster.random(1000) < ELECTION_MS / 2) {
      cluster.disconnect(leader);
      blows += 1;
      connected -= 1;
    }
    const server = cluster.random(5);
    if (connected < 3 && !cluster.isConnected(server)) {
      cluster.connect(server);
      connected += 1;
    }
  }
  for (const server of servers(cluster)) cluster.connect(server);
  cluster.one(9999, 5, true);
  expect(blows).toBeGreaterThan(5);
});

/** Clients that propose all the time while servers come and go; what they saw committed has to be there in the end. */
function churn(unreliable: boolean, seed: number): void {
  const cluster = new MitCluster(5, { seed, unreliable });
  let over = false;
  let command = 0;
  const seen: string[] = [];
  function* client(me: number): Task {
    while (!over) {
      const mine = (command += 1);
      const started = servers(cluster).map((server) => cluster.propose(server, mine));
      const index = started.reduce((last, each) => each?.index ?? last, -1);
      if (index === -1) yield 79 + me * 17;
      for (const patience of index === -1 ? [] : [10, 20, 50, 100, 200]) {
        const { count, command: there } = cluster.nCommitted(index);
        if (count > 0) {
          if (there === applied(mine)) seen.push(there);
          break;
        }
        yield patience;
      }
    }
  }
  function* trouble(): Task {
    for (let round = 0; round < 20; round += 1) {
      if (cluster.random(1000) < 200) cluster.disconnect(cluster.random(5));
      if (cluster.random(1000) < 500) {
        const server = cluster.random(5);
        if (!cluster.isUp(server)) cluster.start(server);
        cluster.connect(server);
      }
      if (cluster.random(1000) < 200) cluster.crash(cluster.random(5));
      yield (ELECTION_MS * 7) / 10;
    }
    yield ELECTION_MS;
    over = true;
  }
  cluster.together([trouble(), client(0), client(1), client(2)]);
  cluster.setUnreliable(false);
  for (const server of servers(cluster)) {
    if (!cluster.isUp(server)) cluster.start(server);
    cluster.connect(server);
  }
  cluster.sleep(ELECTION_MS);
  const last = cluster.one('the last', 5, true);
  const really = new Set<string | null>();
  for (let index = 1; index <= last; index += 1) really.add(cluster.wait(index, 5, null));
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.filter((each) => !really.has(each))).toEqual([]);
}

test.each([1, 2])('ReliableChurn (seed %i)', (seed) => churn(false, seed));
test.each([1, 2])('UnreliableChurn (seed %i)', (seed) => churn(true, seed));

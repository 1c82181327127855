/** MIT 6.5840, Raft lab, part 3D, by the names of its tests. */
import { expect, test } from 'vitest';
import { MitCluster, SNAPSHOT_INTERVAL } from './mitCluster.ts';

/** The lab's MAXLOGSIZE. Its entries are a little smaller than ours, as JSON. */
const MAX_LOG_BYTES = 2000;

interface Trouble {
  readonly disconnect?: boolean;
  readonly crash?: boolean;
  readonly unreliable?: boolean;
  readonly inOrder?: boolean;
}

function* numbered(): Generator<number, number> {
  for (let next = 1; ; next += 1) yield next;
}

/** What the lab calls snapcommon: a server is away while the others take snapshots, and has to catch up when it is back. */
function snapshots(seed: number, { disconnect = false, crash = false, unreliable = false, inOrder = false }: Trouble): MitCluster {
  const cluster = new MitCluster(3, { seed, unreliable, snapshots: true, inOrder });
  const commands = numbered();
  const one = (servers: number): number => cluster.one(commands.next().value, servers, true);
  one(3);
  let leader = cluster.checkOneLeader();
  for (let round = 0; round < 30; round += 1) {
    const [victim, sender] = round % 3 === 1 ? [leader, leader + 1] : [leader + 1, leader];
    if (disconnect) cluster.disconnect(victim);
    if (crash) cluster.crash(victim);
    if (disconnect || crash) one(2);
    const count = SNAPSHOT_INTERVAL / 2 + cluster.random(SNAPSHOT_INTERVAL);
    for (let i = 0; i < count; i += 1) cluster.propose(sender, commands.next().value);
    one(disconnect || crash ? 2 : 3);
    expect(cluster.logBytes).toBeLessThan(MAX_LOG_BYTES);
    if (!disconnect && !crash) continue;
    if (crash) cluster.start(victim);
    cluster.connect(victim);
    one(3);
    leader = cluster.checkOneLeader();
  }
  return cluster;
}

test('TestSnapshotBasic3D', () => {
  // In order nothing is missed, so a follower that keeps up is never sent a snapshot; out of order it may be.
  expect(snapshots(1, { inOrder: true }).restored).toBe(0);
  snapshots(2, {});
});

test.each([1, 2])('TestSnapshotInstall3D (seed %i)', (seed) => {
  expect(snapshots(seed, { disconnect: true }).restored).toBeGreaterThan(5);
});

test.each([1, 2])('TestSnapshotInstallUnreliable3D (seed %i)', (seed) => {
  expect(snapshots(seed, { disconnect: true, unreliable: true }).restored).toBeGreaterThan(5);
});

test.each([1, 2])('TestSnapshotInstallCrash3D (seed %i)', (seed) => {
  expect(snapshots(seed, { crash: true }).restored).toBeGreaterThan(20);
});

test.each([1, 2])('TestSnapshotInstallUnCrash3D (seed %i)', (seed) => {
  expect(snapshots(seed, { crash: true, unreliable: true }).restored).toBeGreaterThan(20);
});

/** Crashes every server, and starts and connects every one again. */
function restartAll(cluster: MitCluster): void {
  for (let server = 0; server < cluster.size; server += 1) cluster.crash(server);
  for (let server = 0; server < cluster.size; server += 1) cluster.start(server);
  for (let server = 0; server < cluster.size; server += 1) cluster.connect(server);
}

test('TestSnapshotAllCrash3D', () => {
  const cluster = new MitCluster(3, { snapshots: true });
  const commands = numbered();
  const one = (): number => cluster.one(commands.next().value, 3, true);
  one();
  for (let round = 0; round < 5; round += 1) {
    const count = SNAPSHOT_INTERVAL / 2 + cluster.random(SNAPSHOT_INTERVAL);
    for (let i = 0; i < count; i += 1) one();
    const before = one();
    restartAll(cluster);
    // The index may not fall: snapshot and tail of the log were both on disk.
    expect(one()).toBeGreaterThan(before);
  }
  expect(cluster.restored).toBeGreaterThan(5);
});

test('TestSnapshotInit3D', () => {
  const cluster = new MitCluster(3, { snapshots: true });
  const commands = numbered();
  const one = (): number => cluster.one(commands.next().value, 3, true);
  one();
  for (let i = 0; i <= SNAPSHOT_INTERVAL; i += 1) one();
  restartAll(cluster);
  // Something is written anew, and must not write the snapshot away.
  const before = one();
  restartAll(cluster);
  expect(one()).toBeGreaterThan(before);
  expect(cluster.restored).toBe(6);
});

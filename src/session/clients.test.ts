import { expect, it } from 'vitest';
import { defaultClient } from '../trace/client.ts';
import { freshCluster, defaultDisk, defaultNetwork } from '../trace/run.ts';
import { createSessionWith } from './createSession.ts';
import { Bench, settled } from './testBench.ts';

async function opened() {
  const bench = new Bench();
  const session = createSessionWith(bench);
  await session.newRun({ seed: 3, cluster: freshCluster(3), network: defaultNetwork, disk: defaultDisk });
  session.command({ type: 'startClient', client: 'c1', settings: defaultClient });
  await settled();
  session.setSpeed(100);
  session.play();
  for (let i = 0; i < 8; i += 1) await bench.frame(50);
  session.pause();
  await settled();
  return session;
}

it('the frame has the clients and what they asked for, and goes back with the cursor', async () => {
  const session = await opened();
  const { frame } = session.store.getState();
  expect(frame.clients.map(({ id }) => id)).toEqual(['c1']);
  expect(Object.keys(frame.clients[0] ?? {})).not.toContain('prng');
  const { list } = frame.operations;
  const done = list.filter(({ outcome }) => outcome === 'ok');
  expect(done.length).toBeGreaterThan(3);

  const third = done[2]?.endedAt ?? 0;
  session.seekTime(third - 0.001);
  await settled();
  const past = session.store.getState().frame;
  expect(past.operations.list.map(({ number, outcome }) => [number, outcome])).toEqual([[1, 'ok'], [2, 'ok'], [3, 'open']]);

  session.seekEnd();
  await settled();
  expect(session.store.getState().frame.operations).toEqual(frame.operations);
});

it('another run has no clients until it starts some', async () => {
  const session = await opened();
  await session.newRun({ seed: 4, cluster: freshCluster(3), network: defaultNetwork, disk: defaultDisk });
  const { clients, operations } = session.store.getState().frame;
  expect([clients, operations.list]).toEqual([[], []]);
});

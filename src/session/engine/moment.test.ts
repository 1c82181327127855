import { expect, it } from 'vitest';
import { bootInline, commandNow, runOne } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import { Simulation } from '../../simulation/simulation.ts';
import { defaultClient } from '../../trace/client.ts';
import type { RecordedCommand } from '../../trace/command.ts';
import { defaultDisk, defaultNetwork, freshCluster } from '../../trace/run.ts';
import { momentOf, walkTo, type Walker } from './moment.ts';
import { Tally } from './tally.ts';

const cluster = freshCluster(3);
const setup = { seed: 5, cluster, network: defaultNetwork, disk: defaultDisk };

function walker(commands: readonly RecordedCommand[] = []): Walker & { readonly host: InlineHost } {
  const simulation = Simulation.create(setup, commands);
  const host = InlineHost.of(cluster);
  bootInline(simulation, host);
  const tally = new Tally();
  simulation.onEvent((event, observed) => {
    tally.add(event, observed, simulation.commandsDone);
  });
  return { simulation, tally, host, runOne: (until) => runOne(simulation, host, until) };
}

it('each event of a run is a moment of its own, also where a client asks, is answered and asks again in one instant', async () => {
  const a = walker();
  // Its requests arrive, and their answers, at the moment they are sent.
  const settings = { ...defaultClient, latencyMs: [0, 0] as const };
  commandNow(a.simulation, a.host, { type: 'startClient', client: 'c1', settings });
  for (let i = 0; i < 400; i += 1) {
    await a.runOne(Infinity);
    if (i % 7 !== 0 && i < 380) continue;
    const b = walker(a.simulation.run().commands);
    await walkTo(b, momentOf(a), a.simulation.run().commands);
    expect([b.simulation.eventCount, b.simulation.now]).toEqual([a.simulation.eventCount, a.simulation.now]);
  }
  expect(a.simulation.operations.length).toBeGreaterThan(2);
});

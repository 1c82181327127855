/** How fast virtual time runs with recording and every invariant on. */
import { bootInline, commandNow, runUntil } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import { History } from '../../session/engine/history.ts';
import { keepCheckpoint, watch } from '../../session/engine/world.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { defaultDisk, defaultNetwork, freshCluster } from '../../trace/run.ts';

export interface SimulationFigures {
  readonly virtualSeconds: number;
  readonly realSeconds: number;
  readonly events: number;
  readonly committed: number;
  readonly violations: number;
}

const SECONDS = 600;
const PROPOSALS = 5000;

/**
 * Five nodes, latency 10–15 ms, heartbeat 50 ms, election timeout 100–200 ms,
 * 5,000 proposals over 600 virtual seconds. Recorded as the playground records:
 * commands and checkpoints, from which every event is made again; with
 * `holdTrace` every event is held in memory as well.
 */
export function benchSimulation(seed: number, holdTrace = false): SimulationFigures {
  const cluster = freshCluster(5, { electionTimeoutMs: [100, 200], heartbeatMs: 50 });
  const simulation = Simulation.create({ seed, cluster, network: defaultNetwork, disk: defaultDisk });
  const host = new InlineHost();
  const history = new History(0, 0, 0, 'main');
  const world = watch(simulation, null, () => history, () => undefined);
  const trace: TraceEvent[] = [];
  if (holdTrace) simulation.onEvent((event) => trace.push(event));
  bootInline(simulation, host);
  keepCheckpoint(world, history);
  const began = performance.now();
  for (let i = 1; i <= PROPOSALS; i += 1) {
    runUntil(simulation, host, (i * SECONDS * 1000) / PROPOSALS);
    const leader = simulation.observed.find(({ node }) => node?.role === 'leader');
    if (leader === undefined) continue;
    const command = { set: [`key${i % 100}`, `value ${i}`] } as const;
    commandNow(simulation, host, { type: 'propose', to: leader.id, command });
  }
  runUntil(simulation, host, SECONDS * 1000 + 500);
  const realSeconds = (performance.now() - began) / 1000;
  return {
    virtualSeconds: SECONDS,
    realSeconds,
    events: history.endEvents,
    committed: Math.max(...simulation.observed.map(({ node }) => node?.commitIndex ?? 0)),
    violations: world.checker.violations.length,
  };
}

/** Events per second with nodes in workers, next to the bare round trip over a MessageChannel. */
import { boot, drive } from '../../hosts/drive.ts';
import { WorkerHost } from '../../hosts/worker/workerHost.ts';
import { Simulation } from '../../simulation/simulation.ts';
import { defaultDisk, defaultNetwork, freshCluster } from '../../trace/run.ts';

export interface WorkerFigures {
  /** To one worker, again and again. */
  readonly roundTripsPerSecond: number;
  /** To five workers in turn, as a cluster's messages go. */
  readonly roundTripsInTurnPerSecond: number;
  readonly eventsPerSecond: number;
  readonly events: number;
}

const ROUND_TRIPS = 4000;
/** Fresh workers run cold code; figures are taken when it is compiled. */
const WARM_UP_MS = 20_000;

/** Round trips and a run of five nodes in turn, three times; the median of each. */
export async function benchWorkers(virtualMs: number): Promise<WorkerFigures> {
  const trips: number[] = [];
  const inTurn: number[] = [];
  const rates: number[] = [];
  let events = 0;
  for (let i = 0; i < 3; i += 1) {
    trips.push(await roundTrips(1));
    inTurn.push(await roundTrips(5));
    const run = await runEvents(virtualMs);
    rates.push(run.perSecond);
    events = run.events;
  }
  return {
    roundTripsPerSecond: median(trips),
    roundTripsInTurnPerSecond: median(inTurn),
    eventsPerSecond: median(rates),
    events,
  };
}

async function roundTrips(workers: number): Promise<number> {
  const echoes = Array.from({ length: workers }, () => {
    const worker = new Worker(new URL('./echoWorker.ts', import.meta.url), { type: 'module' });
    const { port1: port, port2 } = new MessageChannel();
    worker.postMessage({ port: port2 }, [port2]);
    return { worker, port };
  });
  const trip = (port: MessagePort): Promise<void> =>
    new Promise((resolve) => {
      port.onmessage = () => {
        resolve();
      };
      port.postMessage(1);
    });
  const trips = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i += 1) await trip((echoes[i % workers] as { port: MessagePort }).port);
  };
  await trips(200);
  const began = performance.now();
  await trips(ROUND_TRIPS);
  const perSecond = (ROUND_TRIPS * 1000) / (performance.now() - began);
  for (const { worker, port } of echoes) {
    worker.terminate();
    port.close();
  }
  return perSecond;
}

async function runEvents(virtualMs: number): Promise<{ perSecond: number; events: number }> {
  const host = new WorkerHost();
  const cluster = freshCluster(5);
  const simulation = Simulation.create({ seed: 1, cluster, network: defaultNetwork, disk: defaultDisk });
  await boot(simulation, host);
  await drive(simulation, host, WARM_UP_MS, () => false);
  const before = simulation.eventCount;
  const began = performance.now();
  await drive(simulation, host, WARM_UP_MS + virtualMs, () => false);
  const seconds = (performance.now() - began) / 1000;
  host.dispose();
  const events = simulation.eventCount - before;
  return { perSecond: events / seconds, events };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

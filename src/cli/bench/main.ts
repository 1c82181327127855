/**
 * `npm run bench`: every figure the README names, as one table. Options: names
 * of sections (core, simulation, fuzz, explore, linearizability, workers, page), and `--etcd FILE` with the main.go of
 * the peer to compare with.
 */
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { benchCore } from './coreBench.ts';
import { benchEtcd } from './etcdPeer.ts';
import { benchFuzz } from './fuzzBench.ts';
import { benchLinearizability } from './linearizabilityBench.ts';
import { peakMemoryMb } from './memory.ts';
import { benchExplore } from './exploreBench.ts';
import { benchSimulation } from './simulationBench.ts';
import { count, formatTable, median, ratio, type Row } from './table.ts';

const WINDOWS = [1, 64, 1024];
const CORE_ENTRIES = 200_000;
/** RaftScope's model runs this many virtual seconds a second on a machine like ours. */
const RAFTSCOPE = 225;

function coreRows(etcdSource: string): Row[] {
  const peer = benchEtcd(etcdSource, WINDOWS);
  return WINDOWS.map((window) => {
    benchCore(window, CORE_ENTRIES / 4);
    const { entriesPerSecond, messagesPerEntry } = benchCore(window, CORE_ENTRIES);
    const theirs = peer?.get(window);
    return {
      what: `core, 3 nodes, 64-byte commands, window ${window}: entries a second`,
      figure: `${count(entriesPerSecond)} (${messagesPerEntry.toFixed(2)} messages each)`,
      against:
        theirs === undefined
          ? 'etcd’s Raft is not installed here'
          : `etcd’s Raft ${count(theirs)}: ${ratio(entriesPerSecond / theirs)}`,
    };
  });
}

/** Runs in a process of their own: their memory and their compiled code are theirs. */
function simulationAlone(kind: string): OnceFigures[] {
  const program = process.argv[1] ?? '';
  const said = execFileSync(process.execPath, [program, `simulation-${kind}`], { encoding: 'utf8' });
  return JSON.parse(said) as OnceFigures[];
}

/** What such a process does: one cold run, or five after three to warm up, holding the whole trace or not. */
function runAlone(kind: string): void {
  const hold = kind === 'held';
  for (let i = 0; i < (kind === 'once' ? 0 : 3); i += 1) benchSimulation(1, hold);
  const runs = Array.from({ length: kind === 'once' ? 1 : 5 }, (_, i) => benchSimulation(i + 1, hold));
  process.stdout.write(JSON.stringify(runs.map((run) => ({ ...run, memoryMb: peakMemoryMb() }))));
}

interface OnceFigures extends ReturnType<typeof benchSimulation> {
  readonly memoryMb: number;
}

function simulationRows(): Row[] {
  const cold = [1, 2, 3].flatMap(() => simulationAlone('once'));
  const warm = simulationAlone('warm');
  const held = simulationAlone('held');
  const speed = (figures: readonly ReturnType<typeof benchSimulation>[]): number =>
    median(figures.map(({ virtualSeconds, realSeconds }) => virtualSeconds / realSeconds));
  const violations = [...cold, ...warm].reduce((sum, figures) => sum + figures.violations, 0);
  if (violations > 0) throw new Error(`${violations} invariants were violated while measuring`);
  const events = count(median(warm.map((figures) => figures.events)));
  return [
    {
      what: 'simulation, recorded, every invariant checked: virtual seconds a second',
      figure: `${count(speed(warm))} (${count(speed(cold))} in a fresh process, ${count(speed(held))} with the whole trace held in memory)`,
      against: `RaftScope’s model 200–250: ${ratio(speed(warm) / RAFTSCOPE)}`,
    },
    {
      what: `the same, 600 virtual seconds, ${events} events: peak memory`,
      figure: `${count(median(cold.map(({ memoryMb }) => memoryMb)))} MB`,
      against: 'wanted: under 200 MB',
    },
  ];
}

function fuzzRows(): Row[] {
  benchFuzz(1, 20);
  const { runs, events, eventsPerSecond } = benchFuzz(101, 100);
  return [
    {
      what: `fuzzing, ${count(runs)} random runs of ${count(events)} events, every feature, fault and invariant: events a second`,
      figure: count(eventsPerSecond),
      against: 'nothing to hold it against',
    },
  ];
}

function exploreRows(): Row[] {
  const { states, statesPerSecond } = benchExplore();
  return [
    {
      what: `exhaustive search of the core, ${count(states)} states, every invariant checked: states a second`,
      figure: count(statesPerSecond),
      against: 'nothing to hold it against',
    },
  ];
}

function linearizabilityRows(): Row[] {
  benchLinearizability(1);
  const runs = [2, 3, 4].map(benchLinearizability);
  return [
    {
      what: 'linearizability, 10,000 operations of 10 clients on one key, judged as they happen: operations a second',
      figure: count(median(runs.map(({ operationsPerSecond }) => operationsPerSecond))),
      against: 'nothing to hold it against',
    },
  ];
}

async function browserRows(sections: ReadonlySet<string>): Promise<Row[]> {
  // Loaded only when wanted: a browser's driver would stand in the memory that is measured.
  const { benchPage, benchWorkerHost, launch } = await import('./pageBench.ts');
  const browser = await launch();
  const rows: Row[] = [];
  if (sections.has('workers')) {
    const { eventsPerSecond, roundTripsPerSecond } = await benchWorkerHost(browser);
    rows.push({
      what: 'five nodes in workers: events a second',
      figure: count(eventsPerSecond),
      against: `bare round trips in the same page ${count(roundTripsPerSecond)}: ${Math.round((100 * eventsPerSecond) / roundTripsPerSecond)} %`,
    });
  }
  if (sections.has('page')) {
    const { frameMs, frames, firstLeaderMs } = await benchPage(browser);
    rows.push(
      {
        what: `page, five nodes at 1/20×, ${frames} frames: main-thread work per frame`,
        figure: `${frameMs.median.toFixed(1)} ms median, ${frameMs.p95.toFixed(1)} ms at the 95th percentile`,
        against: 'wanted: under 8 ms at the 95th percentile',
      },
      {
        what: 'page: first leader after the start of loading',
        figure: `${(firstLeaderMs / 1000).toFixed(2)} s`,
        against: 'wanted: under 2 s',
      },
    );
  }
  await browser.close();
  return rows;
}

const args = process.argv.slice(2);
const alone = /^simulation-(once|warm|held)$/.exec(args[0] ?? '')?.[1];
if (alone !== undefined) runAlone(alone);
else {
  const etcdAt = args.indexOf('--etcd');
  const etcdSource = etcdAt < 0 ? '../shared/peers/etcd-raft/main.go' : (args[etcdAt + 1] ?? '');
  const named = args.filter((arg, i) => !arg.startsWith('--') && (etcdAt < 0 || i !== etcdAt + 1));
  const sections = new Set(named.length > 0 ? named : ['core', 'simulation', 'fuzz', 'explore', 'linearizability', 'workers', 'page']);
  const rows = [
    ...(sections.has('core') ? coreRows(etcdSource) : []),
    ...(sections.has('simulation') ? simulationRows() : []),
    ...(sections.has('fuzz') ? fuzzRows() : []),
    ...(sections.has('explore') ? exploreRows() : []),
    ...(sections.has('linearizability') ? linearizabilityRows() : []),
    ...(sections.has('workers') || sections.has('page') ? await browserRows(sections) : []),
  ];
  const processor = cpus()[0]?.model ?? 'unknown processor';
  process.stdout.write(`${formatTable(rows)}\n\nNode ${process.version}, ${cpus().length} × ${processor}, ${new Date().toISOString().slice(0, 10)}\n`);
  process.exit(0);
}

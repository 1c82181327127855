/**
 * What every host has to do, as plain functions: run by vitest for hosts of
 * this thread (hostContract.ts), and in a real browser for those of workers.
 */
import { createPrng, nextBelow } from '../base/prng.ts';
import { fuzz } from '../cli/fuzz/fuzzRun.ts';
import { boot, drive } from '../hosts/drive.ts';
import { NodeFailure, type NodeHost } from '../hosts/host.ts';
import { bootInline, runOne } from '../hosts/inline/drive.ts';
import { InlineHost } from '../hosts/inline/inlineHost.ts';
import { cloneNode } from '../raft/clone.ts';
import { createNode, step, type NodeStart } from '../raft/node.ts';
import { paperRules } from '../raft/rules.ts';
import type { NodeId, NodeInput, Outcome, RaftNode } from '../raft/types.ts';
import { Simulation } from '../simulation/simulation.ts';
import type { RunCommand } from '../trace/command.ts';
import type { VirtualMs } from '../trace/event.ts';
import { createTraceHash, hashEvent, traceDigest } from '../trace/traceHash.ts';
import { defaultNetwork, defaultOptions, freshCluster, type Run } from '../trace/run.ts';
import { dataDifference } from './dataDifference.ts';

/** Makes a fresh host; the check that asked for it disposes of it. */
export type MakeHost = () => NodeHost;

export interface HostCheck {
  readonly name: string;
  /** Rejects with what is wrong. */
  run(makeHost: MakeHost): Promise<void>;
}

function equal(a: unknown, b: unknown, what: string): void {
  const difference = dataDifference(a, b);
  if (difference !== null) throw new Error(`${what}: ${difference}`);
}

/** S1 of three, with an empty disk. Every call gives a new one, as a host takes over what it is given. */
function startOf(id: NodeId = 'S1'): NodeStart {
  return {
    id,
    options: defaultOptions,
    config: { voters: ['S1', 'S2', 'S3'], votersOutgoing: [], learners: [] },
    disk: { currentTerm: 0, votedFor: null, log: { entries: [], snapshotIndex: 0, snapshotTerm: 0 }, snapshot: null },
    commitIndex: 0,
    restarted: false,
    prng: createPrng(11),
    now: 0,
  };
}

/** Inputs that make S1 leader of term 1. */
const TO_LEAD: readonly NodeInput[] = [
  { kind: 'campaign', now: 10 },
  { kind: 'persisted', now: 11, write: 1 },
  { kind: 'message', now: 12, message: { type: 'RequestVoteReply', from: 'S2', to: 'S1', term: 1, voteGranted: true } },
];

/** A second leader of S1's term cannot be: the core stops at it. */
const IMPOSSIBLE: NodeInput = {
  kind: 'message',
  now: 20,
  message: { type: 'AppendEntries', from: 'S2', to: 'S1', term: 1, prevLogIndex: 0, prevLogTerm: 0, entries: [], leaderCommit: 0, round: 0 },
};

async function failureOf(work: () => unknown): Promise<NodeFailure> {
  try {
    await work();
  } catch (error) {
    if (error instanceof NodeFailure) return error;
    throw new Error(`it should fail with NodeFailure, not with ${String(error)}`, { cause: error });
  }
  throw new Error('it should fail and does not');
}

/** Passes everything on to `host`, and holds what it gives against what the core gives. */
class Compared implements NodeHost {
  compared = 0;
  readonly #host: NodeHost;
  readonly #nodes = new Map<NodeId, { core: RaftNode; mirror: RaftNode; expected: RaftNode[] }>();

  constructor(host: NodeHost) {
    this.#host = host;
  }

  async start(start: NodeStart): Promise<RaftNode> {
    const core = createNode({ ...start, prng: { ...start.prng } }, paperRules);
    const mirror = await this.#host.start(start);
    equal(mirror, core, `memory of ${start.id} after its start`);
    this.#nodes.set(start.id, { core, mirror, expected: [] });
    return mirror;
  }

  adopt(memory: RaftNode): RaftNode | Promise<RaftNode> {
    return this.#host.adopt(memory);
  }

  async step(id: NodeId, input: NodeInput): Promise<Outcome> {
    const outcome = await this.#host.step(id, input);
    this.#compare(id, input, outcome);
    return outcome;
  }

  async steps(id: NodeId, inputs: readonly NodeInput[]): Promise<readonly Outcome[]> {
    const outcomes = await this.#host.steps(id, inputs);
    if (outcomes.length < 1 || outcomes.length > inputs.length) throw new Error(`${outcomes.length} outcomes for ${inputs.length} steps`);
    outcomes.forEach((outcome, i) => this.#compare(id, inputs[i] as NodeInput, outcome));
    return outcomes;
  }

  #compare(id: NodeId, input: NodeInput, outcome: Outcome): void {
    const known = this.#nodes.get(id);
    if (known === undefined) throw new Error(`${id} was never started`);
    equal(outcome, step(known.core, input, paperRules), `outcome of ${input.kind} at ${id}`);
    known.expected.push(cloneNode(known.core));
  }

  memory(id: NodeId): RaftNode {
    const memory = this.#host.memory(id);
    const known = this.#nodes.get(id);
    const expected = known?.expected.shift();
    if (expected !== undefined) {
      equal(memory, expected, `memory of ${id}`);
      this.compared += 1;
    }
    if (memory !== known?.mirror) throw new Error(`the memory of ${id} is another object than at its start`);
    return memory;
  }

  stop(id: NodeId): void {
    this.#host.stop(id);
  }

  dispose(): void {
    this.#host.dispose();
  }
}

/** Seeds whose random runs have crashes, restarts, conflicts, lists of entries in flight and clients. */
const RUN_SEEDS = [1, 3, 7, 12];

/** The trace of `run` with its nodes on this thread. */
function inlineTrace(run: Run, events: number): string {
  const simulation = Simulation.create(run, run.commands);
  const hash = createTraceHash();
  simulation.onEvent((event) => hashEvent(hash, event));
  const host = new InlineHost();
  bootInline(simulation, host);
  while (simulation.eventCount < events && runOne(simulation, host, Infinity));
  return traceDigest(hash);
}

async function traceOn(host: NodeHost, run: Run, events: number): Promise<string> {
  const simulation = Simulation.create(run, run.commands);
  const hash = createTraceHash();
  simulation.onEvent((event) => {
    if (event.id <= events) hashEvent(hash, event);
  });
  await boot(simulation, host);
  await drive(simulation, host, Infinity, () => simulation.eventCount >= events);
  return traceDigest(hash);
}

/**
 * A busy run whose commands are given as it goes, so that steps may begin
 * before their turn; `to` runs it to a time. Gives the hash of its trace.
 */
async function busyTrace(
  simulation: Simulation,
  to: (until: VirtualMs) => unknown,
): Promise<string> {
  const hash = createTraceHash();
  simulation.onEvent((event) => hashEvent(hash, event));
  const prng = createPrng(5);
  const give = async (command: RunCommand): Promise<void> => {
    if (simulation.whyNot(command) !== null) return;
    simulation.command(command);
    await to(simulation.now);
  };
  await to(600);
  for (let round = 1; round <= 80; round += 1) {
    const leader = simulation.observed.find(({ node }) => node?.role === 'leader')?.id ?? 'S1';
    for (let i = 0; i < 3; i += 1) await give({ type: 'propose', to: leader, command: { append: ['list', `${round}.${i}`] } });
    if (round % 30 === 0) await give({ type: 'crash', node: leader });
    if (round % 37 === 0) for (const { id } of simulation.observed) await give({ type: 'restart', node: id });
    if (round % 20 === 0) await give({ type: 'pause', node: 'S2' });
    if (round % 20 === 5) await give({ type: 'resume', node: 'S2' });
    await to(simulation.now + 1 + nextBelow(prng, 30));
  }
  return traceDigest(hash);
}

async function withHost(makeHost: MakeHost, work: (host: NodeHost) => Promise<void>): Promise<void> {
  const host = makeHost();
  try {
    await work(host);
  } finally {
    host.dispose();
  }
}

async function lead(host: NodeHost): Promise<RaftNode> {
  await host.start(startOf());
  let memory = host.memory('S1');
  for (const input of TO_LEAD) {
    await host.step('S1', input);
    memory = host.memory('S1');
  }
  if (memory.role !== 'leader') throw new Error(`S1 should lead and is ${memory.role}`);
  return memory;
}

const checks: Record<string, (host: NodeHost, makeHost: MakeHost) => Promise<void>> = {
  'starts a process as the core does': async (host) => {
    equal(await host.start(startOf()), createNode(startOf(), paperRules), 'memory');
  },

  'every outcome and the memory after every step are the core’s, through crashes and restarts': async (_host, makeHost) => {
    for (const seed of RUN_SEEDS) {
      const { run } = fuzz(seed, { events: 400 });
      await withHost(makeHost, async (host) => {
        const compared = new Compared(host);
        await traceOn(compared, run, 700);
        if (compared.compared < 200) throw new Error(`seed ${seed} gave only ${compared.compared} steps to compare`);
      });
    }
  },

  'the same run gives the same trace as on this thread': async (_host, makeHost) => {
    for (const seed of RUN_SEEDS) {
      const { run } = fuzz(seed, { events: 400 });
      await withHost(makeHost, async (host) => {
        equal(await traceOn(host, run, 700), inlineTrace(run, 700), `trace of seed ${seed}`);
      });
    }
  },

  'a busy run gives the same trace though steps begin before their turn': async (_host, makeHost) => {
    for (const fsyncMs of [[0, 0], [0, 8]] as const) {
      const network = { ...defaultNetwork, loss: 0.03, duplicate: 0.03 };
      const setup = { seed: 4, cluster: freshCluster(5), network, disk: { fsyncMs } };
      const here = Simulation.create(setup);
      const inline = new InlineHost();
      bootInline(here, inline);
      const expected = await busyTrace(here, (until) => {
        while (runOne(here, inline, until));
      });
      if (here.eventCount < 2000) throw new Error(`only ${here.eventCount} events`);
      await withHost(makeHost, async (host) => {
        const there = Simulation.create(setup);
        await boot(there, host);
        // A host that is all wrong may never let time go on.
        const enough = (): boolean => there.eventCount > 2 * here.eventCount;
        equal(await busyTrace(there, (until) => drive(there, host, until, enough)), expected, 'trace');
      });
    }
  },

  'an adopted process goes on from the memory, and leaves the given one alone': async (host, makeHost) => {
    const memory = cloneNode(await lead(host));
    const before = cloneNode(memory);
    await withHost(makeHost, async (other) => {
      equal(await other.adopt(memory), before, 'adopted memory');
      const input: NodeInput = { kind: 'propose', now: 30, request: 1, command: { set: ['x', '1'] } };
      equal(await other.step('S1', input), await host.step('S1', input), 'outcome');
      equal(other.memory('S1'), host.memory('S1'), 'memory');
      equal(memory, before, 'the given memory');
    });
  },

  'a process that is there already takes an adopted memory over': async (host) => {
    await lead(host);
    const fresh = createNode(startOf(), paperRules);
    equal(await host.adopt(fresh), createNode(startOf(), paperRules), 'memory');
    await host.step('S1', { kind: 'campaign', now: 5 });
    if (host.memory('S1').currentTerm !== 1) throw new Error('it goes on from the old memory');
  },

  'a step that throws fails with the node and its reason, and the process is gone': async (host) => {
    await lead(host);
    await host.start(startOf('S2'));
    const failure = await failureOf(() => host.step('S1', IMPOSSIBLE));
    if (failure.node !== 'S1' || !failure.message.includes('hears S2 lead it too')) {
      throw new Error(`it says ${failure.node}: ${failure.message}`);
    }
    await host.step('S2', { kind: 'campaign', now: 5 });
    if (host.memory('S2').role !== 'candidate') throw new Error('the others should go on');
    equal(await host.start(startOf()), createNode(startOf(), paperRules), 'memory after the next start');
    await host.step('S1', { kind: 'campaign', now: 5 });
  },

  'several steps in one go give what one by one gives, up to the first that something may come between': async (host, makeHost) => {
    await lead(host);
    const beats: NodeInput[] = [30, 31].map((now) => ({ kind: 'heartbeat', now }));
    const proposal: NodeInput = { kind: 'propose', now: 32, request: 1, command: { set: ['x', '1'] } };
    const inputs = [...beats, proposal, { kind: 'heartbeat', now: 33 } as const];
    await withHost(makeHost, async (other) => {
      await lead(other);
      const left = inputs.slice();
      while (left.length > 0) {
        const outcomes = await host.steps('S1', left);
        // A proposal writes: that the write is done comes before anything else.
        if (left.length === 4 && outcomes.length > 3) throw new Error('it went on after a write');
        for (const outcome of outcomes) {
          equal(outcome, await other.step('S1', left.shift() as NodeInput), 'outcome');
          equal(host.memory('S1'), other.memory('S1'), 'memory');
        }
      }
    });
  },

  'a killed process is gone at once, with the call that it was busy with': async (host) => {
    const memory = await lead(host);
    const pending = host.step('S1', { kind: 'heartbeat', now: 30 });
    host.stop('S1');
    if (pending instanceof Promise) await failureOf(() => pending);
    const again = await host.start(startOf());
    if (again === memory) throw new Error('the next life has the same memory');
    equal(again, createNode(startOf(), paperRules), 'memory after the next start');
  },

  'killing one that is unknown or dead is no error, nor is disposing twice': async (host) => {
    host.stop('S9');
    await host.start(startOf());
    host.stop('S1');
    host.stop('S1');
    host.dispose();
    host.dispose();
  },
};

/** Every check, by name. */
export const hostChecks: readonly HostCheck[] = Object.entries(checks).map(([name, check]) => ({
  name,
  run: (makeHost) => withHost(makeHost, (host) => check(host, makeHost)),
}));

/** Runs every check; gives one sentence for each that fails. */
export async function hostFailures(makeHost: MakeHost): Promise<string[]> {
  const failures: string[] = [];
  for (const { name, run } of hostChecks) {
    try {
      await run(makeHost);
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failures;
}

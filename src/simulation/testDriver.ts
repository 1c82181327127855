/** Runs a simulation with its nodes right here, for tests of this folder: hosts stand above it. */
import { createNode, step } from '../raft/node.ts';
import { paperRules, type Rules } from '../raft/rules.ts';
import type { DictCommand, MessageType, NodeId, RaftNode, RequestId } from '../raft/types.ts';
import type { RecordedCommand, RunCommand } from '../trace/command.ts';
import type { Envelope, TraceEvent, VirtualMs } from '../trace/event.ts';
import { defaultDisk, defaultNetwork, freshCluster, type RunSetup } from '../trace/run.ts';
import { Simulation } from './simulation.ts';

/** Three fresh nodes on the default network, seed 1, unless told. */
export function setupOf(is: {
  readonly size?: number;
  readonly seed?: number;
  readonly cluster?: RunSetup['cluster'];
  readonly network?: Partial<RunSetup['network']>;
  readonly disk?: RunSetup['disk'];
} = {}): RunSetup {
  return {
    seed: is.seed ?? 1,
    cluster: is.cluster ?? freshCluster(is.size ?? 3),
    network: { ...defaultNetwork, ...is.network },
    disk: is.disk ?? defaultDisk,
  };
}

export class Driver {
  readonly simulation: Simulation;
  readonly events: TraceEvent[] = [];
  readonly #nodes = new Map<NodeId, RaftNode>();
  readonly #rules: Rules;

  constructor(setup: RunSetup, commands: readonly RecordedCommand[] = [], rules: Rules = paperRules) {
    this.simulation = Simulation.create(setup, commands);
    this.#rules = rules;
    this.simulation.onEvent((event) => this.events.push(event));
    for (const start of this.simulation.boot()) {
      const node = createNode(start, rules);
      this.#nodes.set(start.id, node);
      this.simulation.booted(start.id, node);
    }
  }

  /** One event, if one is due by `until`. */
  one(until: VirtualMs): boolean {
    const work = this.simulation.next(until);
    if (work === null) return false;
    if (work.op === 'none' || work.op === 'stop') {
      if (work.op === 'stop') this.#nodes.delete(work.id);
      this.simulation.complete(null, null);
      return true;
    }
    try {
      if (work.op === 'start') {
        const node = createNode(work.start, this.#rules);
        this.#nodes.set(work.start.id, node);
        this.simulation.complete(null, node);
      } else {
        const node = this.node(work.id);
        this.simulation.complete(step(node, work.input, this.#rules), node);
      }
    } catch (error) {
      this.simulation.fail(error instanceof Error ? error.message : String(error));
    }
    return true;
  }

  /** Every event up to `until`; gives what happened. */
  run(until: VirtualMs): TraceEvent[] {
    const from = this.events.length;
    while (this.one(until));
    return this.events.slice(from);
  }

  /** Virtual time goes on by `ms`. */
  pass(ms: number): TraceEvent[] {
    return this.run(this.simulation.now + ms);
  }

  /** Carries `command` out now; gives its event. @throws RangeError when it can't be */
  do(command: RunCommand): TraceEvent {
    this.simulation.command(command);
    this.one(this.simulation.now);
    const event = this.events.at(-1);
    if (event === undefined) throw new Error('no event');
    return event;
  }

  /** Hands `command` to the node; gives the request's id. */
  propose(to: NodeId, command: DictCommand | null): RequestId {
    this.do({ type: 'propose', to, command });
    return this.simulation.requests.length;
  }

  /** Until some node leads; gives it. @throws when none does within `ms` */
  leader(ms = 5000): NodeId {
    const until = this.simulation.now + ms;
    for (;;) {
      const leader = this.simulation.observed.find(({ node }) => node?.role === 'leader');
      if (leader !== undefined) return leader.id;
      if (!this.one(until)) throw new Error(`no leader within ${ms} ms`);
    }
  }

  node(id: NodeId): RaftNode {
    const node = this.#nodes.get(id);
    if (node === undefined) throw new Error(`${id} is not running`);
    return node;
  }

  observed(id: NodeId): Simulation['observed'][number] {
    const found = this.simulation.observed.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no node ${id}`);
    return found;
  }

  /** Messages under way, of one type or from one node if told. */
  flying(is: { type?: MessageType; from?: NodeId; to?: NodeId } = {}): Envelope[] {
    return this.simulation
      .inFlight()
      .filter(
        ({ message }) =>
          (is.type === undefined || message.type === is.type) &&
          (is.from === undefined || message.from === is.from) &&
          (is.to === undefined || message.to === is.to),
      );
  }
}

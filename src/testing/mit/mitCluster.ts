/**
 * What the Raft lab of MIT 6.5840 tests with, on virtual time: servers by
 * number, connect and disconnect, crash and start, Start, nCommitted, one.
 * Every invariant is checked on the way, and what the lab's applier checks.
 */
import { createPrng, nextBelow, type Prng } from '../../base/prng.ts';
import { createChecker } from '../../checking/checker.ts';
import { bootInline, commandNow, runOne } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import type { DictCommand, Message, NodeId } from '../../raft/types.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { RunCommand } from '../../trace/command.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { freshCluster, type RunSetup } from '../../trace/run.ts';
import { runTasks, type Task } from './tasks.ts';

/** The lab's RaftElectionTimeout: within this time a new leader should be there. */
export const ELECTION_MS = 1000;

/** The lab's SnapShotInterval: each server takes a snapshot whenever so many more entries are applied. */
export const SNAPSHOT_INTERVAL = 10;

interface MitOptions {
  readonly seed?: number;
  readonly unreliable?: boolean;
  /** Servers take snapshots, and the dict holds every command, as the snapshots of the lab do. */
  readonly snapshots?: boolean;
  /** No message overtakes another on its link. */
  readonly inOrder?: boolean;
}

interface Started {
  readonly index: number;
  readonly term: number;
}

export class MitCluster {
  readonly size: number;
  readonly prng: Prng;
  readonly #simulation: Simulation;
  readonly #host = new InlineHost();
  readonly #connected: boolean[];
  /** What each server has applied in this life, by index − 1. */
  #applied: string[][];
  /** Per server, the requests sent to it. */
  readonly #requests: number[];
  #bytes = 0;
  readonly #snapshots: boolean;
  /** What was applied at each index by whoever was first. */
  readonly #agreed: string[] = [];
  #toCompact: { readonly node: NodeId; readonly upTo: number }[] = [];
  #longReordering = false;
  #toDelay: number[] = [];
  #restored = 0;

  constructor(size: number, { seed = 1, unreliable = false, snapshots = false, inOrder = false }: MitOptions = {}) {
    this.size = size;
    this.#snapshots = snapshots;
    this.prng = createPrng(seed, 0x6d6974);
    const setup: RunSetup = {
      seed,
      // The lab counts indexes from its own commands, so no no-op. A heartbeat ten times a second is its limit.
      cluster: freshCluster(size, { electionTimeoutMs: [300, 600], heartbeatMs: 100, noOpOnElection: false }),
      network: { mode: 'timed', latencyMs: [0, 1], loss: 0, duplicate: 0, reorder: !inOrder },
      disk: { fsyncMs: [0, 0] },
    };
    this.#simulation = Simulation.create(setup);
    this.#connected = new Array<boolean>(size).fill(true);
    this.#applied = Array.from({ length: size }, () => []);
    this.#requests = new Array<number>(size).fill(0);
    bootInline(this.#simulation, this.#host);
    const checker = createChecker(setup.cluster, this.#simulation.observed);
    this.#simulation.onEvent((event, observed) => {
      const [violation] = checker.afterEvent(event, observed, this.#simulation.requests);
      if (violation !== undefined) throw new Error(`${violation.property}: ${violation.detail}`);
      this.#hear(event);
    });
    if (unreliable) this.setUnreliable(true);
  }

  #id(server: number): NodeId {
    return `S${(server % this.size) + 1}`;
  }

  #seen(server: number): Simulation['observed'][number] {
    const seen = this.#simulation.observed[server % this.size];
    if (seen === undefined) throw new Error(`no server ${server}`);
    return seen;
  }

  #do(command: RunCommand): void {
    commandNow(this.#simulation, this.#host, command);
  }

  #hear(event: TraceEvent): void {
    for (const { id, message, deliverAt } of event.sent) {
      const isReply = message.type.endsWith('Reply');
      const to = Number(message.to.slice(1)) - 1;
      if (!isReply) this.#requests[to] = (this.#requests[to] ?? 0) + 1;
      this.#bytes += sizeOf(message);
      if (isReply && this.#longReordering && deliverAt !== null && this.random(900) < 600) this.#toDelay.push(id);
    }
    let isRestored = event.command?.type === 'restart';
    for (const each of event.notes) {
      if (each.what === 'snapshotInstalled') isRestored = true;
      // What a snapshot brings counts as applied, before anything that follows in the same step.
      if (isRestored) this.#restore(event.node ?? '');
      if (each.what === 'applied') this.#apply(event.node ?? '', each.values.from, each.values.to);
    }
    if (isRestored) this.#restore(event.node ?? '');
  }

  /** As the lab's applier does with a snapshot: the state in it has to be what the entries before it make. */
  #restore(id: NodeId): void {
    const server = Number(id.slice(1)) - 1;
    const { node } = this.#seen(server);
    if (node === null || (this.#applied[server]?.length ?? 0) >= node.log.snapshotIndex) return;
    const restored = this.#agreed.slice(0, node.log.snapshotIndex);
    const list = node.dict.get('log') ?? [];
    const held = Array.isArray(list) ? (list as readonly string[]).slice(0, restored.length).map((value) => JSON.stringify(commandOf(value, true))) : [];
    if (JSON.stringify(held) !== JSON.stringify(restored)) throw new Error(`${id} restores ${held.length} commands, ${restored.length} were applied`);
    this.#applied[server] = restored;
    this.#restored += 1;
  }

  /** As the lab's applier: every index in order, and the same command as on every other server. */
  #apply(id: NodeId, from: number, to: number): void {
    const server = Number(id.slice(1)) - 1;
    const applied = this.#applied[server] ?? [];
    if (from !== applied.length + 1) throw new Error(`${id} applies ${from} after ${applied.length}`);
    for (let index = from; index <= to; index += 1) {
      const command = JSON.stringify(this.#entryAt(server, index));
      const other = this.#applied.find((log) => log.length >= index && log[index - 1] !== command);
      if (other !== undefined) throw new Error(`${id} applies ${command} at ${index}, another server ${other[index - 1]}`);
      applied.push(command);
      this.#agreed[index - 1] ??= command;
      if (this.#snapshots && (index + 1) % SNAPSHOT_INTERVAL === 0) this.#toCompact.push({ node: id, upTo: index });
    }
  }

  #entryAt(server: number, index: number): unknown {
    const log = this.#seen(server).node?.log;
    return log?.entries[index - log.snapshotIndex - 1]?.command;
  }

  /** A whole number in [0, bound). */
  random(bound: number): number {
    return nextBelow(this.prng, bound);
  }

  get now(): number {
    return this.#simulation.now;
  }

  /** Events so far. */
  get events(): number {
    return this.#simulation.eventCount;
  }

  /** Requests (no replies) sent to `server` so far. */
  requestsTo(server: number): number {
    return this.#requests[server] ?? 0;
  }

  /** How many times a server has taken its state from a snapshot. */
  get restored(): number {
    return this.#restored;
  }

  /** Size of the largest log on a disk, as JSON. */
  get logBytes(): number {
    return Math.max(...this.#simulation.observed.map(({ disk }) => JSON.stringify(disk.log.entries).length));
  }

  /** Size of all messages so far, as JSON. */
  get bytes(): number {
    return this.#bytes;
  }

  #runTo(time: number): void {
    while (runOne(this.#simulation, this.#host, time)) {
      for (let id = this.#toDelay.pop(); id !== undefined; id = this.#toDelay.pop()) {
        const command: RunCommand = { type: 'delay', message: id, byMs: 200 + this.random(1 + this.random(2000)) };
        if (this.#simulation.whyNot(command) === null) this.#do(command);
      }
      for (let next = this.#toCompact.shift(); next !== undefined; next = this.#toCompact.shift()) {
        const command: RunCommand = { type: 'compact', ...next };
        if (this.#simulation.whyNot(command) === null) this.#do(command);
      }
    }
  }

  sleep(ms: number): void {
    this.#runTo(this.now + ms);
  }

  /** Runs tasks side by side until all have ended. */
  together(tasks: readonly Task<unknown>[]): void {
    runTasks(tasks, () => this.now, (time) => this.#runTo(time));
  }

  connect(server: number): void {
    this.#connected[server % this.size] = true;
    this.#join();
  }

  disconnect(server: number): void {
    this.#connected[server % this.size] = false;
    this.#join();
  }

  #join(): void {
    const group = this.#connected.flatMap((is, server) => (is ? [this.#id(server)] : []));
    this.#do({ type: 'partition', groups: group.length > 0 ? [group] : [] });
  }

  isConnected(server: number): boolean {
    return this.#connected[server % this.size] === true;
  }

  isUp(server: number): boolean {
    return this.#seen(server).status === 'up';
  }

  /** Kills the server; it is cut off as well, until it is connected. */
  crash(server: number): void {
    this.disconnect(server);
    if (this.isUp(server)) this.#do({ type: 'crash', node: this.#id(server) });
  }

  /** A new process from the disk (killing the old one first); still cut off. */
  start(server: number): void {
    this.crash(server);
    this.#applied[server % this.size] = [];
    this.#do({ type: 'restart', node: this.#id(server) });
  }

  setUnreliable(unreliable: boolean): void {
    const settings = unreliable ? { latencyMs: [0, 27], loss: 0.1 } as const : { latencyMs: [0, 1], loss: 0 } as const;
    this.#do({ type: 'network', link: null, settings });
  }

  /** Two of three replies take up to 2.2 s longer. */
  setLongReordering(on: boolean): void {
    this.#longReordering = on;
  }

  term(server: number): number {
    return this.#seen(server).node?.currentTerm ?? 0;
  }

  leads(server: number): boolean {
    return this.#seen(server).node?.role === 'leader';
  }

  /** Hands a command to the server; null when it is no leader. */
  propose(server: number, command: string | number): Started | null {
    if (!this.isUp(server) || !this.leads(server)) return null;
    this.#do({ type: 'propose', to: this.#id(server), command: commandOf(command, this.#snapshots) });
    const { node } = this.#seen(server);
    return node === null ? null : { index: node.log.snapshotIndex + node.log.entries.length, term: node.currentTerm };
  }

  /** How many servers have applied something at `index`, and what. */
  nCommitted(index: number): { count: number; command: string | null } {
    const having = this.#applied.filter((log) => log.length >= index);
    return { count: having.length, command: having[0]?.[index - 1] ?? null };
  }

  /** The one leader among the connected servers, of the newest term. @throws if there is none within 5 s, or two in a term */
  checkOneLeader(): number {
    for (let round = 0; round < 10; round += 1) {
      this.sleep(450 + this.random(100));
      const leaders = new Map<number, number>();
      for (let server = 0; server < this.size; server += 1) {
        if (!this.isConnected(server) || !this.leads(server)) continue;
        const term = this.term(server);
        if (leaders.has(term)) throw new Error(`term ${term} has two leaders`);
        leaders.set(term, server);
      }
      const newest = leaders.get(Math.max(...leaders.keys()));
      if (newest !== undefined) return newest;
    }
    throw new Error('expected one leader, got none');
  }

  /** The term that all connected servers agree on. @throws if they don't */
  checkTerms(): number {
    const terms = new Set(Array.from({ length: this.size }, (_, i) => i).filter((i) => this.isConnected(i)).map((i) => this.term(i)));
    const [term] = terms;
    if (terms.size !== 1 || term === undefined) throw new Error(`servers disagree on the term: ${[...terms].join(', ')}`);
    return term;
  }

  /** @throws if a connected server thinks that it leads */
  checkNoLeader(): void {
    for (let server = 0; server < this.size; server += 1) {
      if (this.isConnected(server) && this.leads(server)) throw new Error(`expected no leader, but ${this.#id(server)} leads`);
    }
  }

  /** As `one`, as a task. */
  *oneTask(command: string | number, servers: number, retry: boolean): Task<number> {
    const wanted = JSON.stringify(commandOf(command, this.#snapshots));
    const started = this.now;
    for (let server = 0; this.now - started < 10_000; server += 1) {
      let index = -1;
      for (let i = 0; i < this.size && index < 0; i += 1) {
        if (this.isConnected(server + i)) index = this.propose(server + i, command)?.index ?? -1;
      }
      if (index < 0) {
        yield 50;
        continue;
      }
      for (const waited = this.now; this.now - waited < 2000; yield 20) {
        const { count, command: committed } = this.nCommitted(index);
        if (count > 0 && count >= servers && committed === wanted) return index;
      }
      if (!retry) throw new Error(`${command} did not reach agreement`);
    }
    throw new Error(`${command} did not reach agreement within 10 s`);
  }

  /** Has `command` committed on at least so many servers, and gives its index. @throws when that takes more than 10 s */
  one(command: string | number, servers: number, retry: boolean): number {
    let index = -1;
    const task = this.oneTask(command, servers, retry);
    const keep = function* (): Task {
      index = yield* task;
    };
    this.together([keep()]);
    return index;
  }

  /** The command at `index` once so many servers have it; null when a term above `startTerm` shows that it may never. */
  wait(index: number, servers: number, startTerm: number | null): string | null {
    for (let round = 0, pause = 10; round < 30 && this.nCommitted(index).count < servers; round += 1) {
      this.sleep(pause);
      if (pause < 1000) pause *= 2;
      if (startTerm === null) continue;
      for (let server = 0; server < this.size; server += 1) if (this.term(server) > startTerm) return null;
    }
    const { count, command } = this.nCommitted(index);
    if (count < servers) throw new Error(`only ${count} servers have applied ${index}; wanted ${servers}`);
    return command;
  }
}

function commandOf(command: string | number, isKept: boolean): DictCommand {
  return isKept ? { append: ['log', String(command)] } : { set: ['cmd', String(command)] };
}

/** What `nCommitted` and `wait` give for this command. */
export function applied(command: string | number): string {
  return JSON.stringify(commandOf(command, false));
}

function sizeOf(message: Message): number {
  return message.type === 'AppendEntries' && message.entries.length > 0 ? JSON.stringify(message).length : 100;
}

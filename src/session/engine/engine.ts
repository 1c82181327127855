/**
 * The network worker's inside: owns the simulation and the hosts, plays it,
 * goes to any moment of it, keeps its branches. Every request is answered with
 * what changed on the screen. Nodes run on `makeHost`'s host; moments of the
 * past are made again on this thread, and handed to the host when the run goes
 * on from there.
 */
import { present } from '../../base/assert.ts';
import { drive, driveOne, restore } from '../../hosts/drive.ts';
import type { NodeHost } from '../../hosts/host.ts';
import { bootInline, restoreInline, runOne, runUntil } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import type { ExportedRun } from '../../scenarios/export.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { RecordedCommand, RunCommand } from '../../trace/command.ts';
import type { EventId, TraceEvent, VirtualMs } from '../../trace/event.ts';
import { describeRunCommand } from '../../trace/narrateCommand.ts';
import type { NodeId } from '../../raft/types.ts';
import type { RunSetup } from '../../trace/run.ts';
import { createTraceHash } from '../../trace/traceHash.ts';
import type { PlayedRun } from '../compare/change.ts';
import type { Moment } from '../figures.ts';
import { FrameBuilder } from './frameBuilder.ts';
import { History } from './history.ts';
import { isAhead, walkTo } from './moment.ts';
import type { EngineUpdate, Verified } from './protocol.ts';
import { compareTraces, hashUpTo } from './verify.ts';
import { keepCheckpoint, watch, type World } from './world.ts';

/** A sentence for the user: what was asked for can't be done, and nothing has changed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** How long a request to find a node's next event looks on. */
const STEP_LIMIT = 20_000;

interface Replay extends World {
  readonly host: InlineHost;
}

export class Engine {
  readonly #makeHost: (bugs: readonly string[]) => NodeHost;
  readonly #clock: () => number;
  readonly #frames = new FrameBuilder();
  #host: NodeHost | null = null;
  /** What the host's nodes are running. */
  #live: World | null = null;
  /** A moment of the past that is shown instead. */
  #replay: Replay | null = null;
  #branches: History[] = [];
  #history: History = new History(0, 0, 0, 'main');
  #setup: RunSetup | null = null;
  #title: string | null = null;
  #lastHeard: TraceEvent | null = null;
  /** Nodes that were added in some branch: where the run goes on before that, their processes have to end. */
  readonly #added = new Set<NodeId>();

  /** `clock`: real milliseconds, only ever used to stop in time for the next frame. */
  constructor(makeHost: (bugs: readonly string[]) => NodeHost, clock: () => number) {
    this.#makeHost = makeHost;
    this.#clock = clock;
  }

  /**
   * Opens a run and shows its beginning; what `commands` do is known future, up
   * to `until`. With `leadMs` the cursor stands that long before the first event.
   */
  async open(
    setup: RunSetup,
    title: string | null,
    commands: readonly RecordedCommand[],
    until: { readonly time: VirtualMs; readonly events: EventId } | null,
    leadMs: number | null,
  ): Promise<EngineUpdate> {
    const host = InlineHost.of(setup.cluster);
    const history = new History(0, 0, 0, 'main');
    const simulation = Simulation.create(setup, commands);
    bootInline(simulation, host);
    const world = watch(simulation, null, () => history, () => undefined);
    history.hash = createTraceHash();
    keepCheckpoint(world, history);
    history.commands = commands;
    if (until !== null) {
      while (simulation.eventCount < until.events && runOne(simulation, host, Infinity));
      history.endTime = Math.max(history.endTime, until.time);
    }
    this.#host?.dispose();
    this.#host = this.#makeHost(setup.cluster.bugs);
    this.#live = null;
    this.#replay = null;
    this.#setup = setup;
    this.#title = title;
    this.#branches = [history];
    this.#history = history;
    this.#frames.reset(false);
    this.#show((point) => point.eventCount === 0);
    const first = this.#shown.simulation.nextEventAt();
    if (leadMs !== null && first !== null && first > leadMs) this.#runReplay(first - leadMs);
    if (until === null) await this.#resume();
    return { ...this.#update(), setup, title };
  }

  /** Plays on to `until`, for at most `budgetMs` of real time. */
  async advance(until: VirtualMs, budgetMs: number): Promise<EngineUpdate> {
    const { simulation } = await this.#resume();
    const stopAt = this.#clock() + budgetMs;
    await drive(simulation, this.#hosting, until, () => this.#clock() >= stopAt);
    return this.#update();
  }

  /** One event on, or to the next event of `node`. */
  async step(node: NodeId | null): Promise<EngineUpdate> {
    // Alone or of that node; a node that is never concerned again must not be waited for without end.
    for (let steps = 0; steps < STEP_LIMIT; steps += 1) {
      await this.#stepOne();
      if (node === null || this.#lastHeard?.node === node) break;
    }
    return this.#update();
  }

  /** Shows the moment after event `event`; 0 is the start. */
  seekEvent(event: EventId): EngineUpdate {
    this.#seek(Math.max(0, Math.min(event, this.#history.endEvents)));
    return this.#update();
  }

  /** Shows virtual time `time`, as far as the run has been played. */
  seekTime(time: VirtualMs): EngineUpdate {
    const until = Math.max(0, Math.min(time, this.#history.endTime));
    const now = this.#replay?.simulation.now;
    const point = this.#history.checkpointBefore((candidate) => candidate.time <= until);
    const onward = now !== undefined && now <= until && now >= point.time;
    if (!onward) this.#show((candidate) => candidate.time <= until);
    this.#runReplay(until);
    return this.#update();
  }

  /**
   * Records and carries out a command at virtual time `time`. When that is the
   * moment that is shown, it comes right after the event that is shown, before
   * what else happens in the same instant.
   *
   * @throws Refusal when it can't be
   */
  async command(command: RunCommand, time: VirtualMs): Promise<EngineUpdate> {
    const { simulation: shown } = this.#shown;
    const later = time > shown.now;
    if (later && this.#replay !== null) this.#runReplay(Math.min(time, this.#history.endTime));
    const reason = shown.whyNot(command);
    if (reason !== null) throw new Refusal(reason);
    const { simulation } = await this.#resume();
    if (later) await drive(simulation, this.#hosting, time, () => false);
    const changed = simulation.whyNot(command);
    if (changed !== null) throw new Refusal(changed);
    const left = this.#history;
    const branches = simulation.eventCount < left.endEvents;
    if (branches) this.#branch(simulation, describeRunCommand(command));
    simulation.command(command);
    this.#history.commands = simulation.run().commands;
    // What it causes at once is part of it: a message delivered by hand arrives, a write without delay is done.
    await drive(simulation, this.#hosting, simulation.now, () => false);
    const update = this.#update();
    return branches
      ? { ...update, left: { branch: left.id, afterEvents: this.#history.partedAfter } }
      : update;
  }

  /** Shows another branch, at its end. */
  switchBranch(id: number): EngineUpdate {
    const history = this.#branches.find((branch) => branch.id === id);
    if (history === undefined) throw new Refusal(`There is no branch ${id}.`);
    this.#history = history;
    this.#frames.reset(false);
    this.#live = null;
    this.#replay = null;
    this.#seek(history.endEvents);
    if (history.endTime > this.#shown.simulation.now) this.#runReplay(history.endTime);
    return this.#update();
  }

  /** The run up to the cursor, from which it can be made again. */
  exported(): ExportedRun {
    const { simulation } = this.#shown;
    const run = simulation.run();
    return {
      run: { ...run, commands: run.commands.slice(0, simulation.commandsDone) },
      title: this.#title,
      endTime: simulation.now,
      endEvents: simulation.eventCount,
    };
  }

  /** The branch at hand as far as it has been played, from which a second run can be derived. */
  played(): PlayedRun {
    const { commands, endTime, endEvents } = this.#history;
    return { setup: present(this.#setup, 'a run'), title: this.#title, commands, endTime, endEvents };
  }

  /** Goes to a moment of another run of the same commands; beyond what has been played the run goes on. */
  async follow(moment: Moment): Promise<EngineUpdate> {
    if (moment.time > this.#history.endTime) await this.#resume();
    const ahead = isAhead(this.#shown, moment);
    if (ahead && this.#replay === null && moment.events === null && moment.commands === this.#shown.simulation.commandsDone) {
      await drive(this.#shown.simulation, this.#hosting, moment.time, () => false);
      return this.#update();
    }
    if (!ahead) {
      this.#show(({ time, state }) => time < moment.time || (time === moment.time && state.nextCommand < moment.commands));
    }
    const { simulation, tally } = this.#shown;
    const host = this.#replay?.host ?? null;
    const next = (until: VirtualMs): boolean | Promise<boolean> =>
      host === null ? driveOne(simulation, this.#hosting, until) : runOne(simulation, host, until);
    await walkTo({ simulation, tally, runOne: next }, moment, this.#history.commands);
    return this.#update();
  }

  /** Replays the run on this thread and compares the traces. */
  verify(): Verified {
    const setup = present(this.#setup, 'a run');
    return compareTraces(setup, this.#history);
  }

  get #hosting(): NodeHost {
    return present(this.#host, 'a host');
  }

  get #shown(): World {
    return present(this.#replay ?? this.#live, 'a run');
  }

  #update(): EngineUpdate {
    const { simulation } = this.#shown;
    if (this.#replay === null) {
      this.#history.endTime = Math.max(this.#history.endTime, simulation.now);
    }
    return this.#frames.update(this.#shown, this.#history, this.#branches);
  }

  #heard = (event: TraceEvent): void => {
    this.#lastHeard = event;
    if (event.command?.type === 'addNode') this.#added.add(event.command.node);
    this.#frames.heard(event);
  };

  /** Known future is shown on this thread; beyond it the run goes on. @throws Refusal when nothing is left to happen */
  async #stepOne(): Promise<void> {
    const { eventCount } = this.#shown.simulation;
    if (eventCount < this.#history.endEvents) {
      this.#seek(eventCount + 1);
      return;
    }
    const { simulation } = await this.#resume();
    if (await driveOne(simulation, this.#hosting, Infinity)) return;
    throw new Refusal('Nothing will happen by itself any more. Restart a node or send a command.');
  }

  /** Makes the moment of a checkpoint again on this thread, and shows it. */
  #show(isWanted: Parameters<History['checkpointBefore']>[0]): void {
    const point = this.#history.checkpointBefore(isWanted);
    const host = InlineHost.of(point.state.setup.cluster);
    const simulation = restoreInline(point.state, host, this.#history.commands);
    const world = watch(simulation, point.checker.clone(), () => this.#history, this.#heard, point.tally.clone());
    this.#replay = { ...world, host };
    this.#frames.reset(true);
  }

  #seek(event: EventId): void {
    const at = this.#replay?.simulation.eventCount;
    const point = this.#history.checkpointBefore((candidate) => candidate.eventCount <= event);
    if (at === undefined || at > event || at < point.eventCount) {
      this.#show((candidate) => candidate.eventCount <= event);
    }
    const { simulation, host } = present(this.#replay, 'a replay');
    while (simulation.eventCount < event && runOne(simulation, host, Infinity));
  }

  #runReplay(until: VirtualMs): void {
    const { simulation, host } = present(this.#replay, 'a replay');
    runUntil(simulation, host, until);
  }

  /** Hands the moment that is shown to the host's nodes, so that the run goes on from there. */
  async #resume(): Promise<World> {
    const replay = this.#replay;
    if (replay === null) return this.#shown;
    const { commands } = this.#history;
    const there = new Set(replay.simulation.observed.map(({ id }) => id));
    for (const id of this.#added) if (!there.has(id)) this.#hosting.stop(id);
    const simulation = await restore(replay.simulation.checkpoint(), this.#hosting, commands);
    this.#live = watch(simulation, replay.checker, () => this.#history, this.#heard, replay.tally);
    this.#replay = null;
    return this.#live;
  }

  #branch(simulation: Simulation, label: string): void {
    const id = Math.max(...this.#branches.map((branch) => branch.id)) + 1;
    this.#history = this.#history.branch(id, simulation, label);
    this.#history.hash = hashUpTo(this.#history);
    this.#branches.push(this.#history);
    this.#frames.forgetAfter(simulation.eventCount);
  }
}

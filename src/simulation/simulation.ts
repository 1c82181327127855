/**
 * The simulation: virtual time, the queue of what is due, and what follows
 * from it. It runs no node itself. `next` names the earliest event and what a
 * node has to do for it; whoever holds the nodes does that and hands the
 * outcome to `complete`. So a thread's timing can't reorder anything, and the
 * same run gives the same trace wherever its nodes live.
 */
import { assert, present } from '../base/assert.ts';
import { heapPop } from '../base/heap.ts';
import type { NodeStart } from '../raft/node.ts';
import { nextDeadline } from '../raft/step.ts';
import type { ClientReply, LocalMs, NodeId, Outcome, RaftNode } from '../raft/types.ts';
import type { ClientActor, ClientOperation } from '../trace/client.ts';
import type { LinkEnd, RecordedCommand, RunCommand } from '../trace/command.ts';
import type { Envelope, EventId, RequestRecord, TraceEvent, VirtualMs } from '../trace/event.ts';
import type { ObservedNode } from '../trace/observed.ts';
import { RUN_VERSION, type Run, type RunSetup } from '../trace/run.ts';
import { answerClients, nextClient, noteRequest, takeTurn, type Client } from './clients.ts';
import { localTime, toMicros, virtualTime } from './clock.ts';
import { carryOut } from './commands.ts';
import { applyWrite } from './disks.ts';
import { type Draft, draftOf } from './draft.ts';
import { followOutcome, setDeadline } from './followOutcome.ts';
import { lookahead, type AheadSteps } from './lookahead.ts';
import { cutLinks, isCut } from './network.ts';
import { stopProcess } from './process.ts';
import { inFlight } from './queue.ts';
import { requestInput, resolveRequests } from './requests.ts';
import { nodeStart, type Slot } from './slots.ts';
import { cloneState, createState, type QueueItem, type SimulationState } from './state.ts';
import { waitingAt, type Waiting } from './waiting.ts';
import { whyNot } from './whyNot.ts';
import { NO_WORK, type Work } from './work.ts';

const NO_OUTCOME: Outcome = {
  sendNow: [],
  persist: [],
  sendAfterPersist: [],
  replies: [],
  notes: [],
  deadline: null,
};

/** Hears of every event, after it has taken effect. */
export type EventListener = (event: TraceEvent, observed: readonly ObservedNode[]) => void;

export class Simulation {
  readonly #state: SimulationState;
  readonly #listeners: EventListener[] = [];
  #draft: Draft | null = null;

  private constructor(state: SimulationState) {
    this.#state = state;
  }

  /** A simulation at time 0. `commands`: what a recorded run does, each at its place. */
  static create(setup: RunSetup, commands: readonly RecordedCommand[] = []): Simulation {
    return new Simulation(createState(setup, commands));
  }

  /**
   * A simulation that goes on from a checkpoint, which can be used again. Its
   * nodes have to be adopted by a host. `commands`: the run's commands, if more
   * were recorded after the checkpoint; those before it are the same.
   */
  static restore(checkpoint: SimulationState, commands?: readonly RecordedCommand[]): Simulation {
    const state = cloneState(checkpoint);
    if (commands !== undefined) state.commands = commands.slice();
    return new Simulation(state);
  }

  /** The whole state, to go on from later. Only between events. */
  checkpoint(): SimulationState {
    assert(this.#draft === null, 'no checkpoint in the middle of an event');
    return cloneState(this.#state);
  }

  /** Calls `listener` after each event, in the order of adding. */
  onEvent(listener: EventListener): void {
    this.#listeners.push(listener);
  }

  /** Virtual time now. */
  get now(): VirtualMs {
    return this.#state.now;
  }

  /** Events so far. */
  get eventCount(): EventId {
    return this.#state.eventCount;
  }

  /** How many of the run's commands have taken effect. */
  get commandsDone(): number {
    return this.#state.nextCommand;
  }

  get setup(): RunSetup {
    return this.#state.setup;
  }

  /** Network and disk settings in force now, and which directions are cut. */
  get conditions(): Pick<SimulationState, 'disk'> & { network: RunSetup['network']; cuts: LinkEnd[] } {
    const { network, disk } = this.#state;
    return { network: network.settings, disk, cuts: cutLinks(network) };
  }

  /** The nodes as an observer sees them, in cluster order. Live: the same array, changed by every event. */
  get observed(): readonly ObservedNode[] {
    return this.#state.slots;
  }

  /** Every client request, oldest first. Live. */
  get requests(): readonly RequestRecord[] {
    return this.#state.requests;
  }

  /** Clients that act by themselves, in the order in which they began. Live. */
  get clients(): readonly ClientActor[] {
    return this.#state.clients;
  }

  /** What clients have asked for, oldest first: the intervals of their history. Live. */
  get operations(): readonly ClientOperation[] {
    return this.#state.operations;
  }

  /** Messages under way, in the order they were sent. O(n log n). */
  inFlight(): Envelope[] {
    return inFlight(this.#state);
  }

  /** What a node's process has not got through yet. O(queue). */
  waitingAt(id: NodeId): Waiting {
    return waitingAt(this.#state, id);
  }

  /** When a node's timers fire, in virtual time; null: off, the node isn't running, or the mode is manual. */
  timersOf(id: NodeId): { readonly electionAt: VirtualMs | null; readonly heartbeatAt: VirtualMs | null } {
    const slot = present(this.#state.slots.find((s) => s.id === id), id);
    const at = (local: number | null | undefined): VirtualMs | null =>
      local === null || local === undefined || this.#state.setup.network.mode === 'manual'
        ? null
        : virtualTime(slot.clock, local);
    return { electionAt: at(slot.node?.electionDeadline), heartbeatAt: at(slot.node?.heartbeatDeadline) };
  }

  /** When a node's own clock shows (or showed, at its present rate) `local`, in virtual time. */
  virtualTimeOf(id: NodeId, local: LocalMs): VirtualMs {
    return virtualTime(present(this.#state.slots.find((s) => s.id === id), id).clock, local);
  }

  /** The run so far (and what a replayed run has yet to do), from which the same trace can be made again. */
  run(): Run {
    return { ...this.#state.setup, version: RUN_VERSION, commands: this.#state.commands.slice() };
  }

  /** The processes to start before anything else; `booted` takes each one's memory. */
  boot(): NodeStart[] {
    const { setup, slots } = this.#state;
    return slots
      .filter((slot) => slot.status === 'up')
      .map((slot) => {
        const prepared = present(setup.cluster.nodes[slot.position], slot.id);
        return nodeStart(setup, slot, 0, prepared.commitIndex);
      });
  }

  /** A process has come up (at the start, or adopted after `restore`) with this memory. */
  booted(id: NodeId, memory: RaftNode): void {
    const slot = present(this.#state.slots.find((s) => s.id === id), id);
    slot.node = memory;
    setDeadline(this.#state, slot, nextDeadline(memory), slot.deadlineCause);
  }

  /** Why `command` can't be carried out now; null: it can. */
  whyNot(command: RunCommand): string | null {
    return whyNot(this.#state, command);
  }

  /**
   * Records `command` as given now; the next call of `next` carries it out. A
   * recorded future is dropped: from here on this is another run.
   *
   * @throws RangeError with a sentence when it can't be carried out
   */
  command(command: RunCommand): void {
    const reason = this.whyNot(command);
    if (reason !== null) throw new RangeError(reason);
    const { commands, nextCommand, now, eventCount } = this.#state;
    commands.length = nextCommand;
    commands.push({ time: now, afterEvents: eventCount, command });
  }

  /** When the next event happens; null: nothing will by itself. Changes nothing. */
  nextEventAt(): VirtualMs | null {
    const { queue, slots, clients, now } = this.#state;
    const recorded = this.#dueCommand();
    if (recorded !== null) return Math.max(now, recorded.time);
    let time = queue[0]?.time ?? Infinity;
    for (const { wakeAt } of slots) if (wakeAt !== null && wakeAt < time) time = wakeAt;
    for (const { wakeAt } of clients) if (wakeAt !== null && wakeAt < time) time = wakeAt;
    return time === Infinity ? null : Math.max(now, time);
  }

  /** Steps that may begin before their turn, for hosts whose nodes run in parallel. Changes nothing. */
  lookahead(until: VirtualMs): readonly AheadSteps[] {
    return lookahead(this.#state, this.nextEventAt(), until);
  }

  /**
   * Takes the earliest event that is due by `until` and says what its node has
   * to do; `complete` or `fail` must follow. null: nothing is due, and in timed
   * mode virtual time is `until` now (unless that is Infinity).
   */
  next(until: VirtualMs): Work | null {
    assert(this.#draft === null, 'the event before has to be completed first');
    const state = this.#state;
    const recorded = this.#dueCommand();
    if (recorded !== null) {
      if (recorded.time > until) return this.#idleUntil(until);
      state.nextCommand += 1;
      state.now = Math.max(state.now, recorded.time);
      this.#draft = draftOf('command', null, null);
      this.#draft.command = recorded.command;
      // Given commands were checked when they were given; a run that somebody edited may hold others.
      this.#draft.refused = whyNot(state, recorded.command);
      if (this.#draft.refused !== null) return NO_WORK;
      return carryOut(state, this.#draft, recorded.command);
    }
    const top = state.queue[0];
    let time = top === undefined ? Infinity : top.time;
    let waking: Slot | null = null;
    // At one moment, what arrives goes before timers: a heartbeat in time is in time.
    for (const slot of state.slots) {
      if (slot.wakeAt === null || slot.wakeAt >= time) continue;
      time = slot.wakeAt;
      waking = slot;
    }
    const client = state.clients.length === 0 ? null : nextClient(state, time);
    if (client?.wakeAt !== null && client !== null) time = client.wakeAt;
    if (time > until || time === Infinity) return this.#idleUntil(until);
    if (time > state.now) state.now = time;
    if (client !== null) return this.#turnOf(client);
    if (waking !== null) return this.#fire(waking);
    const item = present(heapPop(state.queue), 'the earliest item');
    return this.#take(item, present(state.slots[item.position], 'its slot'));
  }

  /** The node did its work, and this came of it. A `start` passes the new memory; `none` and `stop` pass nothing. */
  complete(outcome: Outcome | null, memory: RaftNode | null): void {
    const draft = present(this.#draft, 'an event under way');
    const { slot } = draft;
    const id = this.#state.eventCount + 1;
    this.#state.eventCount = id;
    if (slot !== null && memory !== null) {
      slot.node = memory;
      if (outcome === null) setDeadline(this.#state, slot, nextDeadline(memory), id);
    }
    const done = outcome ?? NO_OUTCOME;
    if (slot !== null && outcome !== null) followOutcome(this.#state, draft, slot, outcome, id);
    if (done.replies.length > 0) resolveRequests(this.#state, done.replies);
    this.#tellClients(draft, done.replies);
    this.#emit(draft, done, draft.refused);
  }

  /** The node threw: it is crashed from now on, and `error` says why. */
  fail(error: string): void {
    const draft = present(this.#draft, 'an event under way');
    const slot = present(draft.slot, 'a node that failed');
    this.#state.eventCount += 1;
    const reason = `${slot.id} stopped: ${error}`;
    draft.replies = stopProcess(this.#state, slot, reason);
    slot.error = error;
    this.#tellClients(draft, []);
    this.#emit(draft, NO_OUTCOME, error);
  }

  #dueCommand(): RecordedCommand | null {
    const { commands, nextCommand, eventCount } = this.#state;
    const recorded = commands[nextCommand];
    return recorded !== undefined && recorded.afterEvents <= eventCount ? recorded : null;
  }

  #idleUntil(until: VirtualMs): null {
    const state = this.#state;
    if (state.setup.network.mode === 'timed' && until !== Infinity) {
      state.now = Math.max(state.now, toMicros(until));
    }
    return null;
  }

  #fire(slot: Slot): Work {
    const { deadline } = slot;
    this.#draft = draftOf('timer', slot, slot.deadlineCause);
    slot.wakeAt = null;
    // Rounding between the clocks must not make the timer look early to the node.
    const now = Math.max(localTime(slot.clock, this.#state.now), deadline ?? 0);
    return { op: 'step', id: slot.id, input: { kind: 'timer', now }, message: null };
  }

  #take(item: QueueItem, slot: Slot): Work {
    const { what } = item;
    switch (what.kind) {
      case 'message':
        return this.#arrive(what.envelope, slot, what.arrived);
      case 'disk':
        return this.#written(what, slot);
      case 'request': {
        this.#draft = draftOf('command', slot, null);
        this.#draft.command = what.command;
        const now = localTime(slot.clock, this.#state.now);
        const input = requestInput(what.command, what.request, now);
        return { op: 'step', id: slot.id, input, message: null };
      }
      case 'clock': {
        this.#draft = draftOf('timer', slot, slot.deadlineCause);
        const now = localTime(slot.clock, this.#state.now);
        return { op: 'step', id: slot.id, input: { kind: 'clock', now }, message: null };
      }
    }
  }

  /** A client's own step, or its request at the node. */
  #turnOf(client: Client): Work {
    const state = this.#state;
    const turn = takeTurn(state, client);
    if (turn.is === 'step') {
      this.#draft = draftOf('client', null, turn.step.after);
      this.#draft.client = turn.step;
      return NO_WORK;
    }
    this.#draft = draftOf('command', null, turn.cause);
    this.#draft.command = turn.command;
    noteRequest(state, client, state.requests.length + 1);
    return carryOut(state, this.#draft, turn.command);
  }

  /** The answers of this event set out for the clients that wait for them. */
  #tellClients(draft: Draft, replies: readonly ClientReply[]): void {
    const state = this.#state;
    if (state.clients.length === 0 || draft.replies.length + replies.length === 0) return;
    answerClients(state, [...draft.replies, ...replies], state.eventCount);
  }

  #arrive(envelope: Envelope, slot: Slot, arrived: boolean): Work {
    const { message } = envelope;
    const cut = !arrived && isCut(this.#state.network, message.from, message.to);
    const kind =
      slot.status === 'down' || cut ? 'lost' : slot.status === 'paused' ? 'inbox' : 'deliver';
    this.#draft = draftOf(kind, slot, envelope.sentBy);
    this.#draft.message = cut ? { ...envelope, lost: 'cut' } : envelope;
    if (kind === 'inbox') slot.inbox.push({ kind: 'message', envelope });
    if (kind !== 'deliver') return NO_WORK;
    const now = localTime(slot.clock, this.#state.now);
    const input = { kind: 'message', now, message } as const;
    return { op: 'step', id: slot.id, input, message: envelope.id };
  }

  #written(what: Extract<QueueItem['what'], { kind: 'disk' }>, slot: Slot): Work {
    const { done, cause, durable } = what;
    this.#draft = draftOf('disk', slot, cause);
    if (!durable) {
      applyWrite(slot.disk, done.write);
      slot.writes.shift();
    }
    if (slot.status === 'paused') {
      slot.inbox.push({ kind: 'disk', done, cause });
      return NO_WORK;
    }
    this.#draft.gated = done.gated;
    const now = localTime(slot.clock, this.#state.now);
    const input = { kind: 'persisted', now, write: done.write.id } as const;
    return { op: 'step', id: slot.id, input, message: null };
  }

  #emit(draft: Draft, outcome: Outcome, error: string | null): void {
    const state = this.#state;
    this.#draft = null;
    const event: TraceEvent = {
      id: state.eventCount,
      time: state.now,
      kind: draft.kind,
      node: draft.slot === null ? null : draft.slot.id,
      cause: draft.cause,
      message: draft.message,
      command: draft.command,
      sent: draft.sent.length > 1 ? draft.sent.slice() : draft.sent,
      removed: draft.removed,
      persist: outcome.persist,
      replies: draft.replies.length > 0 ? [...draft.replies, ...outcome.replies] : outcome.replies,
      notes: outcome.notes,
      error,
    };
    const told: TraceEvent = draft.client === null ? event : { ...event, client: draft.client };
    for (let i = 0; i < this.#listeners.length; i += 1) this.#listeners[i]?.(told, state.slots);
  }
}

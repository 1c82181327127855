/** The whole state of a simulation, as plain data that can be copied. */
import { present } from '../base/assert.ts';
import { createPrng, type Prng } from '../base/prng.ts';
import type { NodeId, RequestId } from '../raft/types.ts';
import type { ClientOperation } from '../trace/client.ts';
import type { DiskSettings, RecordedCommand, RequestCommand } from '../trace/command.ts';
import type { Envelope, EventId, RequestRecord, VirtualMs } from '../trace/event.ts';
import type { RunSetup } from '../trace/run.ts';
import { cloneClient, type Client } from './clients.ts';
import type { WriteUnderWay } from './disks.ts';
import { cloneNetwork, createNetwork, type Network } from './network.ts';
import { cloneSlot, createSlots, type Slot } from './slots.ts';

/** What is due at a time; `seq` is the order of queueing, which decides among equal times. */
export interface QueueItem {
  readonly time: VirtualMs;
  readonly seq: number;
  readonly position: number;
  readonly what:
    /** `arrived` has waited in the inbox of a paused process: the network has no say in it any more. */
    | { readonly kind: 'message'; readonly envelope: Envelope; readonly arrived: boolean }
    /** `done` is already durable if the process was paused when it became so. */
    | { readonly kind: 'disk'; readonly done: WriteUnderWay; readonly cause: EventId | null; readonly durable: boolean }
    | { readonly kind: 'request'; readonly request: RequestId; readonly command: RequestCommand }
    /** The node's clock was moved by hand. */
    | { readonly kind: 'clock' };
}

export interface SimulationState {
  readonly setup: RunSetup;
  now: VirtualMs;
  eventCount: EventId;
  nextSeq: number;
  slots: Slot[];
  network: Network;
  disk: DiskSettings;
  diskPrng: Prng;
  queue: QueueItem[];
  /** Messages that wait until somebody delivers them, oldest first. */
  held: Envelope[];
  /** In the order in which they began. */
  clients: Client[];
  /** Every operation of a client, oldest first. */
  operations: ClientOperation[];
  /** By id − 1. */
  requests: RequestRecord[];
  /** Every command of the run; those below `nextCommand` have taken effect. */
  commands: RecordedCommand[];
  nextCommand: number;
}

/** The state before anything has happened; `commands` are what a recorded run will do. */
export function createState(setup: RunSetup, commands: readonly RecordedCommand[]): SimulationState {
  const ids = setup.cluster.nodes.map((node) => node.id);
  return {
    setup,
    now: 0,
    eventCount: 0,
    nextSeq: 1,
    slots: createSlots(setup),
    network: createNetwork(ids, setup.network, setup.seed),
    disk: setup.disk,
    diskPrng: createPrng(setup.seed, 0x6469),
    queue: [],
    held: [],
    clients: [],
    operations: [],
    requests: [],
    commands: commands.slice(),
    nextCommand: 0,
  };
}

/** A copy that goes on by itself; what never changes is shared. */
export function cloneState(state: SimulationState): SimulationState {
  const slots = state.slots.map(cloneSlot);
  return {
    ...state,
    slots,
    network: cloneNetwork(state.network),
    diskPrng: { ...state.diskPrng },
    queue: state.queue.map((item) => cloneItem(item, state.slots, slots)),
    held: state.held.slice(),
    clients: state.clients.map(cloneClient),
    operations: state.operations.slice(),
    requests: state.requests.slice(),
    commands: state.commands.slice(),
  };
}

/**
 * A write under way stands in its slot and in the queue, and messages are still
 * added to it: both places of a copy have to hold the same one. The rest never changes.
 */
function cloneItem(item: QueueItem, from: readonly Slot[], to: readonly Slot[]): QueueItem {
  const { what, position } = item;
  if (what.kind !== 'disk' || what.durable) return item;
  const at = present(from[position], 'its slot').writes.indexOf(what.done);
  return { ...item, what: { ...what, done: present(to[position]?.writes[at], 'a write under way') } };
}

/** The slot of a node of this cluster. @throws if there is none of that name */
export function slotOf(state: SimulationState, id: NodeId): Slot {
  const slot = state.slots.find((candidate) => candidate.id === id);
  if (slot === undefined) throw new RangeError(`no node ${id} in this cluster`);
  return slot;
}

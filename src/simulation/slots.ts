/** A node's place in the simulated cluster: its process, its disk, its clock, and what waits for it. */
import { createPrng, type Prng } from '../base/prng.ts';
import { cloneNode } from '../raft/clone.ts';
import type { NodeStart } from '../raft/node.ts';
import type { LocalMs, LogIndex, NodeId, RaftNode, RequestId } from '../raft/types.ts';
import type { RequestCommand } from '../trace/command.ts';
import type { Envelope, EventId, VirtualMs } from '../trace/event.ts';
import type { Disk, ObservedNode } from '../trace/observed.ts';
import { freshNode, type PreparedNode, type RunSetup } from '../trace/run.ts';
import { localTime, trueClock, type NodeClock } from './clock.ts';
import { cloneDisk, preparedDisk, type WriteUnderWay } from './disks.ts';

/** What a paused process finds when it goes on. */
export type InboxItem =
  | { readonly kind: 'message'; readonly envelope: Envelope }
  | { readonly kind: 'disk'; readonly done: WriteUnderWay; readonly cause: EventId | null }
  | { readonly kind: 'clock' }
  | { readonly kind: 'request'; readonly request: RequestId; readonly command: RequestCommand };

export interface Slot extends ObservedNode {
  readonly id: NodeId;
  readonly position: number;
  status: 'up' | 'paused' | 'down';
  error: string | null;
  /** The process's memory, or a mirror of it; null when down. */
  node: RaftNode | null;
  disk: Disk;
  clockRate: number;
  clock: NodeClock;
  writes: WriteUnderWay[];
  inbox: InboxItem[];
  /** The node's own deadline, and the event that set it. */
  deadline: LocalMs | null;
  deadlineCause: EventId | null;
  /** The deadline in virtual time: when the timer fires; null: never (no deadline, paused, down, manual mode). */
  wakeAt: VirtualMs | null;
  /** Counts the process's lives, so that each draws other random numbers. */
  life: number;
}

/** The cluster's slots as `setup` prepares them; nodes that are to be up have no process yet. */
export function createSlots(setup: RunSetup): Slot[] {
  return setup.cluster.nodes.map(createSlot);
}

/** The slot of a node that joins a running cluster: up, with an empty disk. */
export function addedSlot(id: NodeId, position: number): Slot {
  return createSlot(freshNode(id), position);
}

function createSlot(prepared: PreparedNode, position: number): Slot {
  return {
    id: prepared.id,
    position,
    status: prepared.up ? 'up' : 'down',
    error: null,
    node: null,
    disk: preparedDisk(prepared),
    clockRate: 1,
    clock: trueClock(),
    writes: [],
    inbox: [],
    deadline: null,
    deadlineCause: null,
    wakeAt: null,
    life: 0,
  };
}

/** A copy that goes on by itself; entries, messages and commands are shared, as they never change. */
export function cloneSlot(slot: Slot): Slot {
  return {
    ...slot,
    node: slot.node === null ? null : cloneNode(slot.node),
    disk: cloneDisk(slot.disk),
    clock: { ...slot.clock },
    writes: slot.writes.map((write) => ({ ...write, gated: write.gated.slice() })),
    inbox: slot.inbox.slice(),
  };
}

/** What the slot's next process starts from. Every life draws from its own random stream. */
export function nodeStart(
  setup: RunSetup,
  slot: Slot,
  now: VirtualMs,
  commitIndex: LogIndex,
): NodeStart {
  const { cluster, seed } = setup;
  const prng: Prng = createPrng(seed, 1 + slot.position + 64 * slot.life);
  return {
    id: slot.id,
    options: cluster.options,
    config: { voters: cluster.voters, votersOutgoing: [], learners: cluster.learners },
    disk: slot.disk,
    commitIndex,
    restarted: slot.life > 0,
    prng,
    now: localTime(slot.clock, now),
  };
}

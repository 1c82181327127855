/** What each command does to the simulated world. */
import { present, unreachable } from '../base/assert.ts';
import { rulesWith } from '../bugs/registry.ts';
import { cloneLog } from '../raft/log.ts';
import { clockDeadline } from '../raft/step.ts';
import type { NodeId, NodeInput } from '../raft/types.ts';
import type { RequestCommand, RunCommand } from '../trace/command.ts';
import type { Envelope, MessageId, VirtualMs } from '../trace/event.ts';
import type { Disk } from '../trace/observed.ts';
import { startClient, stopClient } from './clients.ts';
import { advanceClock, localTime, setRate, toMicros } from './clock.ts';
import type { Draft } from './draft.ts';
import { addMember, duplicate, partition, setCut, setLink } from './network.ts';
import { stopProcess, wake } from './process.ts';
import { enqueue, findInFlight, placeInFlight, takeInFlight } from './queue.ts';
import { askedNode, openRequest, requestInput, resolveRequests } from './requests.ts';
import { addedSlot, nodeStart, type Slot } from './slots.ts';
import { slotOf, type SimulationState } from './state.ts';
import { NO_WORK, type Work } from './work.ts';

/** Carries `command` out; what a node has to do for it is the answer. */
export function carryOut(state: SimulationState, draft: Draft, command: RunCommand): Work {
  switch (command.type) {
    case 'campaign':
    case 'heartbeat':
      return stepOf(state, draft, command.node, { kind: command.type, now: 0 });
    case 'crash':
      return crash(state, draft, command.node);
    case 'restart':
      return restart(state, draft, command.node);
    case 'pause':
      return pause(state, draft, command.node);
    case 'resume':
      return resume(state, draft, command.node);
    case 'propose':
    case 'read':
    case 'change':
    case 'transfer':
      return request(state, draft, command);
    case 'compact':
      return stepOf(state, draft, command.node, { kind: 'compact', now: 0, upTo: command.upTo });
    case 'addNode':
      return addNode(state, draft, command.node);
    case 'startClient':
      startClient(state, command.client, command.settings);
      return NO_WORK;
    case 'stopClient':
      stopClient(state, command.client);
      return NO_WORK;
    case 'partition':
      partition(state.network, command.groups);
      return NO_WORK;
    case 'cut':
      setCut(state.network, command.links, true);
      return NO_WORK;
    case 'heal':
      setCut(state.network, command.links, false);
      return NO_WORK;
    case 'network':
      setLink(state.network, command.link, command.settings);
      return NO_WORK;
    case 'disk':
      state.disk = command.settings;
      return NO_WORK;
    case 'clockRate':
    case 'advance':
      return changeClocks(state, draft, command);
    case 'deliver':
    case 'drop':
    case 'duplicate':
    case 'delay':
    case 'hold':
      return touchMessage(state, draft, command);
    default:
      return unreachable(command);
  }
}

function stepOf(state: SimulationState, draft: Draft, id: NodeId, input: NodeInput): Work {
  const slot = slotOf(state, id);
  draft.slot = slot;
  return { op: 'step', id, input: { ...input, now: localTime(slot.clock, state.now) }, message: null };
}

function crash(state: SimulationState, draft: Draft, id: NodeId): Work {
  const slot = slotOf(state, id);
  draft.slot = slot;
  draft.replies = stopProcess(state, slot, `${id} crashed before it could answer; the command may still commit`);
  slot.error = null;
  return { op: 'stop', id };
}

function restart(state: SimulationState, draft: Draft, id: NodeId): Work {
  const slot = slotOf(state, id);
  draft.slot = slot;
  slot.status = 'up';
  slot.error = null;
  slot.disk = recovered(state, slot.disk);
  return { op: 'start', id, start: nodeStart(state.setup, slot, state.now, 0) };
}

function pause(state: SimulationState, draft: Draft, id: NodeId): Work {
  const slot = slotOf(state, id);
  draft.slot = slot;
  slot.status = 'paused';
  slot.wakeAt = null;
  return NO_WORK;
}

/** What came while the process was stopped is handled first, then timers that have run out: as an event loop does. */
function resume(state: SimulationState, draft: Draft, id: NodeId): Work {
  const slot = slotOf(state, id);
  draft.slot = slot;
  slot.status = 'up';
  for (const item of slot.inbox) {
    if (item.kind === 'disk') {
      const { done, cause } = item;
      enqueue(state, state.now, slot.position, { kind: 'disk', done, cause, durable: true });
    } else if (item.kind === 'message') {
      enqueue(state, state.now, slot.position, { ...item, arrived: true });
    } else {
      enqueue(state, state.now, slot.position, item);
    }
  }
  slot.inbox = [];
  wake(state, slot);
  return NO_WORK;
}

function request(state: SimulationState, draft: Draft, command: RequestCommand): Work {
  const to = askedNode(command);
  const slot = slotOf(state, to);
  const id = openRequest(state, command);
  draft.slot = slot;
  if (slot.status === 'up') return stepOf(state, draft, to, requestInput(command, id, 0));
  if (slot.status === 'paused') {
    slot.inbox.push({ kind: 'request', request: id, command });
    return NO_WORK;
  }
  draft.replies = [
    { request: id, status: 'refused', result: null, reason: `${to} is down`, leader: null },
  ];
  resolveRequests(state, draft.replies);
  return NO_WORK;
}

/** What the process finds of its disk: all of it, unless a bug of the zoo has it otherwise. */
function recovered(state: SimulationState, disk: Disk): Disk {
  const found = rulesWith(state.setup.cluster.bugs).recover(disk);
  return found === disk ? disk : { ...found, log: cloneLog(found.log) };
}

/** A process starts under a new name. Nobody sends to it before a configuration names it. */
function addNode(state: SimulationState, draft: Draft, id: NodeId): Work {
  const slot = addedSlot(id, state.slots.length);
  state.slots.push(slot);
  addMember(state.network, id);
  draft.slot = slot;
  return { op: 'start', id, start: nodeStart(state.setup, slot, state.now, 0) };
}

function changeClocks(
  state: SimulationState,
  draft: Draft,
  command: Extract<RunCommand, { type: 'clockRate' | 'advance' }>,
): Work {
  const slots = command.node === null ? state.slots : [slotOf(state, command.node)];
  for (const slot of slots) {
    if (command.type === 'advance') advanceClock(slot.clock, command.byMs);
    else {
      setRate(slot.clock, state.now, command.rate);
      slot.clockRate = command.rate;
    }
    wake(state, slot);
    lookAtClock(state, slot);
  }
  if (command.node !== null) draft.slot = slots[0] ?? null;
  return NO_WORK;
}

/** In manual mode no timer fires by itself, but a clock that is moved is looked at. */
function lookAtClock(state: SimulationState, slot: Slot): void {
  const { node } = slot;
  if (node === null || state.setup.network.mode !== 'manual') return;
  const due = clockDeadline(node);
  if (due === null || due > localTime(slot.clock, state.now)) return;
  if (slot.status === 'paused') slot.inbox.push({ kind: 'clock' });
  else enqueue(state, state.now, slot.position, { kind: 'clock' });
}

function touchMessage(
  state: SimulationState,
  draft: Draft,
  command: Extract<RunCommand, { message: MessageId }>,
): Work {
  if (command.type === 'duplicate') {
    const copy = duplicate(state.network, present(findInFlight(state, command.message), 'message'), state.now);
    placeInFlight(state, copy);
    draft.sent = [copy];
    return NO_WORK;
  }
  const envelope = takeInFlight(state, command.message);
  draft.message = envelope;
  draft.cause = envelope.sentBy;
  draft.removed = [envelope.id];
  if (command.type === 'drop') return NO_WORK;
  const again = { ...envelope, deliverAt: newArrival(state, envelope, command) };
  placeInFlight(state, again);
  draft.sent = [again];
  return NO_WORK;
}

function newArrival(
  state: SimulationState,
  envelope: Envelope,
  command: Extract<RunCommand, { type: 'deliver' | 'delay' | 'hold' }>,
): VirtualMs | null {
  if (command.type === 'hold') return null;
  if (command.type === 'deliver') return state.now;
  if (envelope.deliverAt === null) return null;
  return toMicros(envelope.deliverAt + command.byMs);
}

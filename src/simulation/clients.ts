/**
 * Client actors: they ask the node that they believe to lead, follow redirects,
 * and after a time-out or an answer that says nothing ask again, another node.
 * With a session the command keeps its number, so that it takes effect once. T6.3
 */
import { present } from '../base/assert.ts';
import { createPrng, nextBelow, nextMs, nextUnit, type Prng } from '../base/prng.ts';
import type { ClientId, ClientReply, ClientRequest, DictCommand, NodeId, RequestId } from '../raft/types.ts';
import type { ClientActor, ClientOperation, ClientSettings, ClientStep } from '../trace/client.ts';
import type { RequestCommand } from '../trace/command.ts';
import type { EventId, VirtualMs } from '../trace/event.ts';
import { toMicros } from './clock.ts';
import type { SimulationState } from './state.ts';

/** A client with what only the simulation knows of it. */
export interface Client extends ClientActor {
  phase: ClientActor['phase'];
  target: NodeId;
  wakeAt: VirtualMs | null;
  operation: number | null;
  request: RequestId | null;
  /** The answer on its way back. */
  reply: ClientReply | null;
  timeoutAt: VirtualMs;
  /** The event that made it do what it does next. */
  cause: EventId | null;
  readonly prng: Prng;
}

/** What a client's turn came to: something of its own, or a request that reaches a node. */
export type ClientTurn =
  | { readonly is: 'step'; readonly step: ClientStep }
  | { readonly is: 'request'; readonly command: RequestCommand; readonly cause: EventId | null };

/** A copy that goes on by itself. */
export function cloneClient(client: Client): Client {
  return { ...client, prng: { ...client.prng } };
}

/** A client begins: its first operation comes after it has thought. */
export function startClient(state: SimulationState, id: ClientId, settings: ClientSettings): void {
  const known = state.clients.findIndex((client) => client.id === id);
  const prng = known >= 0 ? present(state.clients[known], id).prng : createPrng(state.setup.seed, 0x636c_0000 + state.clients.length);
  const first = present(state.slots[nextBelow(prng, state.slots.length)], 'a node');
  const client: Client = {
    id,
    settings,
    phase: 'thinks',
    target: first.id,
    wakeAt: after(state, prng, settings.thinkMs),
    operation: known >= 0 ? present(state.clients[known], id).operation : null,
    request: null,
    reply: null,
    timeoutAt: Infinity,
    cause: state.eventCount + 1,
    prng,
  };
  if (known >= 0) state.clients[known] = client;
  else state.clients.push(client);
}

/** A client asks for nothing any more; what it has asked for goes on without it. */
export function stopClient(state: SimulationState, id: ClientId): void {
  const client = present(state.clients.find((one) => one.id === id), id);
  if (isOpen(state, client)) endOperation(state, client, 'gaveUp', null);
  client.phase = 'stopped';
  client.wakeAt = null;
  client.request = null;
}

/** The client that does something first, before `before`; null: none does. */
export function nextClient(state: SimulationState, before: VirtualMs): Client | null {
  let first: Client | null = null;
  for (const client of state.clients) {
    if (client.wakeAt !== null && client.wakeAt < (first?.wakeAt ?? before)) first = client;
  }
  return first;
}

/** It is the client's turn. */
export function takeTurn(state: SimulationState, client: Client): ClientTurn {
  switch (client.phase) {
    case 'thinks':
      return { is: 'step', step: send(state, client) };
    case 'sends':
      return arrive(state, client);
    case 'waits':
      return { is: 'step', step: timeOut(state, client) };
    case 'hears':
      return { is: 'step', step: hear(state, client) };
    case 'stopped':
      throw new RangeError(`${client.id} has stopped`);
  }
}

/** A request has reached its node as request `id`: its client waits for what becomes of it. */
export function noteRequest(state: SimulationState, client: Client, id: RequestId): void {
  client.request = id;
  changeOperation(state, client, ({ requests }) => ({ requests: [...requests, id] }));
}

/** Nodes have answered: the answers are on their way to the clients that still wait for them. */
export function answerClients(state: SimulationState, replies: readonly ClientReply[], event: EventId): void {
  for (const client of state.clients) {
    if (client.phase !== 'waits' || client.request === null) continue;
    const reply = replies.find(({ request }) => request === client.request);
    if (reply === undefined || nextUnit(client.prng) < client.settings.loss) continue;
    const heardAt = after(state, client.prng, client.settings.latencyMs);
    if (heardAt >= client.timeoutAt) continue;
    client.phase = 'hears';
    client.reply = reply;
    client.wakeAt = heardAt;
    client.cause = event;
  }
}

/** Sends the open operation once more, or a new one for the first time. */
function send(state: SimulationState, client: Client): ClientStep {
  if (!isOpen(state, client)) beginOperation(state, client);
  changeOperation(state, client, ({ attempts }) => ({ attempts: attempts + 1 }));
  const { settings, prng } = client;
  const lost = nextUnit(prng) < settings.loss;
  const arrivesAt = after(state, prng, settings.latencyMs);
  client.timeoutAt = toMicros(state.now + settings.timeoutMs);
  client.request = null;
  client.phase = lost ? 'waits' : 'sends';
  client.wakeAt = lost ? client.timeoutAt : arrivesAt;
  const step = stepOf(state, client, lost ? 'loses' : 'sends', lost ? null : arrivesAt, null);
  client.cause = state.eventCount + 1;
  return step;
}

function arrive(state: SimulationState, client: Client): ClientTurn {
  const { asks } = operationOf(state, client);
  client.phase = 'waits';
  client.wakeAt = Math.max(client.timeoutAt, state.now);
  return { is: 'request', command: commandOf(asks, client.target), cause: client.cause };
}

function timeOut(state: SimulationState, client: Client): ClientStep {
  const step = stepOf(state, client, 'timesOut', null, null);
  askAnother(state, client);
  return step;
}

function hear(state: SimulationState, client: Client): ClientStep {
  const reply = present(client.reply, `an answer for ${client.id}`);
  const step = stepOf(state, client, 'hears', null, reply);
  client.reply = null;
  client.cause = state.eventCount + 1;
  if (reply.status === 'ok') {
    endOperation(state, client, 'ok', reply);
    think(state, client);
  } else if (reply.status === 'refused' && reply.leader !== null && reply.leader !== client.target) {
    client.target = reply.leader;
    client.phase = 'thinks';
    client.wakeAt = state.now;
  } else if (reply.status === 'refused' && reply.reason?.includes('session') === true) {
    endOperation(state, client, 'gaveUp', reply);
    client.phase = 'stopped';
    client.wakeAt = null;
  } else askAnother(state, client);
  return step;
}

/** The same operation, after a moment, at the next node. */
function askAnother(state: SimulationState, client: Client): void {
  const { slots } = state;
  const at = slots.findIndex(({ id }) => id === client.target);
  client.target = present(slots[(at + 1) % slots.length], 'the next node').id;
  client.cause = state.eventCount + 1;
  think(state, client);
}

function think(state: SimulationState, client: Client): void {
  client.request = null;
  client.phase = 'thinks';
  client.wakeAt = after(state, client.prng, client.settings.thinkMs);
}

function after(state: SimulationState, prng: Prng, [low, high]: readonly [number, number]): VirtualMs {
  return toMicros(state.now + nextMs(prng, low, high));
}

function beginOperation(state: SimulationState, client: Client): void {
  const number = 1 + (client.operation === null ? 0 : operationOf(state, client).number);
  client.operation = state.operations.length;
  state.operations.push({
    client: client.id,
    number,
    asks: nextRequest(client, number),
    begunAt: state.now,
    endedAt: null,
    outcome: 'open',
    result: null,
    requests: [],
    attempts: 0,
  });
}

/** What the client asks for next. Values say whose they are, so that a history can be read. */
function nextRequest({ id, settings, prng }: Client, number: number): ClientRequest {
  const { does, key, reads, session } = settings;
  if (reads !== null && number % 2 === 0) return { op: 'read', key, mode: reads };
  const kinds = does === 'mixed' ? (['append', 'set', 'delete'] as const) : [does];
  const kind = kinds[nextBelow(prng, kinds.length)] ?? 'append';
  const value = `${id}.${number}`;
  const stamp = session ? { client: id, seq: number } : {};
  // A key holds text or a list, so the two don't meet on one.
  const command: DictCommand =
    kind === 'append'
      ? { append: [does === 'mixed' ? `${key}s` : key, value], ...stamp }
      : kind === 'set'
        ? { set: [key, value], ...stamp }
        : { delete: key, ...stamp };
  return { op: 'propose', command };
}

function commandOf(asks: ClientRequest, to: NodeId): RequestCommand {
  if (asks.op === 'read') return { type: 'read', to, key: asks.key, mode: asks.mode };
  if (asks.op === 'propose') return { type: 'propose', to, command: asks.command };
  throw new RangeError(`clients don't ask for a ${asks.op}`);
}

function isOpen(state: SimulationState, client: Client): boolean {
  return client.operation !== null && operationOf(state, client).outcome === 'open';
}

function operationOf(state: SimulationState, client: Client): ClientOperation {
  return present(state.operations[client.operation ?? -1], `an operation of ${client.id}`);
}

function changeOperation(
  state: SimulationState,
  client: Client,
  change: (operation: ClientOperation) => Partial<ClientOperation>,
): void {
  const operation = operationOf(state, client);
  state.operations[client.operation ?? -1] = { ...operation, ...change(operation) };
}

function endOperation(
  state: SimulationState,
  client: Client,
  outcome: 'ok' | 'gaveUp',
  reply: ClientReply | null,
): void {
  changeOperation(state, client, () => ({ outcome, endedAt: state.now, result: reply?.result ?? null }));
}

function stepOf(
  state: SimulationState,
  client: Client,
  did: ClientStep['did'],
  arrivesAt: VirtualMs | null,
  reply: ClientReply | null,
): ClientStep {
  const { number, attempts, asks } = operationOf(state, client);
  const { id, target: node, cause } = client;
  return { client: id, did, node, number, attempt: attempts, asks, reply, arrivesAt, after: cause };
}

import type { Check, Envelope, Line } from './format.ts';

interface Carried {
  readonly inFlight: Set<number>;
  readonly inboxes: Map<string, Set<number>>;
}

/**
 * Every message is sent once and then handled once, or lost, or still under
 * way: what is in flight is what was sent less what was consumed or lost.
 */
export function messagesBalance(): Check {
  const sent = new Map<number, Envelope>();
  const gone = new Set<number>();
  const carried: Carried = { inFlight: new Set(), inboxes: new Map() };
  let highest = 0;
  return function* ({ line }) {
    for (const envelope of line.sent) {
      const { id, message } = envelope;
      if (id > highest) {
        if (id !== highest + 1) yield `message ${id} follows message ${highest}`;
        highest = id;
        if (envelope.copyOf === null && message.from !== line.node) yield `${line.node} sends a message of ${message.from}`;
        if (envelope.sentAt !== line.time) yield `message ${id} was sent at ${envelope.sentAt}, its event is at ${line.time}`;
        const original = envelope.copyOf === null ? undefined : sent.get(envelope.copyOf);
        if (envelope.copyOf !== null && !same(original?.message, message)) yield `message ${id} is no copy of ${envelope.copyOf}`;
      } else {
        if (!line.removed.includes(id)) yield `message ${id} is sent a second time`;
        if (!same(sent.get(id)?.message, message)) yield `message ${id} has changed since it was sent`;
      }
      if (envelope.lost !== null && !line.lost.includes(id)) yield `message ${id} is lost when sent, and not among the lost`;
      sent.set(id, envelope);
    }
    yield* leaving(line, carried, sent, gone);
    for (const { id, lost } of line.sent) if (lost === null && !gone.has(id)) carried.inFlight.add(id);
    yield* comparison(line, carried, sent);
  };
}

/** Takes off the network what this event says has left it. */
function* leaving(line: Line, { inFlight, inboxes }: Carried, sent: ReadonlyMap<number, Envelope>, gone: Set<number>): Iterable<string> {
  const { kind, message, node } = line;
  for (const id of line.removed) if (!inFlight.delete(id)) yield `message ${id} is removed and was not in flight`;
  const waiting = inboxes.get(node ?? '') ?? new Set<number>();
  inboxes.set(node ?? '', waiting);
  if (message !== null && !same(sent.get(message.id)?.message, message.message)) yield `message ${message.id} is not as it was sent`;
  if (kind === 'inbox' && message !== null) {
    if (!inFlight.delete(message.id) && !waiting.has(message.id)) yield `message ${message.id} arrives and was not in flight`;
    waiting.add(message.id);
  }
  const { consumed } = line;
  if (consumed !== null) {
    if (kind !== 'deliver' || message?.id !== consumed) yield `message ${consumed} is consumed by an event that is no delivery of it`;
    if (sent.get(consumed)?.message.to !== node) yield `message ${consumed} is consumed by ${node}, to whom it was not sent`;
    if (gone.has(consumed)) yield `message ${consumed} is consumed after it was gone`;
    else if (!inFlight.delete(consumed) && !waiting.delete(consumed)) yield `message ${consumed} is consumed and was not under way`;
    gone.add(consumed);
  } else if (kind === 'deliver') yield 'a delivery without a consumed message';
  for (const id of line.lost) {
    if (gone.has(id)) yield `message ${id} is lost after it was gone`;
    gone.add(id);
    inFlight.delete(id);
    waiting.delete(id);
  }
}

function* comparison(line: Line, { inFlight, inboxes }: Carried, sent: ReadonlyMap<number, Envelope>): Iterable<string> {
  const listed = line.inFlight.map(({ id }) => id);
  const expected = [...inFlight].sort((a, b) => a - b);
  if (!same(listed, expected)) yield `in flight are ${listed.join(' ')}; by what was sent and taken it is ${expected.join(' ')}`;
  for (const { id, sentBy, sentAt, deliverAt, lost, copyOf, ...message } of line.inFlight) {
    if (!same(sent.get(id), { id, message, sentBy, sentAt, deliverAt, lost, copyOf })) yield `message ${id} in flight is not as it was sent`;
    if (deliverAt !== null && deliverAt < line.time) yield `message ${id} should have arrived at ${deliverAt}, it is ${line.time}`;
  }
  for (const [id, { inbox }] of Object.entries(line.processes)) {
    const waiting = [...(inboxes.get(id) ?? [])].sort((a, b) => a - b);
    if (!same([...inbox].sort((a, b) => a - b), waiting)) yield `in ${id}'s inbox are ${inbox.join(' ')}; by the events it is ${waiting.join(' ')}`;
  }
}

/** Equal as JSON, whatever the order of keys. */
function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, sorted(each)] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

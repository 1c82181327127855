/** Which messages in flight a step means. */
import type { Envelope } from '../trace/event.ts';
import type { MessageFilter } from './scenario.ts';

/** The matches among `inFlight` (in the order sent), in the order in which the step takes them. */
export function matching(inFlight: readonly Envelope[], filter: MessageFilter): Envelope[] {
  const matches = inFlight.filter((envelope) => isMeant(envelope, filter));
  if (filter.newest) matches.reverse();
  return filter.count === null ? matches : matches.slice(0, filter.count);
}

function isMeant({ id, message }: Envelope, filter: MessageFilter): boolean {
  const carriesEntries = message.type === 'AppendEntries' && message.entries.length > 0;
  return (
    (filter.id === null || filter.id === id) &&
    (filter.from === null || filter.from.includes(message.from)) &&
    (filter.to === null || filter.to.includes(message.to)) &&
    (filter.types === null || filter.types.includes(message.type)) &&
    (filter.term === null || filter.term === message.term) &&
    (filter.entries === null || filter.entries === carriesEntries)
  );
}

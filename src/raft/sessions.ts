/**
 * Client sessions: each command of a client takes effect once, however often it
 * is sent. The table is part of the replicated state, and so of snapshots. T6.3
 *
 * The dissertation hands out client ids by an entry of their own. Here clients
 * bring their names, the first command opens the session, and the name of an
 * expired session is kept, so that a late retry is refused and not taken for a
 * new client.
 */
import type { Applied, Applying } from './applyEntry.ts';
import { applyCommand } from './dict.ts';
import { note } from './notes.ts';
import { addNote } from './step.ts';
import type { ClientId, DictCommand, LogIndex } from './types.ts';

/** Applies the command of entry `index` once for its client. */
export function applyInSession(applying: Applying, index: LogIndex, command: DictCommand): Applied {
  const { node, rules } = applying;
  const { client = '', seq = 0 } = command;
  const session = node.sessions.get(client);
  if (session?.expired === true) {
    return refuse(applying, index, client, seq, `the session of ${client} has expired; nobody can tell whether this is a retry`);
  }
  if (session !== undefined && rules.isRepeated(seq, session.seq)) {
    if (seq < session.seq) {
      const reason = `command ${seq} of ${client} came after its command ${session.seq}; what it returned is not kept`;
      return refuse(applying, index, client, seq, reason);
    }
    addNote(applying, note('commandRepeated', 'isRepeated', { client, seq, lastSeq: session.seq, index }));
    node.sessions.set(client, { ...session, usedAt: index });
    return { result: session.result, refused: null };
  }
  const result = applyCommand(node.dict, command);
  node.sessions.set(client, { seq, result, usedAt: index, expired: false });
  if (session === undefined) {
    addNote(applying, note('sessionOpened', 'isRepeated', { client, index }));
    expireOldest(applying, index);
  }
  return { result, refused: null };
}

function refuse(applying: Applying, index: LogIndex, client: ClientId, seq: number, reason: string): Applied {
  addNote(applying, note('sessionRefused', 'sessionExpired', { client, seq, index, reason }));
  return { result: null, refused: reason };
}

/** Every node decides this by the log alone, so all expire the same sessions at the same entry. */
function expireOldest(applying: Applying, index: LogIndex): void {
  const { node } = applying;
  const { maxSessions } = node.options;
  if (maxSessions === null) return;
  const open = [...node.sessions].filter(([, session]) => !session.expired);
  if (open.length <= maxSessions) return;
  const [client, session] = open.reduce((oldest, one) => (one[1].usedAt < oldest[1].usedAt ? one : oldest));
  node.sessions.set(client, { ...session, result: null, expired: true });
  addNote(applying, note('sessionExpired', 'sessionExpired', { client, index, usedAt: session.usedAt }));
}

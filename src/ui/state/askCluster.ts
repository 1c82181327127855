/** Asks the cluster something and hears what becomes of it. */
import type { RequestRecord } from '../../trace/event.ts';
import type { RequestCommand, RunCommand } from '../../trace/command.ts';
import { refusalOf } from '../../session/members/refusal.ts';
import type { Session } from '../../session/session.ts';
import { askedNode } from '../../simulation/requests.ts';

/**
 * Sends `command` and calls `heard` with its request: once when it is there,
 * and again when it is answered. Ends when the request is no more, because the
 * user went back to before it.
 */
export function askCluster(session: Session, command: RequestCommand, heard: (request: RequestRecord) => void): void {
  const newest = session.store.getState().frame.requests.at(-1)?.id ?? 0;
  let status: RequestRecord['status'] | null = null;
  const look = (): void => {
    const { frame, pending = 0 } = session.store.getState();
    const request = frame.requests.find(({ id, op, to }) => id > newest && op === command.type && to === askedNode(command));
    if (request === undefined) {
      if (pending === 0) stop();
      return;
    }
    if (request.status === status) return;
    status = request.status;
    if (status !== 'pending') stop();
    heard(request);
  };
  const stop = session.store.subscribe(look);
  session.command(command);
}

/** Gives a command, and says so when it is a request that is refused, now or later. */
export function commandAndTell(session: Session, command: RunCommand): void {
  if (command.type !== 'change' && command.type !== 'transfer') {
    session.command(command);
    return;
  }
  askCluster(session, command, (request) => {
    if (request.status === 'refused') session.notify('info', refusalOf(request, session.store.getState().events).text);
    else if (request.status === 'unknown') session.notify('info', `${request.to} can’t say what became of it: ${request.reason ?? 'it stopped leading'}.`);
  });
}

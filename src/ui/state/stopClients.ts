import type { Session } from '../../session/session.ts';

/** Tells every client that asks by itself to stop; says so if there is none. */
export function stopClients(session: Session): void {
  const acting = session.store.getState().frame.clients.filter(({ phase }) => phase !== 'stopped');
  if (acting.length === 0) session.notify('info', 'No client asks by itself just now.');
  for (const { id } of acting) session.command({ type: 'stopClient', client: id });
}

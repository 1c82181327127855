/** Hands the one session to every feature. */
import { createContext, useContext, type ReactNode } from 'react';
import type { Session } from '../../session/session.ts';

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The session of this page; it never changes. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession is called outside of a SessionProvider');
  return session;
}

import type { Session } from '../../session/session.ts';
import { SessionProvider } from '../state/SessionProvider.tsx';
import { Shell } from './Shell.tsx';

/** The whole page on one session. */
export function App({ session }: { session: Session }) {
  return (
    <SessionProvider session={session}>
      <Shell />
    </SessionProvider>
  );
}

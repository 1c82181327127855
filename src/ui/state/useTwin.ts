/** The second cluster of a comparison, for the parts of the page that show both. */
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Session } from '../../session/session.ts';
import type { SessionState } from '../../session/state.ts';
import { useSession } from './SessionProvider.tsx';
import { useSessionState } from './useSessionState.ts';

/** The other session, null when nothing is compared. To be called under the first session. */
export function useTwin(): Session | null {
  const session = useSession();
  const compared = useSessionState((state) => state.comparison ?? null) !== null;
  return compared ? session.twin : null;
}

/** What `selector` takes from the state of any session; compared one level deep. */
export function useStateOf<T>(session: Session, selector: (state: SessionState) => T): T {
  return useStore(session.store, useShallow(selector));
}

/** Reads the session's store; a component renders again only when what it selected changed. */
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { SessionState } from '../../session/state.ts';
import { useSession } from './SessionProvider.tsx';

/**
 * What `selector` takes from the store. A selector that builds a new object or
 * array at each call must pass `shallow`, which compares one level deep.
 */
export function useSessionState<T>(selector: (state: SessionState) => T, compare?: 'shallow'): T {
  const { store } = useSession();
  const shallow = useShallow(selector);
  return useStore(store, compare === 'shallow' ? shallow : selector);
}

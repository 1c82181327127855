import { useMemo } from 'react';
import type { Frame } from '../../session/frame.ts';
import { useSession } from './SessionProvider.tsx';
import { useSessionState } from './useSessionState.ts';

/** The newest frame in which a node differs from the one before; time alone makes no new one. */
export function useNodesFrame(): Frame {
  const { store } = useSession();
  const nodes = useSessionState((state) => state.frame.nodes, 'shallow');
  // `nodes` is the reason to look again, not what is read.
  return useMemo(() => {
    void nodes;
    return store.getState().frame;
  }, [nodes, store]);
}

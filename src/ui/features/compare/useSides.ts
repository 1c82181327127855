import type { Session } from '../../../session/session.ts';
import { sidesOf, type Sides } from '../../../session/compare/sides.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { useStateOf } from '../../state/useTwin.ts';

/** The names of both sides. To be called under the first session. */
export function useSides(twin: Session): Sides {
  const a = useSessionState((state) => state.setup);
  const b = useStateOf(twin, (state) => state.setup);
  return sidesOf(a, b);
}

/** The two sessions in order. */
export function useBoth(twin: Session): readonly [Session, Session] {
  return [useSession(), twin];
}

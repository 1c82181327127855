import type { Session } from '../../../session/session.ts';
import { sidesOf, type Sides } from '../../../session/compare/sides.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { useStateOf } from '../../state/useTwin.ts';

/** The names of both sides. To be called under the first session. */
export function useSides(twin: Session): Sides {
  const a = useSessionState((state) => state.setup);
  const b = useStateOf(twin, (state) => state.setup);
  return sidesOf(a, b);
}

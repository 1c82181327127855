import { useRef } from 'react';
import { cursorOf } from '../../../session/selectors/timeline.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { timelineOf } from '../../state/timelineModel.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { summary } from './words.ts';

/** The picture in sentences, for those who don't see it. Stands still while time runs. */
export function Summary({ id }: { id: string }) {
  const session = useSession();
  const playing = useSessionState((state) => state.playing);
  const frame = useSessionState((state) => (state.playing ? null : state.frame));
  const last = useRef('');
  if (!playing && frame !== null && frame.nodes.length > 0) {
    last.current = summary(timelineOf(session), cursorOf(session.store.getState(), frame.time));
  }
  return (
    <p id={id} className="spoken">
      {last.current}
    </p>
  );
}

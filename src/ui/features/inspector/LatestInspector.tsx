import { useMemo } from 'react';
import { findBack } from '../../../session/selectors/whyEvents.ts';
import { interestOf } from '../../../trace/narrateRoutine.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { EventBody } from './EventInspector.tsx';
import { Gone } from './Gone.tsx';
import { seconds } from './words.ts';

/** Nothing is selected: the latest decision before the cursor explains itself. */
export function LatestInspector() {
  const events = useSessionState((state) => state.events);
  const count = useSessionState((state) => state.frame.eventCount);
  const event = useMemo(() => findBack(events, count, (each) => interestOf(each) === 'decision'), [events, count]);
  if (event === null) {
    return <Gone kicker="Why?" title="Nothing has been decided yet" text="Press play, or select a node, a message or an entry to ask about it." />;
  }
  return <EventBody event={event} kicker={`Latest decision, at ${seconds(event.time)} s`} />;
}

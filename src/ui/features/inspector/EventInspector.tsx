import { useMemo } from 'react';
import { eventAt } from '../../../session/selectors/whyEvents.ts';
import { whyEvent } from '../../../session/selectors/whyNode.ts';
import type { EventId, TraceEvent } from '../../../trace/event.ts';
import { narrateEvent } from '../../../trace/narrate.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { eventTitle } from './eventTitle.ts';
import { Gone } from './Gone.tsx';
import { Head } from './Head.tsx';
import styles from './Inspector.module.css';
import { MoreClauses } from './MoreClauses.tsx';
import { SentMessages } from './SentMessages.tsx';
import { WhyBlock } from './WhyBlock.tsx';
import { seconds } from './words.ts';

/** One event: its sentence, the rules that decided, its causes, and what it set off. */
export function EventInspector({ id }: { id: EventId }) {
  const events = useSessionState((state) => state.events);
  const happened = useSessionState((state) => id <= state.frame.eventCount);
  const event = eventAt(events, id);
  if (event === null) {
    return <Gone kicker={`Event ${id}`} title="Out of reach" text="It is too far from the cursor in time: its record is no longer at hand." />;
  }
  return <EventBody event={event} kicker={`Event ${id} at ${seconds(event.time)} s${happened ? '' : ', not yet'}`} />;
}

/** The same for an event that nobody selected. */
export function EventBody({ event, kicker }: { event: TraceEvent; kicker: string }) {
  const events = useSessionState((state) => state.events);
  const why = useMemo(() => whyEvent(events, event), [events, event]);
  const more = useMemo(() => narrateEvent(event).more, [event]);
  return (
    <>
      <Head kicker={kicker} title={eventTitle(event)} />
      <div className={styles.block}>
        <WhyBlock why={why} />
      </div>
      {more.length > 0 && (
        <div className={styles.block}>
          <MoreClauses clauses={more} />
        </div>
      )}
      {event.sent.length > 0 && (
        <div className={styles.block}>
          <SentMessages sent={event.sent} />
        </div>
      )}
    </>
  );
}

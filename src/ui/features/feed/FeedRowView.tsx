import { memo, useRef } from 'react';
import type { TraceEvent, VirtualMs } from '../../../trace/event.ts';
import { narrateEvent } from '../../../trace/narrate.ts';
import { counted } from '../../../trace/narrateWords.ts';
import { SectionTag } from '../../components/SectionTag.tsx';
import { TermText } from '../../components/TermText.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useClock } from '../../state/useClock.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './EventFeed.module.css';
import type { FeedRow, HeartbeatFold } from './feedRows.ts';

export function FeedRowView({ row, future, onUnfold }: { row: FeedRow; future: boolean; onUnfold: () => void }) {
  switch (row.kind) {
    case 'event':
      return <EventRow event={row.event} future={future} />;
    case 'fold':
      return <FoldRow fold={row} future={future} onUnfold={onUnfold} />;
    case 'cursor':
      return <CursorRow />;
  }
}

const seconds = (time: VirtualMs): string => (time / 1000).toFixed(3);

const EventRow = memo(function EventRow({ event, future }: { event: TraceEvent; future: boolean }) {
  const session = useSession();
  const selected = useSessionState(({ selection }) => selection?.kind === 'event' && selection.event === event.id);
  const sentence = narrateEvent(event);
  const go = (): void => {
    session.seekEvent(event.id);
    session.select({ kind: 'event', event: event.id });
  };
  return (
    <button
      type="button"
      className={styles.row}
      aria-current={selected || undefined}
      data-future={future}
      data-testid={`event-${event.id}`}
      onClick={go}
    >
      <span className={styles.time}>{seconds(event.time)}</span>
      <Sentence text={sentence.text} node={event.node} />
      <SectionTag sections={sentence.section === null ? [] : [sentence.section]} />
    </button>
  );
});

/** The node that acted stands out, so that one can run down the column for it. */
function Sentence({ text, node }: { text: string; node: string | null }) {
  const leads = node !== null && text.startsWith(node);
  return (
    <span className={styles.text}>
      {leads && <span className={styles.node}>{node}</span>}
      <TermText text={leads ? text.slice(node.length) : text} />
    </span>
  );
}

/** Beats where a leader sent some; else the messages of a beat that began before. */
function foldWords({ beats, events }: HeartbeatFold): string {
  return beats > 0 ? counted(beats, 'heartbeat') : counted(events, 'heartbeat message');
}

function FoldRow({ fold, future, onUnfold }: { fold: HeartbeatFold; future: boolean; onUnfold: () => void }) {
  return (
    <button type="button" className={`${styles.row} ${styles.fold}`} data-future={future} title="Show every heartbeat" onClick={onUnfold}>
      <span className={styles.time}>{seconds(fold.first.time)}</span>
      <span className={styles.text}>
        {foldWords(fold)}
        {fold.lost > 0 && <span className={styles.lost}>, {fold.lost} lost</span>}
      </span>
      <span />
    </button>
  );
}

function CursorRow() {
  const ref = useRef<HTMLSpanElement>(null);
  useClock((now) => {
    if (ref.current !== null) ref.current.textContent = seconds(now);
  });
  return (
    <div className={styles.cursor}>
      <span ref={ref} />
    </div>
  );
}

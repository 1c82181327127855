import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './EventFeed.module.css';
import { FeedRowView } from './FeedRowView.tsx';
import { feedRows, rowKey, type FeedFilter } from './feedRows.ts';

const ROW_PX = 26;

/** The rows in view, out of thousands. Follows the cursor until somebody scrolls; then it offers to again. */
export function FeedList({ filter, onUnfold }: { filter: FeedFilter; onUnfold: () => void }) {
  const events = useSessionState((state) => state.events);
  const eventCount = useSessionState((state) => state.frame.eventCount);
  const rows = useMemo(() => feedRows(events, eventCount, filter), [events, eventCount, filter]);
  const cursor = useMemo(() => rows.findIndex((row) => row.kind === 'cursor'), [rows]);
  const scroller = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
    overscan: 8,
  });
  useEffect(() => {
    // Two rows of the known future stay in sight below the cursor.
    if (follows) list.scrollToIndex(Math.min(cursor + 2, rows.length - 1), { align: 'end' });
  }, [follows, cursor, rows, list]);
  const stop = (): void => setFollows(false);
  return (
    <>
      <div
        ref={scroller}
        className={styles.scroll}
        onWheel={stop}
        onTouchMove={stop}
        onKeyDown={(event) => {
          if (['PageUp', 'PageDown', 'Home', 'End'].includes(event.key)) stop();
        }}
        data-testid="feed"
      >
        {rows.length === 1 && <p className={styles.empty}>{events.length === 0 ? 'Nothing has happened yet. Press play.' : 'No event fits this choice.'}</p>}
        <div className={styles.rows} style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={item.key}
                ref={list.measureElement}
                data-index={item.index}
                className={styles.place}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <FeedRowView row={row} future={item.index > cursor} onUnfold={onUnfold} />
              </div>
            );
          })}
        </div>
      </div>
      {!follows && (
        <Button className={styles.follow} icon={<ArrowDown size={14} aria-hidden />} onClick={() => setFollows(true)}>
          To the cursor
        </Button>
      )}
    </>
  );
}

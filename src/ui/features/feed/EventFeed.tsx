import { useState } from 'react';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './EventFeed.module.css';
import { FeedList } from './FeedList.tsx';
import type { FeedFilter } from './feedRows.ts';

/** What happened, in sentences: one row an event, heartbeats folded, the known future greyed. */
export function EventFeed() {
  const [filter, setFilter] = useState<FeedFilter>({ node: null, decisionsOnly: false, foldHeartbeats: true });
  const names = useSessionState((state) => state.frame.nodes.map((node) => node.id), 'shallow');
  return (
    <section className={styles.feed} aria-label="Events">
      <div className={styles.bar}>
        <div className={styles.chips} role="group" aria-label="Events of one node">
          {[null, ...names].map((node) => (
            <button
              key={node ?? 'all'}
              type="button"
              className={styles.chip}
              aria-pressed={filter.node === node}
              onClick={() => setFilter({ ...filter, node })}
            >
              {node ?? 'All'}
            </button>
          ))}
        </div>
        <div className={styles.space} />
        <div className={styles.chips} role="group" aria-label="Which events">
          <button
            type="button"
            className={styles.chip}
            aria-pressed={filter.decisionsOnly}
            title="What could have gone otherwise, and what you did"
            onClick={() => setFilter({ ...filter, decisionsOnly: !filter.decisionsOnly })}
          >
            Only decisions
          </button>
          <button
            type="button"
            className={styles.chip}
            aria-pressed={!filter.foldHeartbeats}
            title="Show every heartbeat instead of folding them"
            onClick={() => setFilter({ ...filter, foldHeartbeats: !filter.foldHeartbeats })}
          >
            Heartbeats
          </button>
        </div>
      </div>
      <FeedList filter={filter} onUnfold={() => setFilter({ ...filter, foldHeartbeats: false })} />
    </section>
  );
}

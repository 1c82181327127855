import { useMemo, useState, type ReactNode } from 'react';
import type { Frame } from '../../../session/frame.ts';
import { clusterConfig, halvesOf } from '../../../session/members/membership.ts';
import { newestLeader } from '../../../session/selectors/cluster.ts';
import type { CopiesView } from '../../../session/selectors/copies.ts';
import { useLayout, useMediaQuery } from '../../state/useMediaQuery.ts';
import { sizesFor } from './geometry.ts';
import { LogMatrix } from './LogMatrix.tsx';
import styles from './LogsPanel.module.css';
import { useNodesFrame } from '../../state/useNodesFrame.ts';

/** Every node's log, and what the leader knows of it or what is really on the disks. */
export function LogsPanel() {
  const frame = useNodesFrame();
  const [chosen, setChosen] = useState<CopiesView>('leader');
  const layout = useLayout();
  const mobile = layout === 'mobile';
  const tall = useMediaQuery('(min-height: 960px)');
  const narrow = mobile || layout === 'laptop';
  const count = frame.nodes.length;
  const sizes = useMemo(() => sizesFor(count, narrow, tall), [count, narrow, tall]);
  const leader = newestLeader(frame);
  const view = leader === null ? 'disks' : chosen;
  return (
    <section className={styles.panel} aria-labelledby="logs-title">
      <header className={styles.header}>
        <h2 id="logs-title" className="spoken">Logs</h2>
        <div className={styles.views} role="group" aria-label="Whose knowledge is shown">
          {leader !== null && (
            <ViewButton on={view === 'leader'} onClick={() => setChosen('leader')}>
              {mobile ? `as ${leader.id} sees them` : `as leader ${leader.id} sees them`}
            </ViewButton>
          )}
          <ViewButton on={view === 'disks'} onClick={() => setChosen('disks')}>
            {leader === null && 'nobody leads: '}
            {mobile ? 'on each disk' : 'what is on each disk'}
          </ViewButton>
        </div>
        <span className={styles.majority}>{majorityWords(frame)}</span>
      </header>
      <LogMatrix frame={frame} sizes={sizes} view={view} />
    </section>
  );
}

function ViewButton({ on, onClick, children }: { on: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={styles.view} aria-pressed={on} onClick={onClick}>
      {children}
    </button>
  );
}

/** `majority = 3 of 5`; of a joint configuration both, the old half first. P6 */
function majorityWords(frame: Frame): string {
  const halves = halvesOf(clusterConfig(frame).config);
  const words = halves.map(({ voters, majority }) => `${majority} of ${voters.length}`);
  return halves.length > 1 ? `joint: ${words.join(' and ')}` : `majority = ${words.join('')}`;
}

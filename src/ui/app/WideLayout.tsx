import type { LayoutName } from '../state/useMediaQuery.ts';
import { useSessionState } from '../state/useSessionState.ts';
import { InspectorSlot } from './InspectorSlot.tsx';
import { StagePanel, Timeline, Transport } from './Parts.tsx';
import { RightColumn } from './RightColumn.tsx';
import { StageExtras } from './StageExtras.tsx';
import { TopBar } from './TopBar.tsx';
import styles from './WideLayout.module.css';

/** From 768 px on: top bar, stage and right column, timeline; the inspector beside, over or under them. */
export function WideLayout({ layout }: { layout: Exclude<LayoutName, 'mobile'> }) {
  const selected = useSessionState((state) => state.selection !== null);
  return (
    <div className={styles.page} data-layout={layout}>
      <TopBar compact={layout !== 'desktop'} />
      <main className={styles.main} data-selected={selected || undefined}>
        <section className={styles.stage} aria-label="Cluster">
          <StagePanel toolbarExtras={<StageExtras />} />
        </section>
        <RightColumn />
        <InspectorSlot layout={layout} />
      </main>
      <section className={styles.time} aria-label="Time">
        <div className={styles.transport}>
          <Transport />
        </div>
        <div className={styles.timeline}>
          <Timeline />
        </div>
      </section>
    </div>
  );
}

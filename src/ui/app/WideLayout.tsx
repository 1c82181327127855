import { Suspense, type CSSProperties } from 'react';
import { StagePanel } from '../features/stage/StagePanel.tsx';
import { Transport } from '../features/transport/Transport.tsx';
import type { LayoutName } from '../state/useMediaQuery.ts';
import { useSessionState } from '../state/useSessionState.ts';
import { useTwin } from '../state/useTwin.ts';
import { useUi } from '../state/uiStore.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { InspectorSlot } from './InspectorSlot.tsx';
import { CompareWide, Timeline } from './lazyParts.ts';
import { RightColumn } from './RightColumn.tsx';
import { SplitHandle } from './SplitHandle.tsx';
import { StageExtras } from './StageExtras.tsx';
import { TopBar } from './TopBar.tsx';
import styles from './WideLayout.module.css';

/** From 768 px on: the top bar, and under it one cluster or two. */
export function WideLayout({ layout }: { layout: Exclude<LayoutName, 'mobile'> }) {
  const twin = useTwin();
  return (
    <div className={styles.page} data-layout={layout}>
      <TopBar compact={layout !== 'desktop'} />
      {twin === null ? (
        <OneCluster layout={layout} />
      ) : (
        <ErrorBoundary part="The comparison">
          <Suspense fallback={<main aria-busy="true" />}>
            <CompareWide twin={twin} layout={layout} />
          </Suspense>
        </ErrorBoundary>
      )}
    </div>
  );
}

/** Stage and right column, timeline; the inspector beside, over or under them. */
function OneCluster({ layout }: { layout: Exclude<LayoutName, 'mobile'> }) {
  const selected = useSessionState((state) => state.selection !== null);
  // Free play 55 : 45; beside an open inspector stage and logs share evenly (520 : 512).
  const usual = selected && layout === 'desktop' ? 0.504 : 0.55;
  const share = useUi((state) => state.stageShare) ?? usual;
  return (
    <>
      <main className={styles.main} style={layout === 'tablet' ? undefined : ({ '--stage-share': share } as CSSProperties)}>
        <section className={styles.stage} aria-label="Cluster">
          <ErrorBoundary part="The stage">
            <StagePanel toolbarExtras={<StageExtras />} />
          </ErrorBoundary>
        </section>
        {layout !== 'tablet' && <SplitHandle usual={usual} />}
        <RightColumn />
        <InspectorSlot layout={layout} />
      </main>
      <section className={styles.time} aria-label="Time">
        <div className={styles.transport}>
          <ErrorBoundary part="The transport">
            <Transport />
          </ErrorBoundary>
        </div>
        <div className={styles.timeline}>
          <ErrorBoundary part="The timeline">
            <Suspense>
              <Timeline />
            </Suspense>
          </ErrorBoundary>
        </div>
      </section>
    </>
  );
}

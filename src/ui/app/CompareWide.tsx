import { StagePanel } from '../features/stage/StagePanel.tsx';
import { ComparePanel } from '../features/compare/ComparePanel.tsx';
import { CompareTimeline } from '../features/compare/CompareTimeline.tsx';
import { SideHead } from '../features/compare/SideHead.tsx';
import { useSides } from '../features/compare/useSides.ts';
import { ClientBar } from '../features/client/ClientBar.tsx';
import { Transport } from '../features/transport/Transport.tsx';
import type { Session } from '../../session/session.ts';
import { SessionProvider } from '../state/SessionProvider.tsx';
import { openDialog } from '../state/uiStore.ts';
import type { LayoutName } from '../state/useMediaQuery.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { ExportButton } from './ExportButton.tsx';
import { InspectorSlot } from './InspectorSlot.tsx';
import { StageExtras } from './StageExtras.tsx';
import styles from './CompareWide.module.css';

const GUTTER = 168;

/** Two clusters side by side, their figures, and one time for both. What is under the top bar. */
export function CompareWide({ twin, layout }: { twin: Session; layout: Exclude<LayoutName, 'mobile'> }) {
  const sides = useSides(twin);
  const slot = layout === 'tablet' ? 'tablet' : 'laptop';
  return (
    <>
      <main className={styles.main} data-layout={layout}>
        <section className={styles.side} aria-label={`Cluster A, ${sides.a}`}>
          <SideHead side="A" title={sides.a} />
          <div className={styles.stage}>
            <ErrorBoundary part="The first stage">
              <StagePanel toolbarExtras={<StageExtras />} />
            </ErrorBoundary>
          </div>
        </section>
        <SessionProvider session={twin}>
          <section className={styles.side} aria-label={`Cluster B, ${sides.b}`}>
            <SideHead side="B" title={sides.b} />
            <div className={styles.stage}>
              <ErrorBoundary part="The second stage">
                <StagePanel toolbarExtras={<StageExtras />} />
              </ErrorBoundary>
            </div>
          </section>
        </SessionProvider>
        <aside className={styles.column} aria-label="Comparison">
          <div className={styles.scroll}>
            <ErrorBoundary part="The comparison">
              <ComparePanel
                twin={twin}
                onChange={() => openDialog('compare')}
                exports={
                  <SessionProvider session={twin}>
                    <ExportButton>Download B</ExportButton>
                  </SessionProvider>
                }
              />
            </ErrorBoundary>
          </div>
          <div className={styles.client} data-region="client">
            <ClientBar />
          </div>
        </aside>
        <InspectorSlot layout={slot} head={<SideHead side="A" title={sides.a} />} />
        <SessionProvider session={twin}>
          <InspectorSlot layout={slot} head={<SideHead side="B" title={sides.b} />} />
        </SessionProvider>
      </main>
      <section className={styles.time} aria-label="Time of both clusters">
        <div className={styles.transport}>
          <ErrorBoundary part="The transport">
            <Transport />
          </ErrorBoundary>
        </div>
        <div className={styles.timeline}>
          <ErrorBoundary part="The timeline">
            <CompareTimeline twin={twin} gutter={GUTTER} />
          </ErrorBoundary>
        </div>
      </section>
    </>
  );
}

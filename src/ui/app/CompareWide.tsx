import { StagePanel } from '../features/stage/StagePanel.tsx';
import { ComparePanel } from '../features/compare/ComparePanel.tsx';
import { CompareTimeline } from '../features/compare/CompareTimeline.tsx';
import { SideHead } from '../features/compare/SideHead.tsx';
import { useSides } from '../features/compare/useSides.ts';
import { ClientBar } from '../features/client/ClientBar.tsx';
import { InvariantsPill } from '../features/invariants/InvariantsPill.tsx';
import type { Session } from '../../session/session.ts';
import { SessionProvider, useSession } from '../state/SessionProvider.tsx';
import { useStateOf } from '../state/useTwin.ts';
import { openDialog } from '../state/uiStore.ts';
import type { LayoutName } from '../state/useMediaQuery.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { ExportButton } from './ExportButton.tsx';
import { InspectorSlot } from './InspectorSlot.tsx';
import { CompareExtras } from './CompareExtras.tsx';
import { CompareTransport } from './CompareTransport.tsx';
import styles from './CompareWide.module.css';

const GUTTER = 168;

/** Two clusters side by side, their figures, and one time for both. What is under the top bar. */
export function CompareWide({ twin, layout }: { twin: Session; layout: Exclude<LayoutName, 'mobile'> }) {
  const sides = useSides(twin);
  const session = useSession();
  // One thing is selected on the page, in one of the clusters.
  const inB = useStateOf(twin, (state) => state.selection !== null);
  const slot = layout === 'tablet' ? 'tablet' : 'laptop';
  return (
    <>
      <main className={styles.main} data-layout={layout}>
        <section className={styles.side} aria-label={`Cluster A, ${sides.a}`}>
          <SideHead side="A" title={sides.a}>
            <InvariantsPill short />
          </SideHead>
          <div className={styles.stage}>
            <ErrorBoundary part="The first stage">
              <StagePanel toolbarExtras={<CompareExtras />} />
            </ErrorBoundary>
          </div>
        </section>
        <SessionProvider session={twin}>
          <section className={styles.side} aria-label={`Cluster B, ${sides.b}`}>
            <SideHead side="B" title={sides.b}>
              <InvariantsPill short />
            </SideHead>
            <div className={styles.stage}>
              <ErrorBoundary part="The second stage">
                <StagePanel toolbarExtras={<CompareExtras />} />
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
        </aside>
        <div className={styles.client} data-region="client">
          <ClientBar />
        </div>
        <SessionProvider session={inB ? twin : session}>
          <InspectorSlot layout={slot} head={inB ? <SideHead side="B" title={sides.b} /> : <SideHead side="A" title={sides.a} />} />
        </SessionProvider>
      </main>
      <section className={styles.time} aria-label="Time of both clusters">
        <div className={styles.transport}>
          <ErrorBoundary part="The transport">
            <CompareTransport />
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

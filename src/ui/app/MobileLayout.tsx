import { Suspense } from 'react';
import { ClientBar } from '../features/client/ClientBar.tsx';
import { LogsPanel } from '../features/logs/LogsPanel.tsx';
import { StagePanel } from '../features/stage/StagePanel.tsx';
import { MobileTransport } from '../features/transport/MobileTransport.tsx';
import { SessionProvider, useSession } from '../state/SessionProvider.tsx';
import { useSessionState } from '../state/useSessionState.ts';
import { useTwin } from '../state/useTwin.ts';
import { showMobileTab, useUi, type MobileTab } from '../state/uiStore.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { ClientsPanel, CompareFigures, CompareSwitch, DictPanel, Inspector, Timeline } from './lazyParts.ts';
import { MobileHeader } from './MobileHeader.tsx';
import { MobileTabs } from './MobileTabs.tsx';
import { ReasonStrip } from './ReasonStrip.tsx';
import { StageExtras } from './StageExtras.tsx';
import styles from './MobileLayout.module.css';

function View({ tab }: { tab: MobileTab }) {
  if (tab === 'why') {
    return (
      <section className={styles.scroll} aria-label="Why" data-region="inspector" tabIndex={-1}>
        <Suspense>
          <Inspector />
        </Suspense>
      </section>
    );
  }
  if (tab === 'timeline') {
    return (
      <>
        <section className={styles.stage} aria-label="Timeline">
          <Suspense>
            <Timeline />
          </Suspense>
        </section>
        <ClientsBelow />
      </>
    );
  }
  if (tab === 'logs') {
    return (
      <>
        <section className={styles.scroll} aria-label="Logs and dictionary">
          <LogsPanel />
          <Suspense>
            <DictPanel />
          </Suspense>
        </section>
        <div className={styles.client} data-region="client">
          <ClientBar />
        </div>
      </>
    );
  }
  return (
    <>
      <section className={styles.stage} aria-label="Cluster">
        <StagePanel toolbarExtras={<StageExtras />} />
      </section>
      <ReasonStrip onWhy={() => showMobileTab('why')} />
    </>
  );
}

/** Under a phone's timeline, once there are clients. */
function ClientsBelow() {
  const any = useSessionState((state) => state.frame.clients.length > 0);
  if (!any) return null;
  return (
    <section className={styles.clients} aria-label="Clients">
      <Suspense>
        <ClientsPanel />
      </Suspense>
    </section>
  );
}

/** Below 768 px: one view at a time, time always at hand. */
export function MobileLayout() {
  const tab = useUi((state) => state.mobileTab);
  const session = useSession();
  const twin = useTwin();
  const side = useUi((state) => state.compareSide);
  const shown = side === 'b' ? (twin ?? session) : session;
  const figures = twin !== null && side === 'figures';
  return (
    <div className={styles.page}>
      <SessionProvider session={shown}>
        <MobileHeader />
      </SessionProvider>
      <main className={styles.main}>
        <Suspense>{twin !== null && <CompareSwitch twin={twin} />}</Suspense>
        <ErrorBoundary key={tab + side} part="This view">
          <Suspense>
            {figures ? (
              <CompareFigures twin={twin} />
            ) : (
              <SessionProvider session={shown}>
                <View tab={tab} />
              </SessionProvider>
            )}
          </Suspense>
        </ErrorBoundary>
      </main>
      <section className={styles.transport} aria-label="Time">
        <MobileTransport />
      </section>
      <MobileTabs />
    </div>
  );
}

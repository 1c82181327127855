import { showMobileTab, useUi } from '../state/uiStore.ts';
import { useSessionState } from '../state/useSessionState.ts';
import { ClientBar, DictPanel, EventFeed, Inspector, LogsPanel, MobileTransport, StagePanel, Timeline } from './Parts.tsx';
import { MobileHeader } from './MobileHeader.tsx';
import { MobileTabs } from './MobileTabs.tsx';
import { ReasonStrip } from './ReasonStrip.tsx';
import { StageExtras } from './StageExtras.tsx';
import styles from './MobileLayout.module.css';

function Why() {
  const selected = useSessionState((state) => state.selection !== null);
  return (
    <section className={styles.scroll} aria-label="Why" data-region="inspector">
      {selected ? <Inspector /> : <EventFeed />}
    </section>
  );
}

/** Below 768 px: one view at a time, time always at hand. */
export function MobileLayout() {
  const tab = useUi((state) => state.mobileTab);
  return (
    <div className={styles.page}>
      <MobileHeader />
      <main className={styles.main}>
        {tab === 'stage' && (
          <>
            <section className={styles.stage} aria-label="Cluster">
              <StagePanel toolbarExtras={<StageExtras />} />
            </section>
            <ReasonStrip onWhy={() => showMobileTab('why')} />
          </>
        )}
        {tab === 'logs' && (
          <>
            <section className={styles.scroll} aria-label="Logs and dictionary">
              <LogsPanel />
              <DictPanel />
            </section>
            <div className={styles.client} data-region="client">
              <ClientBar />
            </div>
          </>
        )}
        {tab === 'timeline' && (
          <section className={styles.stage} aria-label="Timeline">
            <Timeline />
          </section>
        )}
        {tab === 'why' && <Why />}
      </main>
      <section className={styles.transport} aria-label="Time">
        <MobileTransport />
      </section>
      <MobileTabs />
    </div>
  );
}

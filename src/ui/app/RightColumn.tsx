import { Tabs } from 'radix-ui';
import { Suspense } from 'react';
import { ClientBar } from '../features/client/ClientBar.tsx';
import { LogsPanel } from '../features/logs/LogsPanel.tsx';
import { showRightTab, useUi, type RightTab } from '../state/uiStore.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { ClientsPanel, ConsolePanel, DictPanel, EventFeed } from './lazyParts.ts';
import styles from './RightColumn.module.css';

const tabs: readonly { value: RightTab; label: string }[] = [
  { value: 'logs', label: 'Logs' },
  { value: 'events', label: 'Events' },
  { value: 'console', label: 'Console' },
  { value: 'clients', label: 'Clients' },
];

/** Logs and dictionary, events, console, or clients; the client bar stays under each. */
export function RightColumn() {
  const tab = useUi((state) => state.rightTab);
  return (
    <section className={styles.column} data-region="right" aria-label="Logs, events and console">
      <Tabs.Root
        className={styles.tabs}
        value={tab}
        onValueChange={(value) => showRightTab(value as RightTab)}
      >
        <Tabs.List className={styles.list} aria-label="What the right side shows">
          {tabs.map(({ value, label }) => (
            <Tabs.Trigger key={value} value={value} className={styles.tab} data-label={label}>
              {label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="logs" className={styles.scroll} tabIndex={-1}>
          <ErrorBoundary part="The logs">
            <LogsPanel />
            <Suspense>
              <DictPanel />
            </Suspense>
          </ErrorBoundary>
        </Tabs.Content>
        <Tabs.Content value="events" className={styles.fill} tabIndex={-1}>
          <ErrorBoundary part="The feed">
            <Suspense>
              <EventFeed />
            </Suspense>
          </ErrorBoundary>
        </Tabs.Content>
        <Tabs.Content value="console" className={styles.fill} tabIndex={-1}>
          <ErrorBoundary part="The console">
            <Suspense>
              <ConsolePanel />
            </Suspense>
          </ErrorBoundary>
        </Tabs.Content>
        <Tabs.Content value="clients" className={styles.fill} tabIndex={-1}>
          <ErrorBoundary part="The clients">
            <Suspense>
              <ClientsPanel />
            </Suspense>
          </ErrorBoundary>
        </Tabs.Content>
      </Tabs.Root>
      <div className={styles.client} data-region="client">
        <ClientBar />
      </div>
    </section>
  );
}

import { Ellipsis } from 'lucide-react';
import { IconButton } from '../components/IconButton.tsx';
import { Menu } from '../components/Menu.tsx';
import { InvariantsPill } from '../features/invariants/InvariantsPill.tsx';
import { useRunFiles } from '../features/run/useRunFiles.ts';
import { addNode } from '../state/addNode.ts';
import { openDialog } from '../state/uiStore.ts';
import { useSession } from '../state/SessionProvider.tsx';
import { useSessionState } from '../state/useSessionState.ts';
import { BugChip } from './BugChip.tsx';
import { Facts } from './Facts.tsx';
import { themes } from './ThemeMenu.tsx';
import styles from './MobileHeader.module.css';

function MoreMenu() {
  const session = useSession();
  const theme = useSessionState((state) => state.theme);
  const comparing = session.twin !== null;
  const files = useRunFiles();
  return (
    <Menu
      label="More"
      trigger={
        <IconButton label="More">
          <Ellipsis size={18} />
        </IconButton>
      }
      entries={[
        { label: 'New run…', run: () => openDialog('newRun') },
        { label: 'Open a scenario…', run: () => openDialog('open') },
        { label: 'Download the scenario', run: files.download },
        { label: 'Compare…', run: () => openDialog('compare') },
        ...(comparing ? [{ label: 'Close the comparison', run: () => session.endComparison() }] : []),
        'separator',
        { label: 'Add node', run: () => addNode(session) },
        { label: 'Add client…', run: () => openDialog('client') },
        { label: 'Members…', run: () => openDialog('members') },
        { label: 'Partition…', run: () => openDialog('partition') },
        { label: 'Crash the leader', run: () => session.crashLeader() },
        { label: 'Heal all links', run: () => session.command({ type: 'heal', links: null }) },
        'separator',
        { label: 'All actions…', run: () => openDialog('palette') },
        ...themes.map(({ value, label }) => ({
          label: `Theme: ${label.toLowerCase()}`,
          checked: theme === value,
          run: () => session.setTheme(value),
        })),
      ]}
    />
  );
}

/** 48 px of name and state, 27 px of facts. */
export function MobileHeader() {
  const title = useSessionState((state) => state.title);
  // There isn't room for both, and the bug says more.
  const buggy = useSessionState((state) => state.setup.cluster.bugs.length > 0);
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <h1 className={styles.name}>Raft Playground</h1>
        <InvariantsPill short />
        <MoreMenu />
      </div>
      <div className={styles.facts}>
        <Facts short />
        <BugChip />
        {title !== null && !buggy && (
          <p className={`${styles.title} clip`} title={title}>
            {title}
          </p>
        )}
      </div>
    </header>
  );
}

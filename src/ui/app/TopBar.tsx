import { CircleHelp, Columns2, Command, FolderOpen, Plus, Share } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { Menu } from '../components/Menu.tsx';
import { InvariantsPill } from '../features/invariants/InvariantsPill.tsx';
import { useRunFiles } from '../features/run/useRunFiles.ts';
import { openDialog } from '../state/uiStore.ts';
import { useSessionState } from '../state/useSessionState.ts';
import { BugChip } from './BugChip.tsx';
import { Facts } from './Facts.tsx';
import { Logo } from './Logo.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';
import styles from './TopBar.module.css';

function RunButtons({ compact }: { compact: boolean }) {
  const files = useRunFiles();
  const exports = [
    { label: 'Download the scenario', run: files.download },
    { label: 'Copy the scenario', run: files.copy },
  ];
  if (compact) {
    return (
      <Menu
        label="Run"
        trigger={<Button look="quiet">Run</Button>}
        entries={[
          { label: 'New run…', run: () => openDialog('newRun'), shortcut: 'N' },
          { label: 'Open a scenario…', run: () => openDialog('open'), shortcut: 'O' },
          { label: 'Compare…', run: () => openDialog('compare'), shortcut: 'V' },
          'separator',
          ...exports,
        ]}
      />
    );
  }
  return (
    <>
      <Button look="quiet" icon={<Plus size={15} />} title="New run (N)" onClick={() => openDialog('newRun')}>
        New run
      </Button>
      <Button look="quiet" icon={<FolderOpen size={15} />} title="Open a scenario (O)" onClick={() => openDialog('open')}>
        Open
      </Button>
      <Button look="quiet" icon={<Columns2 size={15} />} title="Compare with a second cluster (V)" onClick={() => openDialog('compare')}>
        Compare
      </Button>
      <Menu
        label="Export"
        trigger={
          <Button look="quiet" icon={<Share size={15} />}>
            Export
          </Button>
        }
        entries={exports}
      />
    </>
  );
}

/** 44 px: whose page this is, which run, the facts, whether everything holds, and what can be done with the run. */
export function TopBar({ compact }: { compact: boolean }) {
  const title = useSessionState((state) => state.title);
  // Two clusters have their facts side by side below.
  const alone = useSessionState((state) => (state.comparison ?? null) === null);
  return (
    <header className={styles.bar}>
      <Logo />
      <h1 className={styles.name}>Raft Playground</h1>
      {title !== null && (
        <p className={`${styles.title} clip`} title={title}>
          {title}
        </p>
      )}
      <BugChip />
      <div className={styles.space} />
      {alone && <Facts />}
      {alone && <InvariantsPill />}
      <nav className={styles.actions} aria-label="Run and page">
        <RunButtons compact={compact} />
        <IconButton label="All actions" shortcut="Ctrl+K" onClick={() => openDialog('palette')}>
          <Command size={15} />
        </IconButton>
        <ThemeMenu />
        <IconButton label="Keys and help" shortcut="?" onClick={() => openDialog('help')}>
          <CircleHelp size={16} />
        </IconButton>
      </nav>
    </header>
  );
}

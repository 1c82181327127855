import { CrashLeaderButton } from '../features/faults/CrashLeaderButton.tsx';
import { NetworkPopover } from '../features/faults/NetworkPopover.tsx';
import { PartitionButton } from '../features/faults/PartitionButton.tsx';
import { openDialog } from '../state/uiStore.ts';
import styles from './CompareExtras.module.css';

/** What half a page has room for beside the tools; the rest is in the menus of nodes and among all actions. */
export function CompareExtras() {
  return (
    <div className={styles.extras}>
      <CrashLeaderButton />
      <PartitionButton onOpen={() => openDialog('partition')} />
      <div className={styles.space} />
      <NetworkPopover />
    </div>
  );
}

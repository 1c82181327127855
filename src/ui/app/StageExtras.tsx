import { CrashLeaderButton } from '../features/faults/CrashLeaderButton.tsx';
import { NetworkPopover } from '../features/faults/NetworkPopover.tsx';
import { PartitionButton } from '../features/faults/PartitionButton.tsx';
import { AddNodeButton, MembersButton } from '../features/members/AddNodeButton.tsx';
import { openDialog } from '../state/uiStore.ts';
import styles from './StageExtras.module.css';

/** What the stage's toolbar offers besides the tools: members, faults and the network. */
export function StageExtras() {
  return (
    <div className={styles.extras}>
      <AddNodeButton />
      <CrashLeaderButton />
      <PartitionButton onOpen={() => openDialog('partition')} />
      <MembersButton onOpen={() => openDialog('members')} />
      <div className={styles.space} />
      <NetworkPopover />
    </div>
  );
}

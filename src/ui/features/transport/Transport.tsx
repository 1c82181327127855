import { Segmented } from '../../components/Segmented.tsx';
import { setMessageFilter, useTimelineState, type MessageFilter } from '../../state/timelineStore.ts';
import { BranchMenu } from './BranchMenu.tsx';
import { Clock } from './Clock.tsx';
import { MarkKey } from './MarkKey.tsx';
import { NewestButton } from './NewestButton.tsx';
import { PlayButtons } from './PlayButtons.tsx';
import { SpeedControl } from './SpeedControl.tsx';
import styles from './Transport.module.css';

const filters: readonly { value: MessageFilter; label: string; title: string }[] = [
  { value: 'causes', label: 'Causes', title: 'What led to the selection in ink, the rest faint' },
  { value: 'all', label: 'All messages', title: 'Every message' },
  { value: 'noHeartbeats', label: 'No heartbeats', title: 'Without heartbeats and their answers' },
];

/** The row above the timeline: time, speed, which messages, and the key of marks. */
export function Transport() {
  const filter = useTimelineState((state) => state.filter);
  return (
    <div className={styles.transport}>
      <PlayButtons />
      <Clock />
      <SpeedControl />
      <NewestButton />
      <BranchMenu />
      <div className={styles.filter}>
        <Segmented label="Messages on the timeline" value={filter} options={filters} onChange={setMessageFilter} />
      </div>
      <MarkKey />
    </div>
  );
}

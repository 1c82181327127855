import { MarkKey } from '../../components/MarkKey.tsx';
import { MessageFilterControl } from '../../components/MessageFilterControl.tsx';
import { BranchMenu } from './BranchMenu.tsx';
import { Clock } from './Clock.tsx';
import { NewestButton } from './NewestButton.tsx';
import { PlayButtons } from './PlayButtons.tsx';
import { SpeedControl } from './SpeedControl.tsx';
import styles from './Transport.module.css';

/** The row above the timeline: time, speed, which messages, and the key of marks. */
export function Transport() {
  return (
    <div className={styles.transport}>
      <PlayButtons />
      <Clock />
      <SpeedControl />
      <NewestButton />
      <BranchMenu />
      <div className={styles.filter}>
        <MessageFilterControl />
      </div>
      <MarkKey />
    </div>
  );
}

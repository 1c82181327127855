import { CompareKey } from '../features/compare/CompareKey.tsx';
import { BranchMenu } from '../features/transport/BranchMenu.tsx';
import { Clock } from '../features/transport/Clock.tsx';
import { NewestButton } from '../features/transport/NewestButton.tsx';
import { PlayButtons } from '../features/transport/PlayButtons.tsx';
import { SpeedControl } from '../features/transport/SpeedControl.tsx';
import styles from './CompareTransport.module.css';

/** One time for both clusters, and the key of the timeline under it. */
export function CompareTransport() {
  return (
    <div className={styles.transport}>
      <PlayButtons />
      <Clock />
      <SpeedControl />
      <NewestButton />
      <BranchMenu />
      <div className={styles.space} />
      <CompareKey />
    </div>
  );
}

import { BranchMenu } from './BranchMenu.tsx';
import { Clock } from './Clock.tsx';
import { PlayButtons } from './PlayButtons.tsx';
import { SpeedControl } from './SpeedControl.tsx';
import { Strip } from './Strip.tsx';
import styles from './MobileTransport.module.css';

/** Time at hand on a phone: the run as a strip, and the buttons under it. */
export function MobileTransport() {
  return (
    <div className={styles.transport}>
      <Strip />
      <div className={styles.row}>
        <Clock />
        <PlayButtons />
        <div className={styles.end}>
          <BranchMenu />
          <SpeedControl />
        </div>
      </div>
    </div>
  );
}

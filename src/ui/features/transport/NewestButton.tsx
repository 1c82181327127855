import { ChevronsRight } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './Transport.module.css';

/** Shown while the cursor stands in the past: back to where the run has got to. */
export function NewestButton() {
  const session = useSession();
  const past = useSessionState(({ frame, playing }) => !playing && frame.eventCount < frame.endEvents);
  if (!past) return null;
  return (
    <Button
      look="quiet"
      className={styles.newest}
      icon={<ChevronsRight size={15} />}
      aria-label="Go to newest"
      title="The cursor is in the past. Go to the newest moment (End)"
      onClick={() => session.seekEnd()}
    >
      <span className={styles.word}>Newest</span>
    </Button>
  );
}

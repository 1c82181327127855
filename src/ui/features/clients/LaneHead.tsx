import { Square } from 'lucide-react';
import type { ClientActor } from '../../../trace/client.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import styles from './Lanes.module.css';

/** A client's name at the left of its lane, how it works, and the button that stops it. */
export function LaneHead({ client, top, height, width }: { client: ClientActor; top: number; height: number; width: number }) {
  const session = useSession();
  const { id, phase, settings } = client;
  const stopped = phase === 'stopped';
  return (
    <div className={styles.head} style={{ top, height, width }} data-testid={`lane-${id}`}>
      <span className={styles.name} title={`${id}: ${settings.does} on ${settings.key}`}>
        {id}
      </span>
      <span className={styles.how}>{stopped ? 'stopped' : settings.session ? 'session' : 'no session'}</span>
      {!stopped && (
        <IconButton label={`Stop ${id}`} className={styles.stop ?? ''} onClick={() => session.command({ type: 'stopClient', client: id })}>
          <Square size={11} fill="currentColor" aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

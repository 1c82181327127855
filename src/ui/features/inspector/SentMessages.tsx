import type { Envelope } from '../../../trace/event.ts';
import { messageTitle } from '../../../trace/narrateMessage.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import styles from './Clauses.module.css';

/** The messages that an event put on the network; a click selects one. */
export function SentMessages({ sent }: { sent: readonly Envelope[] }) {
  const session = useSession();
  return (
    <section aria-label="Messages sent">
      <h3 className={styles.heading}>Sent</h3>
      <ul>
        {sent.map(({ id, message, lost }) => (
          <li key={id}>
            <button type="button" className={styles.row} onClick={() => session.select({ kind: 'message', message: id })}>
              <span>{messageTitle(message)}</span>
              <span className={styles.value}>
                {lost !== null && <span className={styles.lost}>lost </span>}→ {message.to}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

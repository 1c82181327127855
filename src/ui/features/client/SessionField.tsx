import { UserRound } from 'lucide-react';
import type { ClientId } from '../../../raft/types.ts';
import { NODE_ID_MAX } from '../../../trace/limits.ts';
import { Popover } from '../../components/Popover.tsx';
import { SectionTag } from '../../components/SectionTag.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { nextSeq } from './asked.ts';
import styles from './ClientBar.module.css';

/** Who asks: nobody in particular, or a client whose commands are numbered and take effect once. T6.3 */
export function SessionField({ client, reads, onChange }: { client: ClientId; reads: boolean; onChange: (client: ClientId) => void }) {
  const seq = useSessionState((state) => (client === '' ? 0 : nextSeq(client, state.frame)));
  const named = client !== '' && !reads;
  const words = named ? `${client} #${seq}` : 'none';
  return (
    <Popover
      label="Client session"
      side="top"
      className={styles.sessionSurface ?? ''}
      trigger={
        <button
          type="button"
          className={styles.session}
          data-named={named || undefined}
          aria-label={`Client session: ${words}`}
          title={named ? `Sent as command ${seq} of ${client}` : 'Client session: none, so a retry is another command'}
        >
          <UserRound size={14} aria-hidden />
          {named && (
            <span>
              <span className={styles.sessionName}>{client} </span>#{seq}
            </span>
          )}
        </button>
      }
    >
      <label>
        Client name
        <input
          className={styles.field}
          value={client}
          maxLength={NODE_ID_MAX}
          placeholder="none"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value.trim())}
        />
      </label>
      <p>
        With a name every command gets the client’s next number, and the cluster applies each number once, however often
        and to whomever it is sent. Without one a retry takes effect again. <SectionTag sections={['T6.3']} />
      </p>
    </Popover>
  );
}

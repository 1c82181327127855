import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { stopClients } from '../../state/stopClients.ts';
import { openDialog } from '../../state/uiStore.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { spans, type Span } from './lanes.ts';
import { Lanes } from './Lanes.tsx';
import { OperationDetail } from './OperationDetail.tsx';
import styles from './ClientsPanel.module.css';

const spanOptions = spans.map((ms) => ({ value: String(ms), label: `${ms / 1000} s`, title: `Show the last ${ms / 1000} s` }));

/** The history of the clients that act by themselves: a lane for each, an interval for each thing that it asked for. */
export function ClientsPanel() {
  const session = useSession();
  const [span, setSpan] = useState<Span>(2000);
  const any = useSessionState((state) => state.frame.clients.length > 0);
  const acting = useSessionState((state) => state.frame.clients.some(({ phase }) => phase !== 'stopped'));
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <Button icon={<UserRoundPlus size={15} aria-hidden />} onClick={() => openDialog('client')}>
          Add client
        </Button>
        {acting && (
          <Button look="quiet" onClick={() => stopClients(session)}>
            Stop all
          </Button>
        )}
        <span className={styles.space} />
        {any && (
          <Segmented
            label="Time shown"
            value={String(span)}
            options={spanOptions}
            onChange={(value) => setSpan(spans.find((each) => String(each) === value) ?? span)}
          />
        )}
      </div>
      {any ? (
        <div className={styles.scroll}>
          <Lanes span={span} />
          <OperationDetail />
        </div>
      ) : (
        <p className={styles.empty}>
          Nobody asks by itself yet. A client asks for one thing after another, follows redirects, and tries another node when
          no answer comes; each thing that it asks for is an interval here, from the first request to the answer.
        </p>
      )}
    </div>
  );
}

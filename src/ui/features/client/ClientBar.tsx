import styles from './ClientBar.module.css';
import { ClientForm } from './ClientForm.tsx';
import { RequestHistory } from './RequestHistory.tsx';
import { useClient } from './useClient.ts';

/** A client of the cluster: asks it to change the dict, and tells what became of that. */
export function ClientBar() {
  const client = useClient();
  return (
    <div className={styles.bar}>
      <ClientForm onSend={client.send} />
      <RequestHistory client={client} />
    </div>
  );
}

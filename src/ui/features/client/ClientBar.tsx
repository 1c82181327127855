import { UserRoundPlus } from 'lucide-react';
import { IconButton } from '../../components/IconButton.tsx';
import { openDialog } from '../../state/uiStore.ts';
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
      <IconButton label="Add a client that asks by itself" shortcut="K" onClick={() => openDialog('client')}>
        <UserRoundPlus size={15} aria-hidden />
      </IconButton>
    </div>
  );
}

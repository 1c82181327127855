import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../components/IconButton.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './Inspector.module.css';

/** What is selected, and what can be done with it. */
export function Head({ kicker, title, meta, actions }: {
  kicker: ReactNode;
  title: string;
  meta?: ReactNode;
  actions?: ReactNode;
}) {
  const session = useSession();
  const selected = useSessionState((state) => state.selection !== null);
  return (
    <header className={`${styles.block} ${styles.head}`}>
      <div className={styles.kicker}>{kicker}</div>
      <h2 className={styles.title}>{title}</h2>
      {meta !== undefined && <div className={styles.meta}>{meta}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      {selected && (
        <IconButton label="Close" shortcut="Esc" className={styles.close} onClick={() => session.select(null)}>
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </header>
  );
}

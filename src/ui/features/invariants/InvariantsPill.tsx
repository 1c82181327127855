import { Check, CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { Popover } from '../../components/Popover.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { InvariantList } from './InvariantList.tsx';
import { pillStatus, pillText } from './status.ts';
import styles from './InvariantsPill.module.css';

/** Whether the paper's five properties hold at the cursor; opens the list of all invariants. */
export function InvariantsPill({ short = false }: { short?: boolean }) {
  const [open, setOpen] = useState(false);
  const status = useSessionState((state) => pillStatus(state.frame.invariants), 'shallow');
  const Icon = status.state === 'violated' ? CircleAlert : Check;
  return (
    <Popover
      label="Invariants"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className={styles.pill}
          data-state-of={status.state}
          data-testid="invariants-pill"
          title="All invariants, checked after every event"
        >
          {status.state !== 'checking' && <Icon size={14} aria-hidden className={styles.icon} />}
          <span className="clip">{pillText(status, short)}</span>
          {status.state === 'violated' && <span className="spoken"> violated</span>}
        </button>
      }
    >
      <InvariantList onGo={() => setOpen(false)} />
    </Popover>
  );
}

import { ChevronRight } from 'lucide-react';
import { ruleBook } from '../../raft/ruleBook.ts';
import { narrateEvent } from '../../trace/narrate.ts';
import { useSession } from '../state/SessionProvider.tsx';
import { useSessionState } from '../state/useSessionState.ts';
import { eventToExplain } from './eventToExplain.ts';
import styles from './ReasonStrip.module.css';

/** 56 px under a phone's stage: what has just happened (or what is selected), and the rule that decided. */
export function ReasonStrip({ onWhy }: { onWhy: () => void }) {
  const session = useSession();
  const event = useSessionState(eventToExplain);
  if (event === null) return null;
  const sentence = narrateEvent(event);
  const rule = sentence.rule === null ? null : ruleBook[sentence.rule];
  return (
    <button
      type="button"
      className={styles.strip}
      onClick={() => {
        if (session.store.getState().selection === null) session.select({ kind: 'event', event: event.id });
        onWhy();
      }}
    >
      <span className={styles.text}>
        <span className={`${styles.what} clip`}>{sentence.text}</span>
        {rule !== null && <span className={`${styles.rule} clip`}>{rule.sentence}</span>}
      </span>
      <span className={styles.why}>
        Why <ChevronRight size={14} aria-hidden />
      </span>
    </button>
  );
}

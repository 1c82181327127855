import { Check, CircleAlert } from 'lucide-react';
import type { InvariantStatus } from '../../../session/frame.ts';
import { sectionLabels } from '../../../trace/narrateSection.ts';
import { Button } from '../../components/Button.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './InvariantList.module.css';

function Line({ invariant, onGo }: { invariant: InvariantStatus; onGo: () => void }) {
  const session = useSession();
  const { violation } = invariant;
  return (
    <li className={styles.line} data-violated={violation !== null || undefined}>
      <span className={styles.number}>{invariant.number}</span>
      <div className={styles.words}>
        <p>
          <strong>{invariant.property}</strong>
          {sectionLabels(invariant.section).map(({ label, title }) => (
            <span key={label} className={styles.section} title={title}>
              {label}
            </span>
          ))}
        </p>
        <p className={styles.sentence}>{invariant.sentence}</p>
        {violation !== null && (
          <>
            <p className={styles.detail}>{violation.detail}</p>
            <Button
              onClick={() => {
                session.pause();
                session.seekEvent(violation.event);
                session.select({ kind: 'event', event: violation.event });
                onGo();
              }}
            >
              Go to {(violation.time / 1000).toFixed(3)} s
            </Button>
          </>
        )}
      </div>
      <span className={styles.verdict}>
        {violation === null ? <Check size={14} aria-hidden /> : <CircleAlert size={14} aria-hidden />}
        {violation === null ? 'holds' : 'violated'}
      </span>
    </li>
  );
}

function Group({ title, of, onGo }: { title: string; of: readonly InvariantStatus[]; onGo: () => void }) {
  if (of.length === 0) return null;
  return (
    <section>
      <h2 className={styles.head}>{title}</h2>
      <ol>
        {of.map((invariant) => (
          <Line key={invariant.property} invariant={invariant} onGo={onGo} />
        ))}
      </ol>
    </section>
  );
}

/** Every invariant: its number, name and section, and whether it holds up to the cursor or since when it doesn't. */
export function InvariantList({ onGo }: { onGo: () => void }) {
  const invariants = useSessionState((state) => state.frame.invariants);
  if (invariants.length === 0) return <p className={styles.empty}>The checker hasn’t spoken yet.</p>;
  const violated = invariants.filter((invariant) => invariant.violation !== null);
  const rest = invariants.filter((invariant) => invariant.violation === null);
  return (
    <div className={styles.list} role="region" aria-label="List of invariants" tabIndex={0}>
      <Group title="Violated" of={violated} onGo={onGo} />
      <Group title="The paper’s five, Figure 3" of={rest.filter((each) => each.figure3)} onGo={onGo} />
      <Group title="What else is checked after every event" of={rest.filter((each) => !each.figure3)} onGo={onGo} />
    </div>
  );
}

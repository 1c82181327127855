import type { Plan } from '../../../session/members/plan.ts';
import type { RaftOptions } from '../../../raft/types.ts';
import styles from './MembersDialog.module.css';

const kinds: Record<Plan['kind'], string> = {
  none: 'No change',
  learners: 'One entry',
  single: 'One voter at a time',
  joint: 'Joint consensus',
  refused: 'Not allowed',
};

/** What will happen: a sentence, and each majority that it takes. */
export function PlanView({ plan: { kind, sentence, steps }, option }: { plan: Plan; option: RaftOptions['membership'] }) {
  return (
    <section className={styles.plan} aria-label="What will happen" aria-live="polite" data-kind={kind}>
      <h3>{kind === 'none' ? (option === 'joint' ? 'Joint consensus' : 'One voter at a time') : kinds[kind]}</h3>
      <p>{sentence}</p>
      {steps.length > 0 && (
        <ol className={styles.steps}>
          {steps.map((halves, i) => (
            <li key={i}>
              {halves.map(({ name, voters, majority }) => (
                <span key={name} className={styles.half}>
                  <span className={styles.majority}>
                    {majority} of {voters.length}
                  </span>
                  <span className={styles.members}>{voters.join(' ')}</span>
                  {halves.length > 1 && <span className={styles.role}>{name}</span>}
                </span>
              ))}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

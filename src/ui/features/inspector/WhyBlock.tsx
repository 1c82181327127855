import { sectionsOf, type Check, type Why } from '../../../session/selectors/whyTypes.ts';
import { SectionTag } from '../../components/SectionTag.tsx';
import { TermText } from '../../components/TermText.tsx';
import { CauseChain } from './CauseChain.tsx';
import styles from './WhyBlock.module.css';

const spoken: Record<Check['state'], string> = {
  decides: 'This rule decides. ',
  passes: '',
  moot: 'Not reached. ',
  fact: '',
};

/** A question, its answer, the rules with their numbers, and how it came about. */
export function WhyBlock({ why }: { why: Why }) {
  return (
    <section aria-label={why.question} data-testid="why">
      <div className={styles.top}>
        <h3 className={styles.question}>{why.question}</h3>
        <SectionTag sections={sectionsOf(why.checks)} />
      </div>
      <p className={styles.answer}>
        <TermText text={why.answer} />
      </p>
      {why.checks.length > 0 && (
        <ul className={styles.checks}>
          {why.checks.map((check, i) => (
            <li key={i} className={styles.check} data-state={check.state}>
              <span>
                <span className="spoken">{spoken[check.state]}</span>
                {check.text}
              </span>
              {check.value !== null && <span className={styles.value}>{check.value}</span>}
            </li>
          ))}
        </ul>
      )}
      {why.remark !== null && <p className={styles.remark}>{why.remark}</p>}
      <CauseChain items={why.chain} />
    </section>
  );
}

import { bugZoo } from '../../../bugs/zoo.ts';
import { zooScenarios, type ZooScenario } from '../../../scenarios/zoo.ts';
import styles from './OpenDialog.module.css';

/** The bug zoo: what each does, what it breaks, who had it, and a schedule that shows it. */
export function ZooList({ onShow }: { onShow: (scenario: ZooScenario) => void }) {
  return (
    <>
      <p className={styles.intro}>
        Mistakes of real implementations, each in place of one rule. Open one and watch which invariant sees it; then open the
        same run without the bug.
      </p>
      <ul className={styles.list}>
        {bugZoo.map(({ number, name, does, breaks, seenIn }) => {
          const scenario = zooScenarios.find(({ id }) => id === name);
          if (scenario === undefined) return null;
          return (
            <li key={name}>
              <button type="button" className={styles.scenario} data-bug={name} onClick={() => onShow(scenario)}>
                <span className={styles.name}>
                  <span className={styles.number}>{number}</span>A node {does}
                </span>
                <span className={styles.description}>{scenario.description}</span>
                <span className={styles.breaks}>
                  {breaks === 'Liveness' ? 'Breaks liveness: nobody leads, though a majority could' : `Breaks ${breaks}`}
                </span>
                <span className={styles.seen}>Seen in {seenIn}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

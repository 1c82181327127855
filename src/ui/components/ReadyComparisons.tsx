import { comparisons, type ReadyComparison } from '../../scenarios/comparisons.ts';
import { useSession } from '../state/SessionProvider.tsx';
import styles from './ReadyComparisons.module.css';

/** Comparisons to watch: a scenario in two clusters that differ in one option. */
export function ReadyComparisons({ onChosen }: { onChosen: () => void }) {
  const session = useSession();
  const show = async ({ id, text, options }: ReadyComparison): Promise<void> => {
    onChosen();
    const opened = (await session.openScenario(text, id)) && (await session.compare({ options }));
    if (opened) session.play();
  };
  return (
    <ul className={styles.list}>
      {comparisons.map((comparison) => (
        <li key={comparison.id}>
          <button type="button" className={styles.comparison} onClick={() => void show(comparison)}>
            <span className={styles.name}>{comparison.name}</span>
            <span className={styles.description}>{comparison.description}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

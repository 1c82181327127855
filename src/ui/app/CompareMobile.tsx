import type { Session } from '../../session/session.ts';
import { Segmented } from '../components/Segmented.tsx';
import { ComparePanel } from '../features/compare/ComparePanel.tsx';
import { useSides } from '../features/compare/useSides.ts';
import { SessionProvider } from '../state/SessionProvider.tsx';
import { openDialog, showCompareSide, useUi } from '../state/uiStore.ts';
import styles from './CompareMobile.module.css';
import { ExportButton } from './ExportButton.tsx';

/** Which of the two clusters a phone shows, or what came of their difference. */
export function CompareSwitch({ twin }: { twin: Session }) {
  const side = useUi((state) => state.compareSide);
  const { a, b } = useSides(twin);
  return (
    <div className={styles.switch}>
      <Segmented
        label="Which cluster"
        value={side}
        options={[
          { value: 'a', label: `A ${a}`, title: a },
          { value: 'b', label: `B ${b}`, title: b },
          { value: 'figures', label: 'Figures' },
        ]}
        onChange={showCompareSide}
      />
    </div>
  );
}

/** The figures in place of a view. */
export function CompareFigures({ twin }: { twin: Session }) {
  return (
    <section className={styles.scroll} aria-label="Comparison">
      <ComparePanel
        twin={twin}
        onChange={() => openDialog('compare')}
        exports={
          <SessionProvider session={twin}>
            <ExportButton>Download B</ExportButton>
          </SessionProvider>
        }
      />
    </section>
  );
}

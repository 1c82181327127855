import { SlidersHorizontal, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { differingOptions } from '../../../session/optionBook.ts';
import type { Session } from '../../../session/session.ts';
import { describeRunCommand } from '../../../trace/narrateCommand.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { SectionTag } from '../../components/SectionTag.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { seconds } from '../../state/timeText.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { useStateOf } from '../../state/useTwin.ts';
import styles from './ComparePanel.module.css';
import { FigureTable } from './FigureTable.tsx';
import { useSides } from './useSides.ts';

/** What differs between the two clusters, and what came of it. `exports`: the buttons that save B as a run of its own. */
export function ComparePanel({ twin, onChange, exports }: { twin: Session; onChange: () => void; exports: ReactNode }) {
  const session = useSession();
  const { subject } = useSides(twin);
  const a = useSessionState((state) => state.setup.cluster.options);
  const b = useStateOf(twin, (state) => state.setup.cluster.options);
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2 className="clip" title={subject}>
          {subject}
        </h2>
        <IconButton label="Close the comparison" onClick={() => session.endComparison()}>
          <X size={16} />
        </IconButton>
      </header>
      {differingOptions(a, b).map(({ key, sentence, section }) => (
        <p key={key} className={styles.sentence}>
          {sentence} <SectionTag sections={[section]} />
        </p>
      ))}
      <FigureTable twin={twin} />
      <Refusals />
      <p className={styles.note}>Same seed, same nodes, same commands; each node of both runs in a worker of its own.</p>
      <div className={styles.buttons}>
        <Button icon={<SlidersHorizontal size={15} />} onClick={onChange}>
          Change…
        </Button>
        {exports}
      </div>
    </div>
  );
}

/** Commands up to this moment that only the first cluster could carry out. */
function Refusals() {
  const refused = useSessionState((state) => state.comparison?.refused ?? null);
  const now = useSessionState((state) => state.frame.moment.commands);
  const told = (refused ?? []).filter(({ index }) => index < now);
  if (told.length === 0) return null;
  return (
    <section className={styles.refusals}>
      <h3>Only in A</h3>
      <ul>
        {told.slice(-6).map(({ index, time, command, reason }) => (
          <li key={index}>
            <b>{describeRunCommand(command)}</b> at {seconds(time)} s. {reason}
          </li>
        ))}
      </ul>
      {told.length > 6 && <p>and {told.length - 6} before.</p>}
    </section>
  );
}

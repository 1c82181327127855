import { Bug as BugIcon } from 'lucide-react';
import { useState } from 'react';
import { findBug } from '../../../bugs/registry.ts';
import type { Bug } from '../../../bugs/zoo.ts';
import { ruleBook, type RuleId } from '../../../raft/ruleBook.ts';
import type { Session } from '../../../session/session.ts';
import { Button } from '../../components/Button.tsx';
import { Popover } from '../../components/Popover.tsx';
import { SectionTag } from '../../components/SectionTag.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './BugChip.module.css';

/** Which bugs this run has on; opens what they do, and the way to the same run without them. */
export function BugChip() {
  const session = useSession();
  const [open, setOpen] = useState(false);
  const names = useSessionState((state) => state.setup.cluster.bugs);
  const compared = useSessionState((state) => (state.comparison ?? null) !== null);
  const words = `${names.length === 1 ? 'bug' : 'bugs'} on: ${names.join(', ')}`;
  const it = names.length === 1 ? 'the bug' : 'the bugs';
  const then = (run: () => void) => () => {
    setOpen(false);
    run();
  };
  return (
    <Popover
      label="Bugs of this run"
      align="start"
      open={open}
      onOpenChange={setOpen}
      className={styles.surface ?? ''}
      trigger={
        <button type="button" className={styles.chip} title={words}>
          <BugIcon size={13} aria-hidden />
          <span className="clip">{words}</span>
        </button>
      }
    >
      {names.map((name) => {
        const bug = findBug(name);
        return bug === null ? null : <About key={name} bug={bug} />;
      })}
      <div className={styles.buttons}>
        <Button look="strong" onClick={then(() => void withoutBugs(session))}>
          Same run without {it}
        </Button>
        {!compared && <Button onClick={then(() => void sideBySide(session))}>Side by side</Button>}
      </div>
    </Popover>
  );
}

function About({ bug: { number, does, breaks, seenIn, rule } }: { bug: Bug }) {
  const paper = rule in ruleBook ? ruleBook[rule as RuleId] : null;
  return (
    <section className={styles.about}>
      <h2>
        <span className={styles.number}>{number}</span>A node {does}
      </h2>
      {paper !== null && (
        <p className={styles.rule}>
          The rule: {paper.sentence} <SectionTag sections={[paper.section]} />
        </p>
      )}
      <p>{breaks === 'Liveness' ? 'Breaks liveness: no invariant is violated, but nobody leads though a majority could.' : `Breaks ${breaks}.`}</p>
      <p className={styles.seen}>Seen in {seenIn}</p>
    </section>
  );
}

/** The same seed and commands by the paper’s rules; the bugs can be put back. */
async function withoutBugs(session: Session): Promise<void> {
  const { setup, title } = session.store.getState();
  const { bugs } = setup.cluster;
  const opened = await session.rerun({ bugs: [] }, title === null ? null : `${title}, by the paper’s rule`);
  if (!opened) return;
  session.notify('info', `The same run without ${bugs.join(', ')}: the same seed and the same commands, by the paper’s rules.`, {
    label: bugs.length === 1 ? 'Put the bug back' : 'Put the bugs back',
    run: () => void session.rerun({ bugs }, title).then(() => session.play()),
  });
  session.play();
}

/** With the bugs on the left and without them on the right, from the beginning. */
async function sideBySide(session: Session): Promise<void> {
  session.seekEvent(0);
  if (await session.compare({ bugs: [] })) session.play();
}

import { FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { libraryGroups, type LibraryScenario } from '../../../scenarios/library.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ReadyComparisons } from '../../components/ReadyComparisons.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import styles from './OpenDialog.module.css';
import { useRunFiles } from './useRunFiles.ts';
import { ZooList } from './ZooList.tsx';

/** Mistakes of real implementations, each with a schedule that shows it. */
const ZOO = 'Bug zoo';
/** Two clusters that differ in one option. */
const SIDE_BY_SIDE = 'Side by side';

/** Scenarios to watch: those that come with the playground, and files. Loaded when first opened, with the whole library. */
export function OpenDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const files = useRunFiles();
  const sections = useRef(new Map<string, HTMLElement>());
  const show = ({ id, text }: Pick<LibraryScenario, 'id' | 'text'>) => {
    onClose();
    void session.openScenario(text, id).then((opened) => {
      if (opened) session.play();
    });
  };
  return (
    <Dialog
      title="Open a scenario"
      detail="Each runs from its beginning; go through it event by event, or act and see what changes. A file can also be dropped anywhere on the page."
      onClose={onClose}
      width={820}
      footer={
        <Button
          look="strong"
          icon={<FolderOpen size={15} />}
          onClick={() => {
            onClose();
            files.open();
          }}
        >
          From a file…
        </Button>
      }
    >
      <div className={styles.columns}>
        <nav className={styles.topics} aria-label="Topics">
          {libraryGroups.map(({ title }) => (
            <button key={title} type="button" className={styles.topic} onClick={() => sections.current.get(title)?.scrollIntoView()}>
              {title}
            </button>
          ))}
          <button type="button" className={styles.topic} onClick={() => sections.current.get(ZOO)?.scrollIntoView()}>
            {ZOO}
          </button>
          <button type="button" className={styles.topic} onClick={() => sections.current.get(SIDE_BY_SIDE)?.scrollIntoView()}>
            {SIDE_BY_SIDE}
          </button>
        </nav>
        <div>
          {libraryGroups.map(({ title, scenarios }) => (
            <section
              key={title}
              className={styles.group}
              aria-label={title}
              ref={(element) => {
                if (element !== null) sections.current.set(title, element);
              }}
            >
              <h3 className={styles.title}>{title}</h3>
              <ul className={styles.list}>
                {scenarios.map((scenario) => (
                  <li key={scenario.id}>
                    <button type="button" className={styles.scenario} onClick={() => show(scenario)}>
                      <span className={styles.name}>{scenario.name}</span>
                      <span className={styles.description}>{scenario.description}</span>
                      {scenario.breaks.map((property) => (
                        <span key={property} className={styles.breaks}>
                          Breaks {property}
                        </span>
                      ))}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          <section
            className={styles.group}
            aria-label={ZOO}
            ref={(element) => {
              if (element !== null) sections.current.set(ZOO, element);
            }}
          >
            <h3 className={styles.title}>{ZOO}</h3>
            <ZooList onShow={show} />
          </section>
          <section
            className={styles.group}
            aria-label={SIDE_BY_SIDE}
            ref={(element) => {
              if (element !== null) sections.current.set(SIDE_BY_SIDE, element);
            }}
          >
            <h3 className={styles.title}>{SIDE_BY_SIDE}</h3>
            <ReadyComparisons onChosen={onClose} />
          </section>
        </div>
      </div>
    </Dialog>
  );
}

import { FolderOpen } from 'lucide-react';
import { library, type LibraryScenario } from '../../../scenarios/library.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import styles from './OpenDialog.module.css';
import { useRunFiles } from './useRunFiles.ts';

/** Scenarios to watch: those that come with the playground, and files. Loaded when first opened, with the whole library. */
export function OpenDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const files = useRunFiles();
  const show = ({ id, text }: LibraryScenario) => {
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
      width={640}
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
      <ul className={styles.list}>
        {library.map((scenario) => (
          <li key={scenario.id}>
            <button type="button" className={styles.scenario} onClick={() => show(scenario)}>
              <span className={styles.name}>{scenario.name}</span>
              <span className={styles.description}>{scenario.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

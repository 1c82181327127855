import { Dialog } from '../components/Dialog.tsx';
import { Kbd } from '../components/Kbd.tsx';
import { actions, printedKeys, type Action } from './actions.ts';
import styles from './HelpDialog.module.css';

const groups: readonly Action['group'][] = ['Time', 'Nodes', 'Network and clients', 'Page'];

const pointer: readonly [what: string, sentence: string][] = [
  ['Click', 'Select a node, message, link, entry or event; every view shows it, the inspector says why.'],
  ['Right-click', 'Or a long press: what can be done with a node, a message or a link.'],
  ['Drag a message', 'Along its link to delay it, off the link to drop it. Alt-click duplicates it.'],
  ['Alt-drag', 'On the empty stage: cut the links that the line crosses.'],
  ['Drag the time axis', 'Go to any moment. The wheel zooms. Acting in the past starts a branch; the old future is kept.'],
];

/** Keys, pointer, and how to read the picture, on one page. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      title="How this page works"
      detail="Every node is a whole Raft node in a worker of its own. A run is its seed, its cluster and what you did: nothing is random twice."
      onClose={onClose}
      width={760}
      textOnly
    >
      <div className={styles.columns}>
        {groups.map((group) => (
          <section key={group} className={styles.group}>
            <h3>{group}</h3>
            <dl className={styles.keys}>
              {actions
                .filter((action) => action.group === group && action.keys.length > 0)
                .map((action) => (
                  <div key={action.id}>
                    <dt>
                      <Kbd>{printedKeys(action)}</Kbd>
                    </dt>
                    <dd>{action.sentence}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section className={styles.group}>
          <h3>Pointer</h3>
          <dl className={styles.pointer}>
            {pointer.map(([what, sentence]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>{sentence}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section className={styles.group}>
          <h3>Reading the picture</h3>
          <p>Form is role, colour is term, and the numeral repeats the term.</p>
          <p>
            Solid is in force. An outline is on disk and undecided. Dashed isn’t real yet: in memory only, a candidate,
            the future. Hatched will lose. Red is only for loss, crash and violation.
          </p>
        </section>
      </div>
    </Dialog>
  );
}

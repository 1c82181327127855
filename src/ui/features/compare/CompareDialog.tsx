import { useState } from 'react';
import type { SetupChange } from '../../../session/compare/change.ts';
import { optionBook, valueText } from '../../../session/optionBook.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { OptionField } from '../../components/OptionField.tsx';
import { ReadyComparisons } from '../../components/ReadyComparisons.tsx';
import { Switch } from '../../components/Switch.tsx';
import { FormRemarks } from '../../state/formRemarks.ts';
import { draftOf, draftValue, optionsOfDraft, type OptionDraft, type OptionKey } from '../../state/optionDraft.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import styles from './CompareDialog.module.css';

/** In what a second cluster is to differ: every option as it would be there. */
export function CompareDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const { setup, comparison } = session.store.getState();
  const { options, bugs } = setup.cluster;
  const [draft, setDraft] = useState<OptionDraft>(() => draftOf({ ...options, ...comparison?.change.options }));
  const [kept, setKept] = useState(comparison?.change.bugs ?? bugs);
  const fixed = bugs.filter((bug) => !kept.includes(bug));
  const remarks = new FormRemarks<OptionKey>();
  const wanted = optionsOfDraft(draft, remarks);
  const differing = optionBook.filter(({ key }) => wanted[key] !== options[key]);
  const start = () => {
    onClose();
    const change: SetupChange = {
      options: Object.fromEntries(differing.map(({ key }) => [key, wanted[key]])),
      bugs: kept,
    };
    void session.compare(change);
  };
  const why = remarks.errors.length > 0 ? 'A field isn’t valid yet.' : differing.length + fixed.length === 0 ? 'Switch an option first.' : null;
  return (
    <Dialog
      title="Compare with a second cluster"
      detail="It runs beside this one on the same seed and the same commands. In which option is it to differ?"
      onClose={onClose}
      width={560}
      footer={
        <>
          <p className={styles.told}>{told([...differing.map(({ label }) => label), ...fixed])}</p>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="strong" disabledReason={why} onClick={start}>
            Compare
          </Button>
        </>
      }
    >
      <ul className={styles.list}>
        {bugs.map((bug) => (
          <li key={bug} data-differs={fixed.includes(bug)}>
            <Switch
              label={`Bug: ${bug}`}
              detail="Off, the second cluster goes by the paper’s rule in its place."
              checked={kept.includes(bug)}
              onChange={(on) => setKept((before) => bugs.filter((each) => (each === bug ? on : before.includes(each))))}
            />
          </li>
        ))}
        {optionBook.map((entry) => (
          <li key={entry.key} data-differs={differing.includes(entry)}>
            <OptionField
              entry={entry}
              value={draft[entry.key]}
              errors={remarks.errors.filter(({ field }) => field === entry.key)}
              onChange={(value) => setDraft((before) => ({ ...before, [entry.key]: value }))}
            />
            {differing.includes(entry) && (
              <p className={styles.here}>
                This cluster: {valueText(entry, options)}.{' '}
                <button type="button" onClick={() => setDraft((before) => ({ ...before, [entry.key]: draftValue(entry, options) }))}>
                  Leave it so
                </button>
              </p>
            )}
          </li>
        ))}
      </ul>
      <h3 className={styles.ready}>Or watch one that is made ready</h3>
      <ReadyComparisons onChosen={onClose} />
    </Dialog>
  );
}

function told(differing: readonly string[]): string {
  const [first, ...more] = differing;
  if (first === undefined) return 'The same so far.';
  return more.length === 0 ? `Differs in ${first}.` : `Differs in ${differing.length} options; one alone tells more.`;
}

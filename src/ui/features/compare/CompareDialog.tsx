import { useState } from 'react';
import type { SetupChange } from '../../../session/compare/change.ts';
import { optionBook, valueText, type OptionEntry } from '../../../session/optionBook.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { OptionField } from '../../components/OptionField.tsx';
import { ReadyComparisons } from '../../components/ReadyComparisons.tsx';
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
  const remarks = new FormRemarks<OptionKey>();
  const wanted = optionsOfDraft(draft, remarks);
  const differing = optionBook.filter(({ key }) => wanted[key] !== options[key]);
  const start = () => {
    onClose();
    const change: SetupChange = {
      options: Object.fromEntries(differing.map(({ key }) => [key, wanted[key]])),
      bugs: comparison?.change.bugs ?? bugs,
    };
    void session.compare(change);
  };
  const why = remarks.errors.length > 0 ? 'A field isn’t valid yet.' : differing.length === 0 ? 'Switch an option first.' : null;
  return (
    <Dialog
      title="Compare with a second cluster"
      detail="It runs beside this one on the same seed and the same commands. In which option is it to differ?"
      onClose={onClose}
      width={560}
      footer={
        <>
          <p className={styles.told}>{told(differing)}</p>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="strong" disabledReason={why} onClick={start}>
            Compare
          </Button>
        </>
      }
    >
      <ul className={styles.list}>
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

function told(differing: readonly OptionEntry[]): string {
  const [first, ...more] = differing;
  if (first === undefined) return 'The same so far.';
  return more.length === 0 ? `Differs in ${first.label}.` : `Differs in ${differing.length} options; one alone tells more.`;
}

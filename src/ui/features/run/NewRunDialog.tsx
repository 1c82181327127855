import { useState, type FormEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { formOfSetup, type RunForm } from './runForm.ts';
import { BugsPart, ClusterPart, NetworkPart, RaftPart, TimingPart } from './RunFormParts.tsx';
import { validateRunForm } from './validateRunForm.ts';
import styles from './NewRunDialog.module.css';

/** Cluster, seed, timing and options of a new run; the old run stays until the new one is up. */
export function NewRunDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const [form, setForm] = useState(() => formOfSetup(session.store.getState().setup));
  const checked = validateRunForm(form);
  const change = (is: Partial<RunForm>) => setForm((before) => ({ ...before, ...is }));
  const parts = { form, checked, change };
  const start = (event: FormEvent) => {
    event.preventDefault();
    if (checked.setup === null) return;
    onClose();
    session.newRun(checked.setup).then(
      () => session.play(),
      (error: unknown) => {
        session.notify('bad', `The new run did not start: ${error instanceof Error ? error.message : String(error)}`);
      },
    );
  };
  const broken = checked.errors.length;
  return (
    <Dialog
      title="New run"
      detail="A fresh cluster: empty logs, term 0, nobody leads yet."
      onClose={onClose}
      width={780}
      footer={
        <>
          {broken > 0 && (
            <p className={styles.broken}>{broken === 1 ? 'One field needs a look.' : `${broken} fields need a look.`}</p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button look="strong" type="submit" form="new-run" disabledReason={broken > 0 ? 'Some fields aren’t valid yet.' : null}>
            Start
          </Button>
        </>
      }
    >
      <form id="new-run" className={styles.form} onSubmit={start} noValidate>
        <div>
          <ClusterPart {...parts} />
          <TimingPart {...parts} />
          <NetworkPart {...parts} />
        </div>
        <div>
          <RaftPart {...parts} />
          <BugsPart {...parts} />
        </div>
      </form>
    </Dialog>
  );
}

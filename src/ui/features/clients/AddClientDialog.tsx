import { useState, type FormEvent } from 'react';
import { ruleBook, type RuleId } from '../../../raft/ruleBook.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { NumberField, RangeField, type Remarks } from '../../components/Field.tsx';
import { SectionTag } from '../../components/SectionTag.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { showRightTab } from '../../state/uiStore.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { checkClientForm, emptyClientForm, type CheckedClientForm, type ClientField, type ClientForm } from './clientForm.ts';
import styles from './AddClientDialog.module.css';

const doings: readonly { value: ClientForm['does']; label: string; sentence: string }[] = [
  { value: 'append', label: 'appends', sentence: 'Puts its next value at the end of a list: what is done twice is seen twice.' },
  { value: 'set', label: 'sets', sentence: 'Gives a key its next value.' },
  { value: 'mixed', label: 'all', sentence: 'Appends to a list, sets a key and deletes it, as it comes.' },
];

const readings: readonly { value: ClientForm['reads']; label: string; rule: RuleId | null }[] = [
  { value: 'never', label: 'never', rule: null },
  { value: 'log', label: 'log', rule: 'leaderAppends' },
  { value: 'readIndex', label: 'ReadIndex', rule: 'confirmsLeadership' },
  { value: 'lease', label: 'lease', rule: 'leaseMs' },
  { value: 'local', label: 'local', rule: 'readsLocally' },
];

interface PartProps {
  form: ClientForm;
  checked: CheckedClientForm;
  change: (is: Partial<ClientForm>) => void;
}

const remarksOn = ({ errors, warnings }: CheckedClientForm, field: ClientField): Remarks => ({
  errors: errors.filter((remark) => remark.field === field),
  warnings: warnings.filter((remark) => remark.field === field),
});

/** What a client that acts by itself is to do, and how it goes about it. */
export function AddClientDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const { frame } = session.store.getState();
  const manual = useSessionState((state) => state.frame.network.mode === 'manual');
  const [form, setForm] = useState(() => emptyClientForm(frame));
  const checked = checkClientForm(form, frame);
  const change = (is: Partial<ClientForm>) => setForm((before) => ({ ...before, ...is }));
  const parts = { form, checked, change };
  const start = (event: FormEvent) => {
    event.preventDefault();
    if (checked.settings === null || manual) return;
    onClose();
    session.command({ type: 'startClient', client: form.name.trim(), settings: checked.settings });
    showRightTab('clients');
  };
  const why = manual ? 'In a manual run nothing happens by itself.' : checked.settings === null ? 'Some fields aren’t valid yet.' : null;
  return (
    <Dialog
      title="Add a client"
      detail="It asks by itself, one thing after another, follows redirects, and tries another node when no answer comes."
      onClose={onClose}
      width={720}
      footer={
        <>
          <p className={styles.told}>{manual ? why : ''}</p>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="strong" type="submit" form="add-client" disabledReason={why}>
            Add client
          </Button>
        </>
      }
    >
      <form id="add-client" className={styles.form} onSubmit={start} noValidate>
        <AsksPart {...parts} />
        <WaitsPart {...parts} />
      </form>
    </Dialog>
  );
}

/** Name, what it writes and reads, and whether its commands are numbered. */
function AsksPart({ form, checked, change }: PartProps) {
  const doing = doings.find(({ value }) => value === form.does);
  return (
    <div className={styles.part}>
      <TextField label="Name" value={form.name} remarks={remarksOn(checked, 'name')} sentence="Stands on the stage and in the values that it writes." onChange={(name) => change({ name })} />
      <div>
        <div className={styles.row}>
          <span>Writes</span>
          <Segmented label="Writes" value={form.does} options={doings} onChange={(does) => change({ does })} />
        </div>
        <p className={styles.sentence}>{doing?.sentence}</p>
      </div>
      <TextField label="Key" value={form.key} remarks={remarksOn(checked, 'key')} sentence="Several clients may work on one key." onChange={(key) => change({ key })} />
      <div>
        <div className={styles.row}>
          <span>Reads</span>
          <Segmented label="Reads" value={form.reads} options={readings} onChange={(reads) => change({ reads })} />
        </div>
        <ReadSentence reads={form.reads} />
      </div>
      <Switch
        label="Session"
        detail={
          <>
            Numbers its commands, so that a retry takes effect once. Off, a retry is another command. <SectionTag sections={['T6.3']} />
          </>
        }
        checked={form.session}
        onChange={(session) => change({ session })}
      />
    </div>
  );
}

function ReadSentence({ reads }: { reads: ClientForm['reads'] }) {
  const id = readings.find(({ value }) => value === reads)?.rule ?? null;
  if (id === null) return <p className={styles.sentence}>It only writes.</p>;
  const rule = ruleBook[id];
  return (
    <p className={styles.sentence}>
      Every second operation reads. {rule.sentence} <SectionTag sections={[rule.section]} />
    </p>
  );
}

/** Its rest, and what lies between it and the nodes. */
function WaitsPart({ form, checked, change }: PartProps) {
  return (
    <div className={styles.part}>
      <RangeField
        label="Rest" unit="ms" value={form.think} remarks={remarksOn(checked, 'think')}
        sentence="Between an answer and the next thing it asks for." onChange={(think) => change({ think })}
      />
      <NumberField
        label="Time-out" unit="ms" value={form.timeout} remarks={remarksOn(checked, 'timeout')}
        sentence="So long it waits for an answer; then it asks another node." onChange={(timeout) => change({ timeout })}
      />
      <RangeField
        label="Latency" unit="ms" value={form.latency} remarks={remarksOn(checked, 'latency')}
        sentence="One way between it and any node." onChange={(latency) => change({ latency })}
      />
      <NumberField
        label="Loss" unit="%" value={form.loss} remarks={remarksOn(checked, 'loss')}
        sentence="How many of its requests, and of their answers, never arrive." onChange={(loss) => change({ loss })}
      />
    </div>
  );
}

function TextField({ label, value, sentence, remarks, onChange }: {
  label: string;
  value: string;
  sentence: string;
  remarks: Remarks;
  onChange: (value: string) => void;
}) {
  return (
    <label className={styles.text}>
      <span className={styles.row}>
        {label}
        <input
          className={styles.input}
          value={value}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={remarks.errors.length > 0 || undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      </span>
      <span className={styles.sentence}>{sentence}</span>
      {[...remarks.errors, ...remarks.warnings].map(({ text }) => (
        <span key={text} className={styles.remark} aria-live="polite">
          {text}
        </span>
      ))}
    </label>
  );
}

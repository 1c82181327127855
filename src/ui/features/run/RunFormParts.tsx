import { Dices } from 'lucide-react';
import { useState } from 'react';
import { bugZoo } from '../../../bugs/zoo.ts';
import { optionBook } from '../../../session/optionBook.ts';
import { NumberField, RangeField, type Remarks } from '../../components/Field.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { OptionField } from '../../components/OptionField.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Switch } from '../../components/Switch.tsx';
import { presetOf, presets } from './presets.ts';
import type { RunField, RunForm } from './runForm.ts';
import type { CheckedRunForm } from './validateRunForm.ts';
import styles from './NewRunDialog.module.css';

export interface PartProps {
  form: RunForm;
  checked: CheckedRunForm;
  change: (is: Partial<RunForm>) => void;
}

const remarksOn = ({ errors, warnings }: CheckedRunForm, field: RunField): Remarks => ({
  errors: errors.filter((remark) => remark.field === field),
  warnings: warnings.filter((remark) => remark.field === field),
});

const sizes = Array.from({ length: 9 }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }));

/** A seed that nobody chose; whatever it is, it is recorded with the run. */
function freshSeed(): string {
  return String(crypto.getRandomValues(new Uint32Array(1))[0] ?? 1);
}

/** How many nodes, and the seed. */
export function ClusterPart({ form, checked, change }: PartProps) {
  const size = remarksOn(checked, 'size');
  return (
    <section className={styles.part}>
      <div>
        <div className={styles.row}>
          <span>Nodes</span>
          <Segmented label="Nodes" value={form.size} options={sizes} onChange={(value) => change({ size: value })} />
        </div>
        {[...size.errors, ...size.warnings].map(({ text }) => (
          <p key={text} className={styles.note}>
            {text}
          </p>
        ))}
      </div>
      <NumberField
        label="Seed"
        sentence="The same seed and the same actions give the same run, event by event."
        value={form.seed}
        remarks={remarksOn(checked, 'seed')}
        onChange={(seed) => change({ seed })}
        extra={
          <IconButton label="Another seed" onClick={() => change({ seed: freshSeed() })}>
            <Dices size={16} />
          </IconButton>
        }
      />
    </section>
  );
}

/** Presets, and every timing by itself. */
export function TimingPart({ form, checked, change }: PartProps) {
  const preset = presetOf(form);
  const options = [...presets.map(({ name }) => ({ value: name, label: name })), { value: 'Custom', label: 'Custom' }];
  return (
    <section className={styles.part}>
      <div>
        <div className={styles.row}>
          <h3>Timing</h3>
          <Segmented
            label="Timing preset"
            value={preset?.name ?? 'Custom'}
            options={options}
            onChange={(name) => change(presets.find((each) => each.name === name)?.timing ?? {})}
          />
        </div>
        <p className={styles.sentence}>{preset?.sentence ?? 'Your own timings.'}</p>
      </div>
      <RangeField
        label="Election timeout" unit="ms" value={form.election} remarks={remarksOn(checked, 'election')}
        sentence="How long a follower waits for a leader; drawn anew each time, so that votes seldom split (§5.2)."
        onChange={(election) => change({ election })}
      />
      <NumberField
        label="Heartbeat" unit="ms" value={form.heartbeat} remarks={remarksOn(checked, 'heartbeat')}
        sentence="How often a leader says that it is still there."
        onChange={(heartbeat) => change({ heartbeat })}
      />
      <RangeField
        label="Latency" unit="ms" value={form.latency} remarks={remarksOn(checked, 'latency')}
        sentence="How long a message is on its way, one way."
        onChange={(latency) => change({ latency })}
      />
      <RangeField
        label="Disk write" unit="ms" value={form.fsync} remarks={remarksOn(checked, 'fsync')}
        sentence="How long until a write is durable; a crash loses what isn’t yet."
        onChange={(fsync) => change({ fsync })}
      />
    </section>
  );
}

/** What the links do to messages. */
export function NetworkPart({ form, checked, change }: PartProps) {
  return (
    <section className={styles.part}>
      <h3>Network</h3>
      <NumberField
        label="Loss" unit="%" value={form.loss} remarks={remarksOn(checked, 'loss')}
        sentence="How many messages never arrive." onChange={(loss) => change({ loss })}
      />
      <NumberField
        label="Duplication" unit="%" value={form.duplicate} remarks={remarksOn(checked, 'duplicate')}
        sentence="How many messages arrive twice." onChange={(duplicate) => change({ duplicate })}
      />
      <Switch
        label="Reordering" checked={form.reorder}
        detail="A later message may overtake an earlier one on the same link."
        onChange={(reorder) => change({ reorder })}
      />
    </section>
  );
}

/** Mistakes of real implementations, each to be switched on. Closed, unless one is on. */
export function BugsPart({ form, change }: PartProps) {
  const { bugs } = form;
  const [open] = useState(bugs.length > 0);
  return (
    <section className={styles.part}>
      <details open={open}>
        <summary className={styles.summary}>
          Bugs<span>{bugs.length === 0 ? 'none on: the paper’s rules' : `${bugs.length} on`}</span>
        </summary>
        <p className={styles.sentence}>Each puts a mistake of real implementations in place of one rule, in every node.</p>
        <div className={styles.bugs}>
          {bugZoo.map(({ number, name, does, breaks }) => (
            <Switch
              key={name}
              label={`${number} ${name}`}
              detail={`A node that ${does}. Can break ${breaks}.`}
              checked={bugs.includes(name)}
              onChange={(on) => change({ bugs: on ? [...bugs, name] : bugs.filter((each) => each !== name) })}
            />
          ))}
        </div>
      </details>
    </section>
  );
}

/** The protocol's own switches and limits. */
export function RaftPart({ form, checked, change }: PartProps) {
  return (
    <section className={styles.part}>
      <h3>Raft</h3>
      {optionBook.map((entry) => (
        <OptionField
          key={entry.key}
          entry={entry}
          value={form.options[entry.key]}
          errors={remarksOn(checked, entry.key).errors}
          onChange={(value) => change({ options: { ...form.options, [entry.key]: value } })}
        />
      ))}
    </section>
  );
}

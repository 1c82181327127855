import { ruleBook, type RuleId } from '../../../raft/ruleBook.ts';
import type { ReadMode } from '../../../raft/types.ts';
import styles from './ClientBar.module.css';
import type { Draft } from './draft.ts';

/** The fields an operation has: key, and where it applies the expected and the new value. */
export function DraftFields({ draft, invalid, onChange }: {
  draft: Draft;
  invalid: boolean;
  onChange: (part: Partial<Draft>) => void;
}) {
  const swaps = draft.operation === 'cas';
  return (
    <>
      <Field name="key" text={draft.key} invalid={invalid} onChange={(key) => onChange({ key })} />
      {swaps && (
        <span className={styles.expected}>
          <Field
            name="expected"
            text={draft.expectAbsent ? '' : draft.expected}
            placeholder={draft.expectAbsent ? 'absent' : 'expected'}
            disabled={draft.expectAbsent}
            invalid={invalid}
            onChange={(expected) => onChange({ expected })}
          />
          <button
            type="button"
            className={styles.absent}
            aria-label="Expect the key to be absent"
            aria-pressed={draft.expectAbsent}
            title="Expect the key to be absent"
            onClick={() => onChange({ expectAbsent: !draft.expectAbsent })}
          >
            ∅
          </button>
        </span>
      )}
      {draft.operation === 'read' && <ModeField mode={draft.mode} onChange={(mode) => onChange({ mode })} />}
      {draft.operation !== 'delete' && draft.operation !== 'read' && (
        <Field
          name="value"
          text={draft.value}
          placeholder={swaps ? 'new value' : 'value'}
          invalid={invalid}
          onChange={(value) => onChange({ value })}
        />
      )}
    </>
  );
}

const modes: readonly { readonly mode: ReadMode; readonly label: string; readonly rule: RuleId }[] = [
  { mode: 'log', label: 'through the log', rule: 'leaderAppends' },
  { mode: 'readIndex', label: 'ReadIndex', rule: 'confirmsLeadership' },
  { mode: 'lease', label: 'by lease', rule: 'leaseMs' },
  { mode: 'local', label: 'local, may be stale', rule: 'readsLocally' },
];

/** How a read is made linearizable, or isn't. T6.4 */
function ModeField({ mode, onChange }: { mode: ReadMode; onChange: (mode: ReadMode) => void }) {
  const rule = ruleBook[modes.find((each) => each.mode === mode)?.rule ?? 'readsLocally'];
  return (
    <select
      aria-label="Read"
      className={styles.field}
      data-mode
      title={`${rule.sentence} ${rule.section}`}
      value={mode}
      onChange={(event) => onChange(event.target.value as ReadMode)}
    >
      {modes.map((each) => (
        <option key={each.mode} value={each.mode}>
          {each.label}
        </option>
      ))}
    </select>
  );
}

function Field({ name, text, placeholder = name, disabled = false, invalid, onChange }: {
  name: 'key' | 'expected' | 'value';
  text: string;
  placeholder?: string;
  disabled?: boolean;
  invalid: boolean;
  onChange: (text: string) => void;
}) {
  return (
    <input
      name={name}
      className={styles.field}
      aria-label={placeholder}
      aria-invalid={invalid || undefined}
      placeholder={placeholder}
      value={text}
      disabled={disabled}
      autoComplete="off"
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

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
      {draft.operation !== 'delete' && (
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

import { useId, type ReactNode } from 'react';
import type { FormRemark, TextRange } from '../state/formRemarks.ts';
import styles from './Field.module.css';

export interface Remarks {
  readonly errors: readonly FormRemark[];
  readonly warnings: readonly FormRemark[];
}

function RemarkLines({ id, remarks }: { id: string; remarks: Remarks }) {
  return (
    <div id={id} aria-live="polite">
      {remarks.errors.map(({ text }) => (
        <p key={text} className={styles.error}>
          {text}
        </p>
      ))}
      {remarks.warnings.map(({ text }) => (
        <p key={text} className={styles.warning}>
          {text}
        </p>
      ))}
    </div>
  );
}

interface FieldProps {
  label: string;
  sentence: ReactNode;
  remarks: Remarks;
  unit?: string;
}

function Frame({ label, sentence, remarks, htmlFor, remarksId, children }: FieldProps & {
  htmlFor: string;
  remarksId: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label htmlFor={htmlFor}>{label}</label>
        <div className={styles.inputs}>{children}</div>
      </div>
      <p className={styles.sentence}>{sentence}</p>
      <RemarkLines id={remarksId} remarks={remarks} />
    </div>
  );
}

function NumberInput({ id, name, value, invalid, describedBy, placeholder, onChange }: {
  id?: string;
  name?: string;
  value: string;
  invalid: boolean;
  describedBy: string;
  placeholder?: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <input
      id={id}
      className={styles.input}
      inputMode="decimal"
      autoComplete="off"
      value={value}
      placeholder={placeholder}
      aria-label={name}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** One number with its sentence, and what is wrong with it. */
export function NumberField({ value, onChange, placeholder, extra, ...frame }: FieldProps & {
  value: string;
  placeholder?: string;
  extra?: ReactNode;
  onChange: (value: string) => void;
}) {
  const id = useId();
  const invalid = frame.remarks.errors.length > 0;
  return (
    <Frame {...frame} htmlFor={id} remarksId={`${id}-remarks`}>
      <NumberInput
        id={id}
        value={value}
        placeholder={placeholder}
        invalid={invalid}
        describedBy={`${id}-remarks`}
        onChange={onChange}
      />
      {frame.unit !== undefined && <span className={styles.unit}>{frame.unit}</span>}
      {extra}
    </Frame>
  );
}

/** A lowest and a highest value. */
export function RangeField({ value, onChange, ...frame }: FieldProps & {
  value: TextRange;
  onChange: (value: TextRange) => void;
}) {
  const id = useId();
  const invalid = frame.remarks.errors.length > 0;
  const shared = { invalid, describedBy: `${id}-remarks` };
  return (
    <Frame {...frame} htmlFor={id} remarksId={`${id}-remarks`}>
      <NumberInput
        {...shared}
        id={id}
        name={`${frame.label}, lowest`}
        value={value.low}
        onChange={(low) => onChange({ ...value, low })}
      />
      <span className={styles.unit}>to</span>
      <NumberInput
        {...shared}
        name={`${frame.label}, highest`}
        value={value.high}
        onChange={(high) => onChange({ ...value, high })}
      />
      {frame.unit !== undefined && <span className={styles.unit}>{frame.unit}</span>}
    </Frame>
  );
}

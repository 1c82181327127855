import type { OptionEntry } from '../../session/optionBook.ts';
import type { FormRemark } from '../state/formRemarks.ts';
import { NumberField } from './Field.tsx';
import styles from './OptionField.module.css';
import { SectionTag } from './SectionTag.tsx';
import { Segmented } from './Segmented.tsx';
import { Switch } from './Switch.tsx';

/** One option of a cluster: a switch, a number or a choice, with its sentence and where it stands. */
export function OptionField({ entry, value, errors, onChange }: {
  entry: OptionEntry;
  value: boolean | string;
  errors: readonly FormRemark[];
  onChange: (value: boolean | string) => void;
}) {
  const { label, section } = entry;
  const sentence = (
    <>
      {entry.sentence} <SectionTag sections={[section]} />
    </>
  );
  switch (entry.kind) {
    case 'switch':
      return <Switch label={label} detail={sentence} checked={value === true} onChange={onChange} />;
    case 'choice':
      return (
        <div>
          <div className={styles.row}>
            <span>{label}</span>
            <Segmented label={label} value={String(value)} options={entry.choices} onChange={onChange} />
          </div>
          <p className={styles.sentence}>{sentence}</p>
        </div>
      );
    case 'count':
    case 'share': {
      const unit = entry.kind === 'share' ? '%' : entry.unit;
      return (
        <NumberField
          label={label} sentence={sentence} value={String(value)} remarks={{ errors, warnings: [] }} onChange={onChange}
          {...(unit === '' ? {} : { unit })}
          {...(entry.kind === 'count' ? { placeholder: entry.none } : {})}
        />
      );
    }
  }
}

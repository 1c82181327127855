import { Switch as Radix } from 'radix-ui';
import { useId, type ReactNode } from 'react';
import styles from './Switch.module.css';

/** On or off, with its name and one plain sentence. */
export function Switch({ label, detail, checked, onChange }: {
  label: string;
  detail?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className={styles.row}>
      <div>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {detail !== undefined && (
          <p id={`${id}-detail`} className={styles.detail}>
            {detail}
          </p>
        )}
      </div>
      <Radix.Root
        id={id}
        className={styles.root}
        checked={checked}
        onCheckedChange={onChange}
        {...(detail === undefined ? {} : { 'aria-describedby': `${id}-detail` })}
      >
        <Radix.Thumb className={styles.thumb} />
      </Radix.Root>
    </div>
  );
}

import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './IconButton.module.css';

export interface IconButtonProps extends Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'disabled' | 'aria-label'
> {
  /** What it does; read aloud and shown on hover. */
  label: string;
  /** A key that does the same, shown on hover. */
  shortcut?: string;
  children: ReactNode;
  disabledReason?: string | null;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with only a picture on it. */
export function IconButton({
  label,
  shortcut,
  disabledReason = null,
  className,
  children,
  onClick,
  ...rest
}: IconButtonProps) {
  const off = disabledReason !== null;
  return (
    <button
      type="button"
      {...rest}
      className={[styles.button, className].filter(Boolean).join(' ')}
      aria-label={label}
      aria-disabled={off || undefined}
      title={disabledReason ?? (shortcut === undefined ? label : `${label} (${shortcut})`)}
      onClick={off ? (event) => event.preventDefault() : onClick}
    >
      {children}
    </button>
  );
}

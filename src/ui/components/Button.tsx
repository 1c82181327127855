import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './Button.module.css';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** `plain` has a hairline, `quiet` none, `strong` is ink: one a view. */
  look?: 'plain' | 'quiet' | 'strong';
  icon?: ReactNode;
  /** Why the button can't be used now; it stays reachable, so that the reason can be read. */
  disabledReason?: string | null;
  disabled?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with a word on it. */
export function Button({
  look = 'plain',
  icon,
  disabledReason = null,
  disabled = false,
  className,
  children,
  onClick,
  title,
  ...rest
}: ButtonProps) {
  const off = disabled || disabledReason !== null;
  return (
    <button
      type="button"
      {...rest}
      className={[styles.button, styles[look], className].filter(Boolean).join(' ')}
      aria-disabled={off || undefined}
      title={disabledReason ?? title}
      onClick={off ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      {children}
    </button>
  );
}

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './IconButton.tsx';
import styles from './Dialog.module.css';

export interface DialogProps {
  title: string;
  /** One sentence under the title. */
  detail?: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the bottom, right-aligned; they stay in view while the body scrolls. */
  footer?: ReactNode;
  width?: number;
  /** The body holds only text, so it takes the focus itself, to be scrolled by keys. */
  textOnly?: boolean;
}

/** A window over the page, open as long as it is mounted. A bottom sheet on phones. */
export function Dialog({ title, detail, onClose, children, footer, width = 520, textOnly = false }: DialogProps) {
  return (
    <Radix.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className={styles.overlay} />
        <Radix.Content
          className={styles.surface}
          style={{ maxWidth: width }}
          onOpenAutoFocus={(event) => {
            // The window itself, so that no button looks chosen; a field with autoFocus has it already.
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          {...(detail === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <header className={styles.head}>
            <div>
              <Radix.Title className={styles.title}>{title}</Radix.Title>
              {detail !== undefined && (
                <Radix.Description className={styles.detail}>{detail}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close" shortcut="Esc">
                <X size={16} />
              </IconButton>
            </Radix.Close>
          </header>
          <div className={styles.body} {...(textOnly ? { tabIndex: 0, role: 'region', 'aria-label': title } : {})}>
            {children}
          </div>
          {footer !== undefined && <footer className={styles.foot}>{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

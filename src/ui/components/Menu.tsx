import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import type { MenuEntry } from './menuEntry.ts';
import styles from './Menu.module.css';

function MenuLine({ entry }: { entry: MenuEntry }) {
  if (entry === 'separator') return <DropdownMenu.Separator className={styles.separator} />;
  const reason = entry.disabledReason ?? null;
  return (
    <DropdownMenu.Item
      className={styles.item}
      disabled={reason !== null}
      data-bad={entry.bad === true || undefined}
      onSelect={entry.run}
    >
      <span className={styles.tick}>
        {entry.checked === true && <Check size={14} aria-label="in force" />}
      </span>
      <span className={styles.label}>{entry.label}</span>
      {reason !== null ? (
        <span className={styles.hint}>{reason}</span>
      ) : (
        entry.shortcut !== undefined && <kbd className={styles.hint}>{entry.shortcut}</kbd>
      )}
    </DropdownMenu.Item>
  );
}

function MenuSurface({ label, entries, align }: {
  label: string;
  entries: readonly MenuEntry[];
  align: 'start' | 'end';
}) {
  const ticks = entries.some((entry) => entry !== 'separator' && entry.checked !== undefined);
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        aria-label={label}
        className={styles.surface}
        data-ticks={ticks || undefined}
        align={align}
        sideOffset={6}
        collisionPadding={8}
      >
        {entries.map((entry, i) => (
          <MenuLine key={entry === 'separator' ? `separator ${i}` : entry.label} entry={entry} />
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  );
}

/** A menu at a button. */
export function Menu({ trigger, label, entries, align = 'end' }: {
  trigger: ReactNode;
  label: string;
  entries: readonly MenuEntry[];
  align?: 'start' | 'end';
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <MenuSurface label={label} entries={entries} align={align} />
    </DropdownMenu.Root>
  );
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A menu at a point of the window (client px): right-click or long press.
 * The owner keeps `at`; null is closed. After closing, focus goes back to
 * where it was.
 */
export function ContextMenu({ at, label, entries, onClose }: {
  at: Point | null;
  label: string;
  entries: readonly MenuEntry[];
  onClose: () => void;
}) {
  if (at === null) return null;
  return (
    <DropdownMenu.Root
      open
      modal={false}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DropdownMenu.Trigger asChild>
        <span className={styles.anchor} style={{ left: at.x, top: at.y }} aria-hidden />
      </DropdownMenu.Trigger>
      <MenuSurface label={label} entries={entries} align="start" />
    </DropdownMenu.Root>
  );
}

import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import type { ContextMenuProps, MenuProps, Point } from './Menu.tsx';
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
  // Chosen with a pointer, the focus isn't put back on the trigger: Space there would open the menu again and not play.
  const pointed = useRef(false);
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
        onPointerDownCapture={() => (pointed.current = true)}
        onKeyDownCapture={() => (pointed.current = false)}
        onCloseAutoFocus={(event) => {
          if (pointed.current) event.preventDefault();
          pointed.current = false;
        }}
      >
        {entries.map((entry, i) => (
          <MenuLine key={entry === 'separator' ? `separator ${i}` : entry.label} entry={entry} />
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  );
}

/** A menu at a button; see Menu.tsx. */
export function MenuParts({ trigger, label, entries, align = 'end', defaultOpen }: MenuProps & { defaultOpen: boolean }) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={defaultOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <MenuSurface label={label} entries={entries} align={align} />
    </DropdownMenu.Root>
  );
}

/** A menu at a point of the window; see Menu.tsx. */
export function ContextMenuParts({ at, label, entries, onClose }: ContextMenuProps & { at: Point }) {
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

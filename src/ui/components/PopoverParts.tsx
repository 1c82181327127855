import { Popover as Radix } from 'radix-ui';
import type { PopoverProps } from './Popover.tsx';
import styles from './Popover.module.css';

/** A small surface at a button; see Popover.tsx. */
export function PopoverParts(props: PopoverProps & { defaultOpen: boolean }) {
  const { trigger, label, children, side = 'bottom', align = 'end', className } = props;
  return (
    <Radix.Root
      {...(props.open === undefined ? { defaultOpen: props.defaultOpen } : { open: props.open })}
      {...(props.onOpenChange === undefined ? {} : { onOpenChange: props.onOpenChange })}
    >
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          className={[styles.surface, className].filter(Boolean).join(' ')}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

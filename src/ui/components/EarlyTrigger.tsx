import { cloneElement, isValidElement, type ReactElement, type ReactNode } from 'react';

interface TriggerProps {
  'aria-haspopup': 'menu' | 'dialog';
  'aria-expanded': boolean;
  onClick: () => void;
}

/** A button whose surface isn't loaded yet: a click on it is kept, and the surface opens as soon as it is there. */
export function EarlyTrigger({ trigger, opens, onWant }: {
  trigger: ReactNode;
  opens: 'menu' | 'dialog';
  onWant: () => void;
}) {
  if (!isValidElement(trigger)) return null;
  return cloneElement(trigger as ReactElement<TriggerProps>, {
    'aria-haspopup': opens,
    'aria-expanded': false,
    onClick: onWant,
  });
}

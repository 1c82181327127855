import type { ReactNode } from 'react';
import { EarlyTrigger } from './EarlyTrigger.tsx';
import { useOverlays, useWanted } from './overlays.ts';

export interface PopoverProps {
  /** One button element; it gets the opening behaviour. */
  trigger: ReactNode;
  /** Names the surface for those who hear it. */
  label: string;
  children: ReactNode;
  side?: 'top' | 'bottom' | 'left' | 'right';
  align?: 'start' | 'center' | 'end';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
}

/** A small surface at a button. Closes on Esc and on a click elsewhere. */
export function Popover(props: PopoverProps) {
  const parts = useOverlays();
  const [wanted, want] = useWanted();
  if (parts !== null) return <parts.PopoverParts {...props} defaultOpen={wanted} />;
  const onWant = (): void => {
    want();
    props.onOpenChange?.(true);
  };
  return <EarlyTrigger trigger={props.trigger} opens="dialog" onWant={onWant} />;
}

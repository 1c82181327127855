import type { ReactNode } from 'react';
import { EarlyTrigger } from './EarlyTrigger.tsx';
import type { MenuEntry } from './menuEntry.ts';
import { useOverlays, useWanted } from './overlays.ts';

export interface MenuProps {
  /** One button element; it gets the opening behaviour. */
  trigger: ReactNode;
  /** Names the menu for those who hear it. */
  label: string;
  entries: readonly MenuEntry[];
  align?: 'start' | 'end';
}

/** A menu at a button. */
export function Menu(props: MenuProps) {
  const parts = useOverlays();
  const [wanted, want] = useWanted();
  if (parts === null) return <EarlyTrigger trigger={props.trigger} opens="menu" onWant={want} />;
  return <parts.MenuParts {...props} defaultOpen={wanted} />;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ContextMenuProps {
  at: Point | null;
  label: string;
  entries: readonly MenuEntry[];
  onClose: () => void;
}

/**
 * A menu at a point of the window (client px): right-click or long press.
 * The owner keeps `at`; null is closed. After closing, focus goes back to
 * where it was.
 */
export function ContextMenu(props: ContextMenuProps) {
  const parts = useOverlays();
  const { at } = props;
  return parts === null || at === null ? null : <parts.ContextMenuParts {...props} at={at} />;
}

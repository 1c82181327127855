/**
 * Menus and popovers are in a file of their own: nothing of them is seen before
 * somebody clicks, and they are as large as everything else that opens.
 */
import { useState, useSyncExternalStore } from 'react';

type Overlays = typeof import('./MenuParts.tsx') & typeof import('./PopoverParts.tsx');

let overlays: Overlays | null = null;
let loading: Promise<void> | null = null;
const waiting = new Set<() => void>();

/** Fetches them once; what can't be fetched now is asked for again. */
export async function loadOverlays(): Promise<void> {
  loading ??= Promise.all([import('./MenuParts.tsx'), import('./PopoverParts.tsx')]).then(
    ([menu, popover]) => {
      overlays = { ...menu, ...popover };
      for (const tell of waiting) tell();
    },
    () => {
      loading = null;
    },
  );
  await loading;
}

function subscribe(tell: () => void): () => void {
  waiting.add(tell);
  return () => waiting.delete(tell);
}

/** Menus and popovers; null: not there yet. */
export function useOverlays(): Overlays | null {
  return useSyncExternalStore(subscribe, () => overlays);
}

/** Whether somebody clicked before they were there, and how to say so. */
export function useWanted(): readonly [wanted: boolean, want: () => void] {
  const [wanted, setWanted] = useState(false);
  return [
    wanted,
    () => {
      setWanted(true);
      void loadOverlays();
    },
  ];
}

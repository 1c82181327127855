/** What only this page's chrome knows: open tabs and dialogs. Never part of a run. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ClientId } from '../../raft/types.ts';

export type RightTab = 'logs' | 'events' | 'console' | 'clients';
export type MobileTab = 'stage' | 'logs' | 'timeline' | 'why';
export type DialogName = 'newRun' | 'open' | 'partition' | 'members' | 'help' | 'palette' | 'compare' | 'client';
/** What a phone shows of a comparison. */
export type CompareSide = 'a' | 'b' | 'figures';

interface UiState {
  readonly rightTab: RightTab;
  readonly mobileTab: MobileTab;
  readonly dialog: DialogName | null;
  readonly compareSide: CompareSide;
  /** The operation of an acting client whose tries are shown. */
  readonly operation: { readonly client: ClientId; readonly number: number } | null;
  /** A node whose worker is being started; it has a place on the ring already. */
  readonly starting: string | null;
  /** The stage's share of the width beside the right column, 0…1; null: as the layout has it. */
  readonly stageShare: number | null;
}

export const uiStore = createStore<UiState>(() => ({
  rightTab: 'logs',
  mobileTab: 'stage',
  dialog: null,
  compareSide: 'a',
  operation: null,
  starting: null,
  stageShare: null,
}));

export function useUi<T>(selector: (state: UiState) => T): T {
  return useStore(uiStore, selector);
}

export function showRightTab(rightTab: RightTab): void {
  uiStore.setState({ rightTab });
}

export function showMobileTab(mobileTab: MobileTab): void {
  uiStore.setState({ mobileTab });
}

export function showOperation(operation: UiState['operation']): void {
  uiStore.setState({ operation });
}

export function showCompareSide(compareSide: CompareSide): void {
  uiStore.setState({ compareSide });
}

/** null goes back to the layout's own share. */
export function setStageShare(share: number | null): void {
  uiStore.setState({ stageShare: share === null ? null : boundedShare(share) });
}

/** Neither side may vanish. */
export function boundedShare(share: number): number {
  return Math.min(0.75, Math.max(0.3, share));
}

/** Opens one dialog in place of any other; null closes. */
export function openDialog(dialog: DialogName | null): void {
  uiStore.setState({ dialog });
}

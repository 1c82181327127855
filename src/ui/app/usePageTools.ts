import { useMemo } from 'react';
import { useRunFiles } from '../features/run/useRunFiles.ts';
import { useSession } from '../state/SessionProvider.tsx';
import { openDialog, showMobileTab } from '../state/uiStore.ts';
import type { PageTools } from './actions.ts';
import { eventToExplain } from './eventToExplain.ts';

/** After React has drawn what was just asked for. */
function soon(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then));
}

function focusIn(region: string, selector: string): void {
  soon(() => document.querySelector<HTMLElement>(`[data-region=${region}] ${selector}`)?.focus());
}

/** The hands of the actions: session, dialogs, files, and where the focus goes. */
export function usePageTools(): PageTools {
  const session = useSession();
  const { download } = useRunFiles();
  return useMemo(
    () => ({
      // Keys are about the cluster in which something is selected.
      get session() {
        const { twin } = session;
        return twin !== null && twin.store.getState().selection !== null ? twin : session;
      },
      openDialog,
      download,
      focusClient: () => {
        showMobileTab('logs');
        focusIn('client', 'input, textarea');
      },
      showWhy: () => {
        const state = session.store.getState();
        const event = eventToExplain(state);
        if (state.selection === null && event !== null) session.select({ kind: 'event', event: event.id });
        showMobileTab('why');
        soon(() => document.querySelector<HTMLElement>('[data-region=inspector]')?.focus());
      },
    }),
    [session, download],
  );
}

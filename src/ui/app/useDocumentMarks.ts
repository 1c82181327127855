/** What the page says outside of React's tree: theme, title, and whether it is idle. */
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useSession } from '../state/SessionProvider.tsx';
import { useMediaQuery } from '../state/useMediaQuery.ts';
import { useSessionState } from '../state/useSessionState.ts';
import { documentTitle } from './documentTitle.ts';
import { isIdle } from './idle.ts';
import { applyTheme, rememberedTheme, rememberTheme } from './themeChoice.ts';

function useTheme(): void {
  const session = useSession();
  const choice = useSessionState((state) => state.theme);
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)');
  const recalled = useRef(false);
  useLayoutEffect(() => {
    // Before the first paint the remembered choice wins; from then on every choice is remembered.
    if (!recalled.current) {
      recalled.current = true;
      const remembered = rememberedTheme();
      if (choice === 'system' && remembered !== choice) {
        session.setTheme(remembered);
        applyTheme(remembered, systemIsDark);
        return;
      }
    }
    rememberTheme(choice);
    applyTheme(choice, systemIsDark);
  }, [session, choice, systemIsDark]);
}

/** Theme, document title and the idle mark, kept in step with the session. */
export function useDocumentMarks(): void {
  useTheme();
  const title = useSessionState(documentTitle);
  const idle = useSessionState(isIdle);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    document.documentElement.dataset['idle'] = String(idle);
  }, [idle]);
}

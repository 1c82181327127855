/** Errors outside of React's renders (in a handler, in a promise) are shown too, each sentence once. */
import { useEffect } from 'react';
import { useSession } from '../state/SessionProvider.tsx';

export function useUncaughtErrors(): void {
  const session = useSession();
  useEffect(() => {
    const told = new Set<string>();
    const tell = (thrown: unknown) => {
      const sentence = thrown instanceof Error ? thrown.message : String(thrown);
      // The browser's own remark about slow observers is no error of the page.
      if (told.has(sentence) || sentence.startsWith('ResizeObserver loop')) return;
      told.add(sentence);
      session.notify('bad', `Something in this page failed: ${sentence}`);
    };
    const onError = (event: ErrorEvent) => tell(event.error ?? event.message);
    const onRejection = (event: PromiseRejectionEvent) => tell(event.reason);
    window.addEventListener('error', onError);
    window.addEventListener('unhandledrejection', onRejection);
    return () => {
      window.removeEventListener('error', onError);
      window.removeEventListener('unhandledrejection', onRejection);
    };
  }, [session]);
}

import { useEffect } from 'react';
import { useLayout } from '../state/useMediaQuery.ts';
import { Dialogs } from './Dialogs.tsx';
import { DropZone } from './DropZone.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { preloadParts } from './lazyParts.ts';
import { MobileLayout } from './MobileLayout.tsx';
import { Notices } from './Notices.tsx';
import { useKeyboard } from './useKeyboard.ts';
import { useUncaughtErrors } from './useUncaughtErrors.ts';
import { WideLayout } from './WideLayout.tsx';

/** The page once the cluster runs: one of two layouts, and what floats above either. */
export function Shell() {
  const layout = useLayout();
  useKeyboard();
  useUncaughtErrors();
  useEffect(preloadParts, []);
  return (
    <DropZone>
      {layout === 'mobile' ? <MobileLayout /> : <WideLayout layout={layout} />}
      <Notices />
      <ErrorBoundary part="The window">
        <Dialogs />
      </ErrorBoundary>
    </DropZone>
  );
}

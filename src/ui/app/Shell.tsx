import { useLayout } from '../state/useMediaQuery.ts';
import { Dialogs } from './Dialogs.tsx';
import { DropZone } from './DropZone.tsx';
import { MobileLayout } from './MobileLayout.tsx';
import { Notices } from './Notices.tsx';
import { useKeyboard } from './useKeyboard.ts';
import { WideLayout } from './WideLayout.tsx';

/** The page once the cluster runs: one of two layouts, and what floats above either. */
export function Shell() {
  const layout = useLayout();
  useKeyboard();
  return (
    <DropZone>
      {layout === 'mobile' ? <MobileLayout /> : <WideLayout layout={layout} />}
      <Notices />
      <Dialogs />
    </DropZone>
  );
}

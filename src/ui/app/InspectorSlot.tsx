import { AnimatePresence } from 'framer-motion';
import * as m from 'framer-motion/m';
import { Suspense, type ReactNode } from 'react';
import { useReducedMotion, type LayoutName } from '../state/useMediaQuery.ts';
import { useSessionState } from '../state/useSessionState.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Inspector } from './lazyParts.ts';
import styles from './InspectorSlot.module.css';

const WIDTH = 368;
const PANEL_S = 0.24;
const EASE_OUT = [0.2, 0.7, 0.2, 1] as const;

/** `head`: whose inspector it is, where there are two clusters. Beside the logs on a desktop, over them on a laptop, a bottom sheet on a tablet; there only while something is selected. */
export function InspectorSlot({ layout, head }: { layout: Exclude<LayoutName, 'mobile'>; head?: ReactNode }) {
  const selected = useSessionState((state) => state.selection !== null);
  const still = useReducedMotion();
  const away = layout === 'desktop' ? { width: 0 } : layout === 'laptop' ? { x: WIDTH } : { y: '100%' };
  const here = layout === 'desktop' ? { width: WIDTH } : layout === 'laptop' ? { x: 0 } : { y: 0 };
  return (
    <AnimatePresence initial={false}>
      {selected && (
        <m.aside
          key={layout}
          className={styles.slot}
          data-layout={layout}
          data-region="inspector"
          aria-label="Inspector"
          tabIndex={-1}
          initial={away}
          animate={here}
          exit={away}
          transition={{ duration: still ? 0 : PANEL_S, ease: EASE_OUT }}
        >
          <div className={styles.inner}>
            {head}
            <ErrorBoundary part="The inspector">
              <Suspense>
                <Inspector />
              </Suspense>
            </ErrorBoundary>
          </div>
        </m.aside>
      )}
    </AnimatePresence>
  );
}

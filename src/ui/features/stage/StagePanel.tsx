import { useRef, type ReactNode } from 'react';
import { Caption } from './Caption.tsx';
import { Stage } from './Stage.tsx';
import styles from './Stage.module.css';
import { Toolbar } from './Toolbar.tsx';
import { useAreaSize } from './useAreaSize.ts';

/** The cluster: its headline, the ring with every message on its way, and the tools. */
export function StagePanel({ toolbarExtras }: { toolbarExtras?: ReactNode }) {
  const field = useRef<HTMLDivElement>(null);
  const size = useAreaSize(field);
  return (
    <div className={styles.panel}>
      <Caption />
      <div ref={field} className={styles.field}>
        {size !== null && <Stage widthPx={size.width} heightPx={size.height} />}
      </div>
      <Toolbar extras={toolbarExtras} />
    </div>
  );
}

import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { useRunFiles } from '../features/run/useRunFiles.ts';
import styles from './DropZone.module.css';

const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** Lets a scenario file be dropped anywhere on the page. */
export function DropZone({ children }: { children: ReactNode }) {
  const { openFile } = useRunFiles();
  const [over, setOver] = useState(false);
  // A drag enters a child before it leaves the parent, so entries are counted.
  const depth = useRef(0);
  const settle = (change: number) => {
    depth.current = change === 0 ? 0 : depth.current + change;
    setOver(depth.current > 0);
  };
  return (
    <div
      className={styles.zone}
      onDragEnter={(event) => carriesFiles(event) && settle(1)}
      onDragLeave={(event) => carriesFiles(event) && settle(-1)}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        settle(0);
        const file = event.dataTransfer.files[0];
        if (file !== undefined) void openFile(file);
      }}
    >
      {children}
      {over && <p className={styles.overlay}>Drop a scenario file to open it.</p>}
    </div>
  );
}

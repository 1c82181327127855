import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './ConsolePanel.module.css';

const LINE_PX = 17;
/** Nearer to the end than this is at the end: a scroll position is rarely exact. */
const AT_END_PX = 24;

/** Lines of text, only those in view. With `sticky` it stays at the end while it is there. */
export function VirtualLines({ label, count, line, sticky = false }: {
  label: string;
  count: number;
  line: (index: number) => ReactNode;
  sticky?: boolean;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 10,
  });
  useEffect(() => {
    if (sticky && atEnd.current && count > 0) list.scrollToIndex(count - 1, { align: 'end' });
  }, [sticky, count, list]);
  const onScroll = (): void => {
    const box = scroller.current;
    if (box !== null) atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < AT_END_PX;
  };
  return (
    <div ref={scroller} className={styles.lines} role="log" aria-live="off" aria-label={label} tabIndex={0} onScroll={onScroll}>
      <div className={styles.all} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => (
          <div
            key={item.key}
            ref={list.measureElement}
            data-index={item.index}
            className={styles.place}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {line(item.index)}
          </div>
        ))}
      </div>
    </div>
  );
}

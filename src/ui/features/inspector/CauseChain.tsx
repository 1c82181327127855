import type { ChainItem } from '../../../session/selectors/whyTypes.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import styles from './CauseChain.module.css';
import { seconds } from './words.ts';

/** Causes as a dotted line through time: what was, what is, and dashed what is to be expected. A click goes there. */
export function CauseChain({ items }: { items: readonly ChainItem[] }) {
  if (items.length === 0) return null;
  return (
    <ol className={styles.chain} aria-label="How it came about">
      {items.map((item, i) => (
        <li key={i} className={styles.row} data-state={item.state}>
          <Line item={item} />
        </li>
      ))}
    </ol>
  );
}

function Line({ item }: { item: ChainItem }) {
  const session = useSession();
  const { event, message } = item;
  const content = (
    <>
      <span className={styles.time}>{item.time === null ? '' : seconds(item.time)}</span>
      <span className={styles.dot} aria-hidden />
      <span className={styles.text}>
        {item.state === 'expected' && <span className="spoken">Expected: </span>}
        {item.text}
      </span>
    </>
  );
  if (event === null && message === null) return <div className={styles.item}>{content}</div>;
  const go = (): void => {
    if (event === null) {
      if (message !== null) session.select({ kind: 'message', message });
      return;
    }
    session.seekEvent(event);
    session.select({ kind: 'event', event });
  };
  return (
    <button type="button" className={styles.item} onClick={go}>
      {content}
    </button>
  );
}

import { Head } from './Head.tsx';
import styles from './Inspector.module.css';

/** What is selected isn't there at this moment of the run. */
export function Gone({ kicker, title, text }: { kicker: string; title: string; text: string }) {
  return (
    <>
      <Head kicker={kicker} title={title} />
      <div className={styles.block}>{text}</div>
    </>
  );
}

import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import styles from './Failure.module.css';

/** Says what broke, and offers the two things that help: loading again, and the details for a report. */
export function Failure({ what, sentence, details }: {
  what: string;
  sentence: string;
  details: string | null;
}) {
  const [copied, setCopied] = useState<'copied' | 'refused' | null>(null);
  const copy = () => {
    const report = `Raft Playground: ${what}\n${details ?? sentence}\n${navigator.userAgent}`;
    navigator.clipboard.writeText(report).then(
      () => setCopied('copied'),
      () => setCopied('refused'),
    );
  };
  return (
    <main className={styles.page} role="alert">
      <h1 className={styles.title}>{what}.</h1>
      <p className={styles.sentence}>{sentence}</p>
      <div className={styles.actions}>
        <Button look="strong" onClick={() => location.reload()}>
          Reload
        </Button>
        <Button onClick={copy}>{copied === 'copied' ? 'Details copied' : 'Copy details'}</Button>
      </div>
      {details !== null && (
        <details className={styles.details} open={copied === 'refused'}>
          <summary>Details</summary>
          <pre className={styles.trace}>{details}</pre>
        </details>
      )}
    </main>
  );
}

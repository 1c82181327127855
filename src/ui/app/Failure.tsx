import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import styles from './Failure.module.css';

export interface FailureProps {
  what: string;
  sentence: string;
  details: string | null;
  /** For a part of the page that may work at the second try. */
  onRetry?: () => void;
}

/** Says what broke, and offers what helps: trying or loading again, and the details for a report. */
export function Failure({ what, sentence, details, onRetry }: FailureProps) {
  const [copied, setCopied] = useState<'copied' | 'refused' | null>(null);
  const copy = () => {
    const report = `Raft Playground: ${what}\n${details ?? sentence}\n${navigator.userAgent}`;
    navigator.clipboard.writeText(report).then(
      () => setCopied('copied'),
      () => setCopied('refused'),
    );
  };
  return (
    <section className={styles.page} role="alert" aria-label={what}>
      <h2 className={styles.title}>{what}.</h2>
      <p className={styles.sentence}>{sentence}</p>
      <div className={styles.actions}>
        {onRetry !== undefined && (
          <Button look="strong" onClick={onRetry}>
            Try again
          </Button>
        )}
        <Button look={onRetry === undefined ? 'strong' : 'plain'} onClick={() => location.reload()}>
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
    </section>
  );
}

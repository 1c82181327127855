import { Check, CircleHelp, Hourglass, X } from 'lucide-react';
import type { RequestStory } from '../../../session/selectors/requests.ts';
import { milliseconds } from '../../../trace/narrateWords.ts';
import styles from './Requests.module.css';

/** How a request stands, by form: hourglass, check, cross, question mark. */
export function RequestMark({ state }: { state: RequestStory['state'] }) {
  switch (state) {
    case 'waiting':
      return <Hourglass size={13} className={styles.waiting} aria-label="waiting" />;
    case 'done':
      return <Check size={14} className={styles.done} aria-label="done" />;
    case 'refused':
      return <X size={14} className={styles.refused} aria-label="refused" />;
    case 'unknown':
      return <CircleHelp size={14} className={styles.unknown} aria-label="unknown" />;
  }
}

/** `34 ms`, in virtual time; `at once` for an answer in the same event. */
export function tookWords(tookMs: number | null): string {
  if (tookMs === null) return '';
  return tookMs === 0 ? 'at once' : milliseconds(tookMs);
}

import { useEffect, useRef, useState } from 'react';
import { headline, type HeadlinePart } from '../../../session/selectors/headline.ts';
import { termColours } from '../../components/term.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './Caption.module.css';

const QUIET_MS = 1000;

/** The algorithm in one sentence, and why. */
export function Caption() {
  // Compared as text: most frames say the same.
  const told = useSessionState((state) => JSON.stringify(headline(state.frame)));
  const { title, detail } = JSON.parse(told) as ReturnType<typeof headline>;
  const titleText = title.map((part) => part.text).join(' ');
  return (
    <div className={styles.caption}>
      <h2 className={styles.title} title={titleText}>
        {title.map((part, i) => (
          <span key={i}>
            {i > 0 && ' '}
            <Part part={part} />
          </span>
        ))}
      </h2>
      <p className={styles.detail} title={detail}>
        {detail}
      </p>
      <Spoken text={`${titleText} ${detail}`} />
    </div>
  );
}

function Part({ part: { text, term, tone } }: { part: HeadlinePart }) {
  return (
    <span className={styles.part} data-tone={tone} style={term === null ? undefined : { color: termColours(term).ink }}>
      {text}
    </span>
  );
}

/** Says the caption aloud, at most once a second. */
function Spoken({ text }: { text: string }) {
  const [said, setSaid] = useState(text);
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, QUIET_MS - (performance.now() - last.current));
    const timer = setTimeout(() => {
      last.current = performance.now();
      setSaid(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p className="spoken" aria-live="polite">
      {said}
    </p>
  );
}

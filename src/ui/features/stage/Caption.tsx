import { headline, type HeadlinePart } from '../../../session/selectors/headline.ts';
import { Spoken } from '../../components/Spoken.tsx';
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
      <Spoken text={`${titleText} ${detail}`} quietMs={QUIET_MS} first={`${titleText} ${detail}`} />
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

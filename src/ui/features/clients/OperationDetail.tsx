import { useEffect, useMemo, useRef } from 'react';
import { operationWords } from '../../../session/selectors/clientWords.ts';
import { triesOf, type Try } from '../../../session/selectors/clientTries.ts';
import type { ClientOperation } from '../../../trace/client.ts';
import { milliseconds } from '../../../trace/narrateWords.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { useUi } from '../../state/uiStore.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './OperationDetail.module.css';

/** The chosen operation: what it asked, every try of it, which nodes, what came back. */
export function OperationDetail() {
  const chosen = useUi((state) => state.operation);
  const operation = useSessionState(({ frame }) =>
    frame.operations.list.find(({ client, number }) => client === chosen?.client && number === chosen.number),
  );
  const events = useSessionState((state) => state.events);
  const until = useSessionState((state) => state.frame.eventCount);
  const tries = useMemo(() => (operation === undefined ? undefined : triesOf([operation], events, until).get(operation)), [operation, events, until]);
  const section = useRef<HTMLElement>(null);
  // Under the lanes there may be no room to see it.
  useEffect(() => {
    // Braces: newer browsers give a promise, which isn't a way to clean up.
    section.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  if (operation === undefined) {
    return <p className={styles.hint}>An interval runs from the first request to the answer that ended it. Choose one to read its tries.</p>;
  }
  const nodes = [...new Set((tries ?? []).map(({ node }) => node))];
  return (
    <section ref={section} className={styles.detail} aria-label="Chosen operation">
      <h3 className={styles.title}>
        <span className={styles.whose}>
          {operation.client} #{operation.number}
        </span>{' '}
        <span className={styles.what}>{operationWords(operation)}</span>
      </h3>
      <p className={styles.story}>{storyOf(operation, nodes)}</p>
      {tries !== undefined && (
        <ol className={styles.tries} aria-label="Tries">
          {tries.map((each) => (
            <TryLine key={each.attempt} of={each} />
          ))}
        </ol>
      )}
    </section>
  );
}

function TryLine({ of: { attempt, node, sentAt, sentBy, endedAt, outcome, words } }: { of: Try }) {
  const session = useSession();
  return (
    <li>
      <button
        type="button"
        className={styles.try}
        data-outcome={outcome}
        title="Why? Open the event"
        onClick={() => session.select({ kind: 'event', event: sentBy })}
      >
        <span className={styles.nth}>{attempt}</span>
        <span className={styles.node}>{node}</span>
        <span className={styles.words}>{words}</span>
        <span className={styles.time}>
          {seconds(sentAt)}
          {endedAt !== null && ` + ${milliseconds(endedAt - sentAt)}`}
        </span>
      </button>
    </li>
  );
}

function storyOf({ begunAt, endedAt, outcome, attempts, requests }: ClientOperation, nodes: readonly string[]): string {
  const tries = attempts === 1 ? 'one try' : `${attempts} tries`;
  const arrived = `${requests.length === 1 ? 'one request' : `${requests.length} requests`} reached a node`;
  const asked = nodes.length === 0 ? '' : `, ${nodes.join(', ')} asked`;
  const told = `${tries}${asked}, ${arrived}`;
  if (endedAt === null) return `Since ${seconds(begunAt)}, not answered yet: ${told}. It may have taken effect or not.`;
  const took = `${seconds(begunAt)} to ${seconds(endedAt)}, ${milliseconds(endedAt - begunAt)}`;
  return outcome === 'ok' ? `Done, ${took}: ${told}.` : `Given up, ${took}: ${told}. Nobody was told whether it took effect.`;
}

function seconds(time: number): string {
  return `${(time / 1000).toFixed(3)} s`;
}

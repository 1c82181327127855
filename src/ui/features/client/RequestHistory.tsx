import { ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { requestIndex, requestStory } from '../../../session/selectors/requests.ts';
import type { RequestRecord } from '../../../trace/event.ts';
import { Popover } from '../../components/Popover.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { Redirect, Retry } from './Again.tsx';
import { wasRepeated } from './repeated.ts';
import { RequestMark, tookWords } from './RequestLine.tsx';
import styles from './Requests.module.css';
import type { Client } from './useClient.ts';

/** At most so many are listed; the newest come first. */
const LISTED = 60;

/** The newest request in the bar; a click opens the list of the recent ones. */
export function RequestHistory({ client }: { client: Client }) {
  const [open, setOpen] = useState(false);
  const newest = client.requests.at(-1);
  return (
    <div className={styles.history}>
      {newest === undefined ? (
        <span className={styles.none}>no requests yet</span>
      ) : (
        <>
          <Popover
            label="Requests"
            side="top"
            align="end"
            open={open}
            onOpenChange={setOpen}
            className={styles.surface ?? ''}
            trigger={
              <button type="button" className={styles.newest} aria-label="Show the recent requests">
                <NewestWords request={newest} />
                <ChevronUp size={14} aria-hidden />
              </button>
            }
          >
            <RequestList client={client} />
          </Popover>
          <Redirect request={newest} to={requestStory(newest, null).redirect} client={client} />
          <Retry request={newest} client={client} />
        </>
      )}
    </div>
  );
}

function NewestWords({ request }: { request: RequestRecord }) {
  const index = useSessionState((state) => requestIndex(request, state.events));
  const repeated = useSessionState((state) => wasRepeated(request, index, state.events));
  const story = requestStory(request, index);
  const outcome = repeated ? `${story.outcome}, not applied again` : story.outcome;
  const words = [story.command, outcome, tookWords(story.tookMs)].filter((word) => word !== '').join(' · ');
  return (
    <>
      <RequestMark state={story.state} />
      <span className={styles.words} title={words.slice(0, 400)}>
        {story.command.slice(0, 40)} <span>{outcome}</span>
      </span>
    </>
  );
}

function RequestList({ client }: { client: Client }) {
  const { store } = useSession();
  const { events } = store.getState();
  const newestFirst = client.requests.slice(-LISTED).reverse();
  return (
    <div className={styles.list}>
      <Switch
        label="Follow the redirect"
        detail="A refused request goes on to the leader that the node names."
        checked={client.followRedirect}
        onChange={client.setFollowRedirect}
      />
      <ol aria-label="Recent requests, newest first">
        {newestFirst.map((request) => {
          const index = requestIndex(request, events);
          const story = requestStory(request, index);
          return (
            <li key={request.id} className={styles.item}>
              <RequestMark state={story.state} />
              <span className={styles.command} title={story.command}>
                {story.command.slice(0, 80)}
              </span>
              <span className={styles.asked}>
                to {request.to} at {(request.submittedAt / 1000).toFixed(3)} s
              </span>
              <span className={styles.outcome}>
                {story.outcome}
                {wasRepeated(request, index, events) && ', answered from its session, not applied again'}
                <Redirect request={request} to={story.redirect} client={client} />
              </span>
              <span className={styles.took}>
                {tookWords(story.tookMs)}
                <Retry request={request} client={client} />
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

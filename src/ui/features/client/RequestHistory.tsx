import { ChevronUp } from 'lucide-react';
import { useState } from 'react';
import type { Command, NodeId } from '../../../raft/types.ts';
import { requestIndex, requestStory } from '../../../session/selectors/requests.ts';
import type { RequestRecord } from '../../../trace/event.ts';
import { Popover } from '../../components/Popover.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
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
          <Resend request={newest} onSend={client.send} />
        </>
      )}
    </div>
  );
}

function NewestWords({ request }: { request: RequestRecord }) {
  const index = useSessionState((state) => requestIndex(request, state.events));
  const story = requestStory(request, index);
  const words = [story.command, story.outcome, tookWords(story.tookMs)].filter((word) => word !== '').join(' · ');
  return (
    <>
      <RequestMark state={story.state} />
      <span className={styles.words} title={words.slice(0, 400)}>
        {story.command.slice(0, 40)} <span>{story.outcome}</span>
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
          const story = requestStory(request, requestIndex(request, events));
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
                <Resend request={request} onSend={client.send} />
              </span>
              <span className={styles.took}>{tookWords(story.tookMs)}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** `Ask S5`, for a request that was refused by a node that knows who leads. */
function Resend({ request, onSend }: { request: RequestRecord; onSend: (to: NodeId, command: Command) => void }) {
  const to = requestStory(request, null).redirect;
  if (to === null) return null;
  return (
    <button type="button" className={styles.resend} onClick={() => onSend(to, request.command)}>
      Ask {to}
    </button>
  );
}

/** Sends requests, and sends refused ones on to the leader when asked to. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Command, NodeId } from '../../../raft/types.ts';
import type { RequestRecord } from '../../../trace/event.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { newestRequest, nextRedirect, type Sent } from './redirect.ts';

export interface Client {
  readonly requests: readonly RequestRecord[];
  readonly followRedirect: boolean;
  setFollowRedirect(on: boolean): void;
  send(to: NodeId, command: Command): void;
}

export function useClient(): Client {
  const session = useSession();
  const requests = useSessionState((state) => state.frame.requests, 'shallow');
  const [followRedirect, setFollowRedirect] = useState(false);
  const waiting = useRef<readonly Sent[]>([]);

  const sendOnce = useCallback(
    (to: NodeId, command: Command, hops: number) => {
      const { frame } = session.store.getState();
      const sent = { to, command, after: newestRequest(frame.requests), at: frame.time, hops };
      waiting.current = [...waiting.current, sent];
      session.command({ type: 'propose', to, command });
    },
    [session],
  );

  useEffect(() => {
    const { time } = session.store.getState().frame;
    const answered = waiting.current;
    waiting.current = [];
    for (const sent of answered) {
      const next = nextRedirect(sent, requests, time);
      if (next.kind === 'wait') waiting.current = [...waiting.current, sent];
      else if (next.kind === 'resend' && followRedirect) sendOnce(next.to, sent.command, sent.hops + 1);
    }
  }, [requests, followRedirect, sendOnce, session]);

  const send = useCallback((to: NodeId, command: Command) => sendOnce(to, command, 0), [sendOnce]);
  return { requests, followRedirect, setFollowRedirect, send };
}

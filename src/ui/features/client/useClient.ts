/** Sends requests, and sends refused ones on to the leader when asked to. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ClientRequest, NodeId } from '../../../raft/types.ts';
import { requestsOfClients, type OperationsFrame } from '../../../session/clientFrames.ts';
import type { RequestRecord } from '../../../trace/event.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { commandOf } from './asked.ts';
import { newestRequest, nextRedirect, type Sent } from './redirect.ts';

export interface Client {
  /** Those that were asked here, not by clients that act by themselves. */
  readonly requests: readonly RequestRecord[];
  readonly followRedirect: boolean;
  setFollowRedirect(on: boolean): void;
  send(to: NodeId, asked: ClientRequest): void;
}

export function useClient(): Client {
  const session = useSession();
  const requests = useSessionState((state) => state.frame.requests, 'shallow');
  const [followRedirect, setFollowRedirect] = useState(false);
  const waiting = useRef<readonly Sent[]>([]);

  const sendOnce = useCallback(
    (to: NodeId, asked: ClientRequest, hops: number) => {
      const { frame } = session.store.getState();
      const sent = { to, asked, after: newestRequest(frame.requests), at: frame.time, hops };
      waiting.current = [...waiting.current, sent];
      session.command(commandOf(asked, to));
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
      else if (next.kind === 'resend' && followRedirect) sendOnce(next.to, sent.asked, sent.hops + 1);
    }
  }, [requests, followRedirect, sendOnce, session]);

  const send = useCallback((to: NodeId, asked: ClientRequest) => sendOnce(to, asked, 0), [sendOnce]);
  const acting = useSessionState((state) => state.frame.operations);
  const byHand = useMemo(() => withoutActing(requests, acting), [requests, acting]);
  return { requests: byHand, followRedirect, setFollowRedirect, send };
}

function withoutActing(requests: readonly RequestRecord[], operations: OperationsFrame): readonly RequestRecord[] {
  const acting = requestsOfClients(operations);
  return acting.size === 0 ? requests : requests.filter(({ id }) => !acting.has(id));
}

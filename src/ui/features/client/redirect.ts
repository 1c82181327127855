/** Following a redirect: a refused request goes on to the leader that was named. P8 */
import type { ClientRequest, NodeId, RequestId } from '../../../raft/types.ts';
import type { RequestRecord, VirtualMs } from '../../../trace/event.ts';
import { askedBy, sameAsked } from './asked.ts';

/** A request this page has sent and whose answer it waits for. */
export interface Sent {
  readonly to: NodeId;
  readonly asked: ClientRequest;
  /** The newest request there was, and the time, when it was sent. */
  readonly after: RequestId;
  readonly at: VirtualMs;
  /** How often it has been redirected. */
  readonly hops: number;
}

// Two nodes that each take the other for the leader must not play ball for ever.
const MOST_HOPS = 4;

export type Redirect =
  /** Not answered yet, or not seen yet. */
  | { readonly kind: 'wait' }
  /** Answered for good, or the cursor has gone back before it was sent. */
  | { readonly kind: 'over' }
  | { readonly kind: 'resend'; readonly to: NodeId };

/** What to do about a request that was sent, given all requests at the cursor. */
export function nextRedirect(sent: Sent, requests: readonly RequestRecord[], now: VirtualMs): Redirect {
  if (now < sent.at) return { kind: 'over' };
  const record = requests.find((each) => each.id > sent.after && isSame(each, sent));
  if (record === undefined || record.status === 'pending') return { kind: 'wait' };
  const { leader } = record;
  const leads = record.status === 'refused' && leader !== null && leader !== record.to;
  return leads && sent.hops < MOST_HOPS ? { kind: 'resend', to: leader } : { kind: 'over' };
}

function isSame(record: RequestRecord, sent: Sent): boolean {
  return record.to === sent.to && sameAsked(askedBy(record), sent.asked);
}

export function newestRequest(requests: readonly RequestRecord[]): RequestId {
  return requests.at(-1)?.id ?? 0;
}

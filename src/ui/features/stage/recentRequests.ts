/** The clients around the ring: what was asked of each node a moment ago and what became of it. */
import type { NodeId, RequestId } from '../../../raft/types.ts';
import type { Frame } from '../../../session/frame.ts';
import { requestsOfClients } from '../../../session/clientFrames.ts';
import { requestWords } from '../../../session/selectors/requests.ts';
import type { RequestRecord } from '../../../trace/event.ts';

export interface ClientLine {
  readonly id: RequestId;
  readonly command: string;
  /** The command whole, for the title. */
  readonly whole: string;
  readonly outcome: string;
  readonly state: 'waiting' | 'done' | 'refused' | 'lost';
}

const MOST = 3;
const STAYS_MS = 300;
const LONGEST = 13;

/** The newest requests of every node that has any to show, oldest first. Those of acting clients stand at their clients. */
export function recentRequests(frame: Frame): ReadonlyMap<NodeId, readonly ClientLine[]> {
  const { requests, time } = frame;
  const acting = requestsOfClients(frame.operations);
  const byNode = new Map<NodeId, ClientLine[]>();
  for (let i = requests.length - 1; i >= 0; i -= 1) {
    const request = requests[i];
    if (request === undefined || acting.has(request.id)) continue;
    if (request.resolvedAt !== null && time - request.resolvedAt > STAYS_MS) continue;
    const lines = byNode.get(request.to) ?? [];
    if (lines.length >= MOST) continue;
    const whole = requestWords(request);
    lines.unshift({ id: request.id, command: clipped(whole), whole, ...outcomeOf(request) });
    byNode.set(request.to, lines);
  }
  return byNode;
}

function outcomeOf(request: RequestRecord): Pick<ClientLine, 'outcome' | 'state'> {
  const { status, leader, to } = request;
  switch (status) {
    case 'pending':
      return { outcome: 'waiting', state: 'waiting' };
    case 'ok':
      return { outcome: doneWords(request), state: 'done' };
    case 'refused':
      return { outcome: leader === null || leader === to ? 'refused' : `refused: ask ${leader}`, state: 'refused' };
    case 'unknown':
      return { outcome: 'outcome unknown', state: 'lost' };
  }
}

/** A read tells its value; one that asked nobody says so. T6.4 */
function doneWords(request: RequestRecord): string {
  switch (request.op) {
    case 'propose':
    case 'change':
      return 'committed';
    case 'transfer':
      return `${request.target} leads`;
    case 'read': {
      const { result } = request;
      const value = result === null ? 'not there' : `= ${clipped(Array.isArray(result) ? `[${result.join(', ')}]` : String(result))}`;
      return request.mode === 'local' ? `${value}, may be stale` : value;
    }
  }
}

function clipped(text: string): string {
  const letters = Array.from(text);
  return letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST - 1).join('')}…`;
}

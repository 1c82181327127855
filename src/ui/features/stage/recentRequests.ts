/** The clients around the ring: what was asked of each node a moment ago and what became of it. */
import type { NodeId } from '../../../raft/types.ts';
import type { Frame } from '../../../session/frame.ts';
import { formatCommand } from '../../../trace/narrateCommand.ts';
import type { RequestId } from '../../../raft/types.ts';

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

/** The newest requests of every node that has any to show, oldest first. */
export function recentRequests({ requests, time }: Frame): ReadonlyMap<NodeId, readonly ClientLine[]> {
  const byNode = new Map<NodeId, ClientLine[]>();
  for (let i = requests.length - 1; i >= 0; i -= 1) {
    const request = requests[i];
    if (request === undefined) continue;
    if (request.resolvedAt !== null && time - request.resolvedAt > STAYS_MS) continue;
    const lines = byNode.get(request.to) ?? [];
    if (lines.length >= MOST) continue;
    const whole = formatCommand(request.command);
    lines.unshift({ id: request.id, command: clipped(whole), whole, ...outcomeOf(request) });
    byNode.set(request.to, lines);
  }
  return byNode;
}

function outcomeOf({ status, leader, to }: Frame['requests'][number]): Pick<ClientLine, 'outcome' | 'state'> {
  switch (status) {
    case 'pending':
      return { outcome: 'waiting', state: 'waiting' };
    case 'ok':
      return { outcome: 'committed', state: 'done' };
    case 'refused':
      return { outcome: leader === null || leader === to ? 'refused' : `refused: ask ${leader}`, state: 'refused' };
    case 'unknown':
      return { outcome: 'outcome unknown', state: 'lost' };
  }
}

function clipped(text: string): string {
  const letters = Array.from(text);
  return letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST - 1).join('')}…`;
}

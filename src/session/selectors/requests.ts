/** What became of a client's request, in words. */
import { formatCommand } from '../../trace/narrateCommand.ts';
import type { LogIndex, NodeId } from '../../raft/types.ts';
import type { RequestRecord, TraceEvent, VirtualMs } from '../../trace/event.ts';

export interface RequestStory {
  /** `set x=7`. */
  readonly command: string;
  readonly state: 'waiting' | 'done' | 'refused' | 'unknown';
  /** A clause such as `done at index 19` or `S2 is not the leader; ask S5`. */
  readonly outcome: string;
  /** Virtual time from asking to answer; null while it waits. */
  readonly tookMs: VirtualMs | null;
  /** Whom the refusing node named, if the request can go there. */
  readonly redirect: NodeId | null;
}

/** `index`: where the leader put the command, when known (see requestIndex). */
export function requestStory(request: RequestRecord, index: LogIndex | null): RequestStory {
  const tookMs = request.resolvedAt === null ? null : request.resolvedAt - request.submittedAt;
  const command = formatCommand(request.command);
  const at = index === null ? '' : ` at index ${index}`;
  switch (request.status) {
    case 'pending': {
      const outcome = index === null ? `waiting for ${request.to}` : `waiting for a majority${at}`;
      return { command, state: 'waiting', outcome, tookMs, redirect: null };
    }
    case 'ok':
      return { command, state: 'done', outcome: `${resultWords(request)}${at}`, tookMs, redirect: null };
    case 'refused': {
      const outcome = request.reason ?? `${request.to} refused`;
      const redirect = request.leader === request.to ? null : request.leader;
      return { command, state: 'refused', outcome, tookMs, redirect };
    }
    case 'unknown': {
      const outcome = request.reason ?? `${request.to} stopped leading before it could tell`;
      return { command, state: 'unknown', outcome, tookMs, redirect: null };
    }
  }
}

/** What the dict answered: `swapped`, `list of 3`, `was not there`. */
function resultWords({ command, result }: RequestRecord): string {
  if (command === null || 'set' in command) return 'done';
  if ('delete' in command) return result === false ? 'done, nothing was there' : 'deleted';
  if ('cas' in command) return result === false ? 'not swapped, another value was there' : 'swapped';
  return typeof result === 'number' ? `appended, ${result} in the list` : 'appended';
}

/**
 * The log index a leader gave the request, by the note of the event that took
 * it. Null when the node was not leading, took it only later (it was paused),
 * or when that event is no longer among `events`.
 */
export function requestIndex(request: RequestRecord, events: readonly TraceEvent[]): LogIndex | null {
  for (let i = firstEventAt(events, request.submittedAt); i < events.length; i += 1) {
    const event = events[i];
    if (event === undefined || event.time > request.submittedAt) return null;
    for (const each of event.notes) {
      if (each.what === 'proposed' && each.values.request === request.id) return each.values.index;
    }
  }
  return null;
}

function firstEventAt(events: readonly TraceEvent[], time: VirtualMs): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.time ?? Infinity) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

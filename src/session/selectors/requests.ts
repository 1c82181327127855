/** What became of a client's request, in words. */
import { unreachable } from '../../base/assert.ts';
import { formatCommand, formatMembers } from '../../trace/narrateCommand.ts';
import { clip, readModeWord } from '../../trace/narrateWords.ts';
import type { ClientRequest, DictCommand, LogIndex, NodeId } from '../../raft/types.ts';
import type { RequestRecord, TraceEvent, VirtualMs } from '../../trace/event.ts';

export interface RequestStory {
  /** `set x=7`, `read x (lease)`, `members S1 S2 +S3`, `hand over to S3`. */
  readonly command: string;
  readonly state: 'waiting' | 'done' | 'refused' | 'unknown';
  /** A clause such as `done at index 19` or `S2 is not the leader; ask S5`. */
  readonly outcome: string;
  /** Virtual time from asking to answer; null while it waits. */
  readonly tookMs: VirtualMs | null;
  /** Whom the refusing node named, if the request can go there. */
  readonly redirect: NodeId | null;
}

/** What is asked for, on one line. */
export function requestWords(request: ClientRequest): string {
  switch (request.op) {
    case 'propose':
      return formatCommand(request.command);
    case 'read':
      return `read ${request.key} (${readModeWord(request.mode)})`;
    case 'change':
      return `members ${formatMembers(request.voters, request.learners)}`;
    case 'transfer':
      return `hand over to ${request.target}`;
    default:
      return unreachable(request);
  }
}

/** `index`: where the leader put the command, when known (see requestIndex). */
export function requestStory(request: RequestRecord, index: LogIndex | null): RequestStory {
  const tookMs = request.resolvedAt === null ? null : request.resolvedAt - request.submittedAt;
  const command = requestWords(request);
  const at = index === null ? '' : ` at index ${index}`;
  switch (request.status) {
    case 'pending': {
      const outcome = index === null ? waitingWords(request) : `waiting for a majority${at}`;
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

/** What a request waits for that has no place in the log, as far as it can be told from outside. */
function waitingWords(request: RequestRecord): string {
  if (request.op === 'change') return 'waiting until the new members are committed';
  return request.op === 'transfer' ? `waiting until ${request.target} leads` : `waiting for ${request.to}`;
}

/** What came of it: `swapped`, `list of 3`, `was not there`, `is 7`. */
function resultWords(request: RequestRecord): string {
  const { result } = request;
  switch (request.op) {
    case 'propose':
      return commandResult(request.command, result);
    case 'read':
      return readResult(request.mode === 'local', result);
    case 'change':
      return 'done, committed';
    case 'transfer':
      return `done, ${request.target} leads`;
    default:
      return unreachable(request);
  }
}

function commandResult(command: DictCommand | null, result: RequestRecord['result']): string {
  if (command === null || 'set' in command) return 'done';
  if ('delete' in command) return result === false ? 'done, nothing was there' : 'deleted';
  if ('cas' in command) return result === false ? 'not swapped, another value was there' : 'swapped';
  return typeof result === 'number' ? `appended, ${result} in the list` : 'appended';
}

function readResult(local: boolean, result: RequestRecord['result']): string {
  const stale = local ? ', perhaps stale' : '';
  if (result === null) return `is not there${stale}`;
  return `is ${clip(Array.isArray(result) ? `[${result.join(', ')}]` : String(result))}${stale}`;
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

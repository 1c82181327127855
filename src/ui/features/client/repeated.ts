/** Whether a request was answered from its client's session, because the command had taken effect before. T6.3 */
import type { LogIndex } from '../../../raft/types.ts';
import type { RequestRecord, TraceEvent } from '../../../trace/event.ts';

/** `index`: where the leader put the command; null: not known, and so neither is this. */
export function wasRepeated(request: RequestRecord, index: LogIndex | null, events: readonly TraceEvent[]): boolean {
  if (index === null || request.op !== 'propose' || request.command?.client === undefined) return false;
  const { client, seq } = request.command;
  for (let i = events.length - 1; i >= 0; i -= 1) {
    const event = events[i];
    if (event === undefined || event.time < request.submittedAt) return false;
    for (const { what, values } of event.notes) {
      if (what === 'commandRepeated' && values.index === index && values.client === client && values.seq === seq) return true;
    }
  }
  return false;
}

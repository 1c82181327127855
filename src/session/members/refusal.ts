/** Why a request was refused: what its node said, and the rule that made it say so. */
import { ruleBook, type RuleEntry } from '../../raft/ruleBook.ts';
import type { RequestRecord, TraceEvent } from '../../trace/event.ts';

export interface Refused {
  /** A sentence with the section: `S1 refuses (P6, T4.1): ….` */
  readonly text: string;
  readonly rule: RuleEntry | null;
}

/** The refusal of a request, for people; `events` are those at hand, oldest first. */
export function refusalOf(request: RequestRecord, events: readonly TraceEvent[]): Refused {
  const rule = ruleOf(request, events);
  const reason = request.reason ?? 'it does not say why';
  return { text: `${request.to} refuses${rule === null ? '' : ` (${rule.section})`}: ${reason}.`, rule };
}

function ruleOf({ id, submittedAt }: RequestRecord, events: readonly TraceEvent[]): RuleEntry | null {
  for (let i = events.length - 1; i >= 0; i -= 1) {
    const event = events[i];
    if (event === undefined || event.time < submittedAt) return null;
    for (const { what, rule, values } of event.notes) {
      if ((what === 'requestRefused' || what === 'proposalRefused') && values.request === id) return ruleBook[rule];
    }
  }
  return null;
}

/** A scenario as the runner takes it: decoded, defaults filled in, ids known. */
import type { NodeId, Term } from '../raft/types.ts';
import type { RunCommand } from '../trace/command.ts';
import type { MessageId, VirtualMs } from '../trace/event.ts';
import type { RunSetup } from '../trace/run.ts';
import type { Json } from '../trace/scenario.ts';

/** What a step can do with messages in flight. */
export type MessageAction = 'deliver' | 'drop' | 'duplicate' | 'hold' | 'delay';

/** Which messages in flight; null asks for nothing. */
export interface MessageFilter {
  readonly id: MessageId | null;
  readonly from: readonly NodeId[] | null;
  readonly to: readonly NodeId[] | null;
  readonly types: readonly string[] | null;
  readonly term: Term | null;
  /** true: carries entries; false: carries none. */
  readonly entries: boolean | null;
  readonly count: number | null;
  readonly newest: boolean;
}

export type ScenarioStep =
  | { readonly kind: 'command'; readonly command: RunCommand }
  | {
      readonly kind: 'messages';
      readonly action: MessageAction;
      readonly filter: MessageFilter;
      /** For `delay`; else 0. */
      readonly byMs: number;
    }
  | { readonly kind: 'settle' }
  | { readonly kind: 'quiesce' }
  | { readonly kind: 'run'; readonly byMs: number }
  /** So many events and no more; then virtual time moves on to `until`, if that is later. */
  | { readonly kind: 'runEvents'; readonly count: number; readonly until: VirtualMs | null }
  | { readonly kind: 'expect'; readonly partial: Json };

export interface Scenario {
  readonly name: string | null;
  readonly description: string | null;
  readonly setup: RunSetup;
  /** Events that are due now wait until a step lets them happen. */
  readonly exact: boolean;
  readonly steps: readonly ScenarioStep[];
}

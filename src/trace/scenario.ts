/**
 * A scenario as the screen, the command line and outside scripts exchange it:
 * the version 1 document and the state it ends in. docs/scenario-format.md
 * says what each word means; `?` marks what has a default.
 */
import type { Command, Configuration, DictValue, LogIndex, NodeId, Term } from '../raft/types.ts';
import type { LinkEnd, LinkSettings } from './command.ts';
import type { EventId, MessageId, VirtualMs } from './event.ts';

export const SCENARIO_VERSION = 1;

/** Anything JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

type Pair = readonly [low: number, high: number];
type OneOrMore<T> = T | readonly T[];

/** An entry of a prepared log: a term alone is a no-op of that term. */
export type LogDocument = Term | ({ readonly term: Term } & CommandDocument);

/** At most one of these; none is a no-op. */
export interface CommandDocument {
  readonly set?: readonly [key: string, value: string];
  readonly delete?: string;
  readonly cas?: readonly [key: string, expected: string | null, next: string];
  readonly append?: readonly [key: string, value: string];
}

export interface NodeDocument {
  readonly id: NodeId;
  readonly term?: Term;
  readonly votedFor?: NodeId | null;
  readonly log?: readonly LogDocument[];
  readonly commitIndex?: LogIndex;
  readonly up?: boolean;
}

export interface OptionsDocument {
  readonly electionTimeoutMs?: Pair;
  readonly heartbeatMs?: number;
  readonly noOpOnElection?: boolean;
  readonly fastBacktracking?: boolean;
  readonly maxEntriesPerAppend?: number | null;
  readonly maxInflightAppends?: number | null;
}

export interface ScenarioDocument {
  readonly version: typeof SCENARIO_VERSION;
  readonly name?: string;
  readonly description?: string;
  readonly seed?: number;
  readonly cluster: {
    readonly nodes: readonly (NodeId | NodeDocument)[];
    readonly voters?: readonly NodeId[];
    readonly learners?: readonly NodeId[];
    readonly options?: OptionsDocument;
    readonly bugs?: readonly string[];
  };
  readonly network?: LinkSettings & { readonly mode?: 'timed' | 'manual' };
  readonly disk?: { readonly fsyncMs?: Pair };
  /** Nothing happens between two steps unless a step says so; exported runs need it. */
  readonly exact?: boolean;
  readonly steps?: readonly StepDocument[];
}

/** Which messages in flight a step means; `{}` means all. */
export interface FilterDocument {
  /** One message by its number. */
  readonly id?: MessageId;
  readonly from?: OneOrMore<NodeId>;
  readonly to?: OneOrMore<NodeId>;
  readonly type?: OneOrMore<string>;
  readonly term?: Term;
  readonly entries?: boolean;
  readonly count?: number;
  readonly newest?: boolean;
}

/** One action each; `note` may stand beside any. */
export type StepDocument = { readonly note?: string } & (
  | { readonly campaign: NodeId }
  | { readonly heartbeat: NodeId }
  | { readonly crash: NodeId }
  | { readonly restart: NodeId }
  | { readonly pause: NodeId }
  | { readonly resume: NodeId }
  | { readonly advance: number; readonly node?: NodeId }
  | { readonly propose: { readonly to: NodeId; readonly noop?: true } & CommandDocument }
  | { readonly deliver: FilterDocument }
  | { readonly drop: FilterDocument }
  | { readonly duplicate: FilterDocument }
  | { readonly hold: FilterDocument }
  | { readonly delay: FilterDocument & { readonly byMs: number } }
  | { readonly settle: true }
  | { readonly quiesce: true }
  | { readonly run: number }
  | { readonly runEvents: number; readonly until?: VirtualMs }
  | { readonly partition: readonly (readonly NodeId[])[] }
  | { readonly cut: OneOrMore<LinkEnd> }
  | { readonly heal: true | OneOrMore<LinkEnd> }
  | { readonly network: LinkSettings }
  | { readonly link: LinkEnd & LinkSettings }
  | { readonly disk: { readonly fsyncMs: Pair } }
  | { readonly clockRate: { readonly node: NodeId; readonly rate: number } }
  | { readonly expect: Json }
);

/** One node as the final state shows it. A crashed node shows its disk. */
export interface NodeState {
  readonly up: boolean;
  readonly role: 'follower' | 'candidate' | 'leader' | 'learner';
  readonly term: Term;
  readonly votedFor: NodeId | null;
  readonly leader: NodeId | null;
  readonly log: readonly { readonly index: LogIndex; readonly term: Term; readonly command: Command }[];
  readonly logTerms: readonly Term[];
  readonly firstIndex: LogIndex;
  readonly snapshotIndex: LogIndex;
  readonly snapshotTerm: Term;
  readonly commitIndex: LogIndex;
  readonly lastApplied: LogIndex;
  readonly durableIndex: LogIndex;
  readonly config: Configuration;
  readonly state: Readonly<Record<string, DictValue>>;
  /** Who has granted this candidate (or pre-candidate) its vote so far; of a leader, who elected it; else nobody. */
  readonly votesGranted: readonly NodeId[];
  /** Of a leader, for every other node of its configuration; else empty. */
  readonly nextIndex: Readonly<Record<NodeId, LogIndex>>;
  readonly matchIndex: Readonly<Record<NodeId, LogIndex>>;
}

/** What the command line prints and what `expect` compares with. */
export interface ScenarioState {
  readonly time: VirtualMs;
  readonly nodes: Readonly<Record<NodeId, NodeState>>;
  /** In the order in which they were sent. */
  readonly inFlight: readonly {
    readonly id: MessageId;
    readonly type: string;
    readonly from: NodeId;
    readonly to: NodeId;
    readonly term: Term;
  }[];
  /** One a step that asks for something, in order. */
  readonly requests: readonly {
    readonly op: string;
    readonly to: NodeId;
    readonly status: 'ok' | 'refused' | 'pending' | 'unknown';
    readonly result: string | number | boolean | null;
    readonly reason: string | null;
  }[];
  readonly violations: readonly {
    readonly property: string;
    readonly time: VirtualMs;
    readonly event: EventId;
    readonly detail: string;
  }[];
  /** Whether the history of the clients is; null: finding out would cost too much. */
  readonly linearizable: boolean | null;
  readonly traceHash: string;
}

/**
 * A scenario as the screen, the command line and outside scripts exchange it:
 * the version 1 document and the state it ends in. docs/scenario-format.md
 * says what each word means; `?` marks what has a default.
 */
import type {
  ClientId,
  ClientReply,
  Command,
  Configuration,
  DictValue,
  LogIndex,
  NodeId,
  ReadMode,
  RequestOp,
  Role,
  SessionStamp,
  Term,
} from '../raft/types.ts';
import type { ClientSettings } from './client.ts';
import type { LinkEnd, LinkSettings } from './command.ts';
import type { EventId, MessageId, VirtualMs } from './event.ts';

export const SCENARIO_VERSION = 1;

/** Anything JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

type Pair = readonly [low: number, high: number];
type OneOrMore<T> = T | readonly T[];

/** An entry of a prepared log: a term alone is a no-op of that term. */
export type LogDocument = Term | ({ readonly term: Term } & EntryCommandDocument);

/** What an entry does, beside its term. At most one command; none is a no-op. */
export interface EntryCommandDocument extends CommandDocument {
  readonly read?: string;
  readonly config?: ConfigurationDocument;
}

export interface ConfigurationDocument {
  readonly voters: readonly NodeId[];
  readonly votersOutgoing?: readonly NodeId[];
  readonly learners?: readonly NodeId[];
}

/** At most one of these, `client` and `seq` aside; none is a no-op. */
export interface CommandDocument extends SessionStamp {
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
  readonly probeWithEntries?: boolean;
  readonly preVote?: boolean;
  readonly checkQuorum?: boolean;
  readonly snapshotThreshold?: number | null;
  readonly snapshotChunkBytes?: number | null;
  readonly membership?: 'joint' | 'single';
  readonly clockDriftBound?: number;
  readonly maxSessions?: number | null;
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
    /** By name or number. */
    readonly bugs?: readonly (string | number)[];
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
  | { readonly read: { readonly to: NodeId; readonly key: string; readonly mode?: ReadMode } }
  | { readonly change: { readonly via: NodeId; readonly voters: readonly NodeId[]; readonly learners?: readonly NodeId[] } }
  | { readonly transfer: { readonly from: NodeId; readonly to: NodeId } }
  | { readonly compact: { readonly node: NodeId; readonly upTo?: LogIndex } }
  | { readonly addNode: NodeId }
  | { readonly startClient: { readonly client: ClientId } & Partial<ClientSettings> }
  | { readonly stopClient: ClientId }
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
  readonly role: Role;
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
  /** By client: its latest command and what that returned. T6.3 */
  readonly sessions: Readonly<Record<ClientId, SessionState>>;
  /** Who has granted this candidate (or pre-candidate) its vote so far; of a leader, who elected it; else nobody. */
  readonly votesGranted: readonly NodeId[];
  /** Of a leader, for every node that it sends to; else empty. */
  readonly nextIndex: Readonly<Record<NodeId, LogIndex>>;
  readonly matchIndex: Readonly<Record<NodeId, LogIndex>>;
}

export interface SessionState {
  readonly seq: number;
  readonly result: ClientReply['result'];
  readonly expired: boolean;
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
    readonly op: RequestOp;
    readonly to: NodeId;
    readonly status: 'ok' | 'refused' | 'pending' | 'unknown';
    readonly result: ClientReply['result'];
    readonly reason: string | null;
  }[];
  /** Steps that could not be carried out and changed nothing. `step` counts from 1. */
  readonly refusals: readonly { readonly step: number; readonly reason: string }[];
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

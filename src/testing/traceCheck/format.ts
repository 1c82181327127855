/**
 * A full trace as docs/trace-format.md describes it, as far as the checks look.
 * Written from that text and importing nothing of the project, so that checking
 * a trace here is what checking it anywhere else would be.
 */

export interface Entry {
  readonly index: number;
  readonly term: number;
  readonly command: unknown;
}

export interface Config {
  readonly voters: readonly string[];
  readonly votersOutgoing: readonly string[];
  readonly learners: readonly string[];
}

export interface NodeState {
  readonly up: boolean;
  readonly role: string;
  readonly term: number;
  readonly votedFor: string | null;
  readonly leader: string | null;
  readonly log: readonly Entry[];
  readonly logTerms: readonly number[];
  readonly firstIndex: number;
  readonly snapshotIndex: number;
  readonly snapshotTerm: number;
  readonly commitIndex: number;
  readonly lastApplied: number;
  readonly config: Config;
  readonly state: Readonly<Record<string, unknown>>;
  readonly votesGranted: readonly string[];
  readonly nextIndex: Readonly<Record<string, number>>;
  readonly matchIndex: Readonly<Record<string, number>>;
}

export interface DiskState {
  readonly term: number;
  readonly votedFor: string | null;
  readonly logTerms: readonly number[];
  readonly snapshotIndex: number;
  readonly snapshotTerm: number;
}

export interface Process {
  readonly status: string;
  readonly disk: DiskState;
  readonly pendingWrites: readonly number[];
  readonly inbox: readonly number[];
}

export interface Write {
  readonly id: number;
  readonly hardState: { readonly currentTerm: number; readonly votedFor: string | null } | null;
  readonly truncateFrom: number | null;
  readonly snapshot?: { readonly lastIncludedIndex: number; readonly lastIncludedTerm: number } | null;
  readonly append: readonly Entry[];
}

/** What all messages have; the rest by type. */
export interface Message {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly term: number;
  readonly lastLogIndex?: number;
  readonly lastLogTerm?: number;
  readonly voteGranted?: boolean;
  readonly forTerm?: number;
  readonly prevLogIndex?: number;
  readonly prevLogTerm?: number;
  readonly entries?: readonly Entry[];
  readonly leaderCommit?: number;
  readonly success?: boolean;
  readonly matchIndex?: number;
  readonly installed?: boolean;
  readonly lastIncludedIndex?: number;
}

export interface Envelope {
  readonly id: number;
  readonly message: Message;
  readonly sentBy: number;
  readonly sentAt: number;
  readonly deliverAt: number | null;
  readonly lost: string | null;
  readonly copyOf: number | null;
}

export interface Line {
  readonly id: number;
  readonly time: number;
  readonly kind: string;
  readonly node: string | null;
  readonly message: Envelope | null;
  readonly command: { readonly type: string } | null;
  readonly sent: readonly Envelope[];
  readonly removed: readonly number[];
  readonly persist: readonly Write[];
  readonly error: string | null;
  readonly consumed: number | null;
  readonly lost: readonly number[];
  readonly requests: readonly { readonly id: number; readonly status: string }[];
  readonly nodes: Readonly<Record<string, NodeState>>;
  readonly processes: Readonly<Record<string, Process>>;
  /** Of the start only. */
  readonly run?: {
    readonly cluster: {
      readonly voters: readonly string[];
      readonly learners: readonly string[];
      readonly options?: { readonly preVote?: boolean; readonly maxSessions?: number | null };
    };
  };
  readonly inFlight: readonly (Message & Omit<Envelope, 'message'>)[];
}

/** One event with the line before it; the start has none. */
export interface Step {
  readonly line: Line;
  readonly before: Line | null;
}

/** Looks at every step in order; says what is wrong, in sentences. */
export type Check = (step: Step) => Iterable<string>;

/** Index of the last entry that a log holds. */
export function lastIndex({ snapshotIndex, logTerms }: Pick<DiskState, 'snapshotIndex' | 'logTerms'>): number {
  return snapshotIndex + logTerms.length;
}

/** The term at `index`; undefined when the log doesn't hold it or has compacted it. */
export function termAt(log: Pick<DiskState, 'snapshotIndex' | 'snapshotTerm' | 'logTerms'>, index: number): number | undefined {
  return index === log.snapshotIndex ? log.snapshotTerm : log.logTerms[index - log.snapshotIndex - 1];
}

/** Is there a majority of `voters`, and of the outgoing ones when the configuration is joint? */
export function isQuorum({ voters, votersOutgoing }: Config, yes: (id: string) => boolean): boolean {
  return [voters, votersOutgoing].every((half) => half.length === 0 || half.filter(yes).length * 2 > half.length);
}

/** The message that this event's node handled. */
export function consumedIn({ consumed, message }: Line): Message | null {
  return consumed === null ? null : (message?.message ?? null);
}

/** The nodes of a line, with what lies around each. */
export function nodesOf({ nodes, processes }: Line): { id: string; node: NodeState; process: Process }[] {
  return Object.entries(nodes).map(([id, node]) => ({ id, node, process: processes[id] as Process }));
}

/**
 * What one line of a full trace says: the event, and everything that somebody
 * who has only the text needs to check it. docs/trace-format.md is its contract.
 */
import type { LogIndex, Message, NodeId, Term } from '../raft/types.ts';
import { nodeStates } from '../scenarios/state.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { Envelope, EventKind, MessageId, RequestRecord, TraceEvent } from '../trace/event.ts';
import type { ObservedNode } from '../trace/observed.ts';
import { RUN_VERSION, type RunSetup } from '../trace/run.ts';
import type { NodeState } from '../trace/scenario.ts';

/** Raised when a field changes its meaning or goes; a new field doesn't raise it. */
export const TRACE_FORMAT = 1;

/** What lies around one node after an event: its process, its disk, and what waits between them. */
export interface TracedProcess {
  readonly status: ObservedNode['status'];
  /** What a crash now would leave. Entries are known by index and term; whole ones are in the writes that brought them. */
  readonly disk: {
    readonly term: Term;
    readonly votedFor: NodeId | null;
    readonly logTerms: readonly Term[];
    readonly snapshotIndex: LogIndex;
    readonly snapshotTerm: Term;
  };
  /** Ids of the writes handed to the disk that are not durable yet, oldest first. */
  readonly pendingWrites: readonly number[];
  /** Messages that have left the network and wait for this process, which is or was paused. */
  readonly inbox: readonly MessageId[];
}

/** A message with its envelope, in one object. */
export type FlatMessage = Message & Omit<Envelope, 'message'>;

/** One line. `id` 0 is the start, before any event. */
export interface TraceLine extends Omit<TraceEvent, 'kind'> {
  readonly kind: EventKind | 'start';
  /** The message that `node` handled in this event; null: none. */
  readonly consumed: MessageId | null;
  /** Messages that are gone with this event and that nobody will ever handle. */
  readonly lost: readonly MessageId[];
  /** Client requests that this event opened or answered, as they stand after it. */
  readonly requests: readonly RequestRecord[];
  /** As in the final state that the command prints. */
  readonly nodes: Readonly<Record<NodeId, NodeState>>;
  readonly processes: Readonly<Record<NodeId, TracedProcess>>;
  readonly inFlight: readonly FlatMessage[];
}

/** The first line: what the run begins with. */
export interface StartLine extends TraceLine {
  readonly kind: 'start';
  readonly format: typeof TRACE_FORMAT;
  readonly run: RunSetup & { readonly version: typeof RUN_VERSION };
}

/** Makes the lines of one run; they have to be asked for in order, each right after its event. */
export class TraceLines {
  readonly #simulation: Simulation;
  #processes: Readonly<Record<NodeId, TracedProcess>> = {};
  #requests = 0;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  start(): StartLine {
    const { setup } = this.#simulation;
    return {
      id: 0,
      time: this.#simulation.now,
      kind: 'start',
      node: null,
      cause: null,
      message: null,
      command: null,
      sent: [],
      removed: [],
      persist: [],
      replies: [],
      notes: [],
      error: null,
      consumed: null,
      lost: [],
      requests: [],
      format: TRACE_FORMAT,
      run: { version: RUN_VERSION, ...setup },
      ...this.#after(),
    };
  }

  of(event: TraceEvent): TraceLine {
    const before = this.#processes;
    const after = this.#after();
    return {
      ...event,
      consumed: event.kind === 'deliver' && event.message !== null ? event.message.id : null,
      lost: lostIn(event, before, after.processes),
      requests: this.#requestsOf(event),
      ...after,
    };
  }

  #after(): Pick<TraceLine, 'nodes' | 'processes' | 'inFlight'> {
    const simulation = this.#simulation;
    const { observed } = simulation;
    this.#processes = Object.fromEntries(observed.map((each) => [each.id, processOf(each, simulation)]));
    return {
      nodes: nodeStates(simulation.setup.cluster, observed),
      processes: this.#processes,
      inFlight: simulation.inFlight().map(flat),
    };
  }

  #requestsOf(event: TraceEvent): RequestRecord[] {
    const { requests } = this.#simulation;
    const ids = new Set(event.replies.map(({ request }) => request));
    for (let id = this.#requests + 1; id <= requests.length; id += 1) ids.add(id);
    this.#requests = requests.length;
    return requests.filter(({ id }) => ids.has(id));
  }
}

function processOf({ id, status, disk }: ObservedNode, simulation: Simulation): TracedProcess {
  const { writes, inbox } = simulation.waitingAt(id);
  const { entries, snapshotIndex, snapshotTerm } = disk.log;
  return {
    status,
    disk: {
      term: disk.currentTerm,
      votedFor: disk.votedFor,
      logTerms: entries.map(({ term }) => term),
      snapshotIndex,
      snapshotTerm,
    },
    pendingWrites: writes.map((write) => write.id),
    inbox,
  };
}

function flat({ id, message, ...envelope }: Envelope): FlatMessage {
  return { id, ...message, ...envelope };
}

type Processes = TraceLine['processes'];

/** Follows from the event, not from what is missing after it: so a message that vanishes by mistake is seen. */
function lostIn(event: TraceEvent, before: Processes, after: Processes): MessageId[] {
  const { kind, node, message, sent, removed } = event;
  const lost = sent.filter((envelope) => envelope.lost !== null).map(({ id }) => id);
  if (kind === 'lost' && message !== null) lost.push(message.id);
  for (const id of removed) if (!sent.some((again) => again.id === id)) lost.push(id);
  const died = node !== null && after[node]?.status === 'down' && before[node]?.status !== 'down';
  if (died) lost.push(...(before[node]?.inbox ?? []).filter((id) => kind !== 'deliver' || id !== message?.id));
  return lost;
}

/**
 * What the search needs of a node, be it the abstract one (model.ts) or the
 * real one (coreMachine.ts): what it may do by itself, what it does with a
 * message, and how it looks from outside. Nodes are numbered from 0 here and
 * called S1, S2, … where people read. Values are never changed once made.
 */
import type { LogIndex, Term } from '../raft/types.ts';

/** A node's place in the cluster, from 0. */
export type Place = number;

/** Where each node is sent to by a renaming: node `i` becomes `renaming[i]`. */
export type Renaming = readonly Place[];

/** How much of what is bounded has happened in the whole cluster. */
export interface Spent {
  readonly entries: number;
  readonly crashes: number;
}

/** One thing a node may do. */
export interface Act<Node, Message> {
  /** For the schedule, such as "S1 campaigns". */
  readonly label: string;
  readonly node: Node;
  readonly sent: readonly Message[];
  readonly spends: keyof Spent | null;
  /** What the node itself says can't be, such as an assertion that failed. */
  readonly broken?: string;
}

/** An entry as two logs are compared by: the command is a text. */
export interface SeenEntry {
  readonly term: Term;
  readonly command: string;
}

/** A node as the invariants see it. */
export interface NodeView {
  readonly place: Place;
  readonly role: 'follower' | 'candidate' | 'leader';
  readonly term: Term;
  readonly votedFor: Place | null;
  readonly log: readonly SeenEntry[];
  readonly commitIndex: LogIndex;
  /** A leader's matchIndex of each node, its own included; null when it doesn't lead. */
  readonly match: readonly LogIndex[] | null;
  /** What a crash would leave. */
  readonly disk: { readonly term: Term; readonly votedFor: Place | null; readonly log: readonly SeenEntry[] };
}

/** What a message proves to whoever sees it. */
export interface MessageView {
  readonly from: Place;
  readonly to: Place;
  readonly term: Term;
  /** `asks`: the sender voted for itself; `grants`: for the receiver; `leads`: it was elected; `holds`: it has `match` entries of the leader's log. */
  readonly says: 'asks' | 'grants' | 'leads' | 'holds' | 'nothing';
  readonly match: LogIndex;
}

export interface Machine<Node, Message> {
  readonly nodes: number;
  readonly maxTerm: Term;
  readonly maxCrashes: number;
  initial(place: Place): Node;
  /** What `node` may do by itself, within what is left. */
  acts(node: Node, spent: Spent): readonly Act<Node, Message>[];
  receive(node: Node, message: Message): Act<Node, Message>;
  /** A message that tells `to` nothing but that there is a term as high as this. */
  news(to: Place, term: Term): Message;
  /**
   * Whether `message`, if it reached `node` now or ever after, would do nothing but have its sender told of a later
   * term. `mayCrash`: a crash is still to be reckoned with.
   */
  isSpent(node: Node, message: Message, mayCrash: boolean): boolean;
  /** Messages that `node` may send at any time without changing. */
  offers(node: Node): readonly Message[];
  nodeKey(node: Node): string;
  messageKey(message: Message): string;
  renameNode(node: Node, renaming: Renaming): Node;
  renameMessage(message: Message, renaming: Renaming): Message;
  nodeView(node: Node): NodeView;
  messageView(message: Message): MessageView;
}

/** The name that people read. */
export function nameOf(place: Place): string {
  return `S${place + 1}`;
}

/** What a person (or a scenario step) does to a run. Commands are recorded; a run is replayed from them. */
import type { ClientId, DictCommand, LogIndex, NodeId, ReadMode } from '../raft/types.ts';
import type { ClientSettings } from './client.ts';
import type { EventId, MessageId, VirtualMs } from './event.ts';

/** One direction of one link. */
export interface LinkEnd {
  readonly from: NodeId;
  readonly to: NodeId;
}

/** How messages travel. `loss` and `duplicate` are probabilities in [0, 1]; with `reorder` off a link is first in, first out. */
export interface NetworkSettings {
  /** `timed`: virtual time runs. `manual`: nothing happens by itself, messages wait until delivered. */
  readonly mode: 'timed' | 'manual';
  readonly latencyMs: readonly [low: number, high: number];
  readonly loss: number;
  readonly duplicate: number;
  readonly reorder: boolean;
}

/** What can be changed of the network while it runs. */
export type LinkSettings = Partial<Omit<NetworkSettings, 'mode'>>;

export interface DiskSettings {
  readonly fsyncMs: readonly [low: number, high: number];
}

export type RunCommand =
  | { readonly type: 'campaign'; readonly node: NodeId }
  | { readonly type: 'heartbeat'; readonly node: NodeId }
  | { readonly type: 'crash'; readonly node: NodeId }
  | { readonly type: 'restart'; readonly node: NodeId }
  | { readonly type: 'pause'; readonly node: NodeId }
  | { readonly type: 'resume'; readonly node: NodeId }
  /** Nodes in different groups don't reach each other; a node in no group is alone. Replaces every earlier cut. */
  | { readonly type: 'partition'; readonly groups: readonly (readonly NodeId[])[] }
  | { readonly type: 'cut'; readonly links: readonly LinkEnd[] }
  /** null heals every link. */
  | { readonly type: 'heal'; readonly links: readonly LinkEnd[] | null }
  | { readonly type: 'propose'; readonly to: NodeId; readonly command: DictCommand | null }
  | { readonly type: 'read'; readonly to: NodeId; readonly key: string; readonly mode: ReadMode }
  /** Proposes a configuration to `via`. P6, T4 */
  | {
      readonly type: 'change';
      readonly via: NodeId;
      readonly voters: readonly NodeId[];
      readonly learners: readonly NodeId[];
    }
  /** Leadership transfer. T3.10 */
  | { readonly type: 'transfer'; readonly from: NodeId; readonly to: NodeId }
  /** Snapshot through `upTo` (null: through what is applied). P7 */
  | { readonly type: 'compact'; readonly node: NodeId; readonly upTo: LogIndex | null }
  /** A process with an empty disk starts under a new name, outside every configuration. */
  | { readonly type: 'addNode'; readonly node: NodeId }
  /** A client begins to ask by itself, or goes on with other settings. */
  | { readonly type: 'startClient'; readonly client: ClientId; readonly settings: ClientSettings }
  | { readonly type: 'stopClient'; readonly client: ClientId }
  | { readonly type: 'deliver'; readonly message: MessageId }
  | { readonly type: 'drop'; readonly message: MessageId }
  | { readonly type: 'duplicate'; readonly message: MessageId }
  | { readonly type: 'delay'; readonly message: MessageId; readonly byMs: number }
  /** Keeps the message back until it is delivered or dropped by hand. */
  | { readonly type: 'hold'; readonly message: MessageId }
  /** Changes every link (null) or one direction of one. */
  | { readonly type: 'network'; readonly link: LinkEnd | null; readonly settings: LinkSettings }
  | { readonly type: 'disk'; readonly settings: DiskSettings }
  /** The node's clock runs `rate` times as fast as virtual time. */
  | { readonly type: 'clockRate'; readonly node: NodeId; readonly rate: number }
  /** Moves the clock of one node, or of all (null), in manual mode. */
  | { readonly type: 'advance'; readonly node: NodeId | null; readonly byMs: number };

export type CommandType = RunCommand['type'];

/** The commands that are answered: each is a request. */
export type RequestCommand = Extract<RunCommand, { type: 'propose' | 'read' | 'change' | 'transfer' }>;

/** A command and its place: it takes effect at `time`, when `afterEvents` events have happened. */
export interface RecordedCommand {
  readonly time: VirtualMs;
  readonly afterEvents: EventId;
  readonly command: RunCommand;
}

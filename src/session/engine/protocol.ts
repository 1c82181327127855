/** What the page and the network worker say to each other. */
import type { NodeId } from '../../raft/types.ts';
import type { RunCommand } from '../../trace/command.ts';
import type { EventId, TraceEvent, VirtualMs } from '../../trace/event.ts';
import type { RunSetup } from '../../trace/run.ts';
import type { PlayedRun, RefusedCommand } from '../compare/change.ts';
import type { OperationsDelta } from '../clientFrames.ts';
import type { Moment } from '../figures.ts';
import type { Frame } from '../frame.ts';
import type { NodeDelta } from './nodeDelta.ts';

/** One request; each is answered once, in order. */
export type EngineRequest =
  /** A new run. With `skipTo` virtual time begins that long before its first event. */
  | { readonly op: 'open'; readonly setup: RunSetup; readonly leadMs: number | null }
  /** A scenario document: run through, then shown. */
  | { readonly op: 'scenario'; readonly text: string }
  /** Plays on to virtual time `until` (Infinity: as far as it gets), for at most `budgetMs` of real time. */
  | { readonly op: 'advance'; readonly until: VirtualMs; readonly budgetMs: number }
  /** One event on, or to the next event of `node`. */
  | { readonly op: 'step'; readonly node: NodeId | null }
  | { readonly op: 'seekTime'; readonly time: VirtualMs }
  | { readonly op: 'seekEvent'; readonly event: EventId }
  /** Carries out a command at virtual time `time`. */
  | { readonly op: 'command'; readonly command: RunCommand; readonly time: VirtualMs }
  | { readonly op: 'branch'; readonly branch: number }
  /** Opens the run with this setup that has the same commands as another. */
  | { readonly op: 'twin'; readonly run: PlayedRun; readonly setup: RunSetup }
  /** Goes to a moment of the run that this one is a twin of. */
  | { readonly op: 'follow'; readonly moment: Moment }
  /** The branch at hand, whole. */
  | { readonly op: 'played' }
  | { readonly op: 'export' }
  /** Replays the run on one thread and compares the traces. */
  | { readonly op: 'verify' };

/** Those that are answered with what has changed on the screen. */
export type UpdateRequest = Exclude<EngineRequest, { op: 'export' | 'verify' | 'played' }>;

export interface EngineCall {
  readonly call: number;
  readonly request: EngineRequest;
}

/** What has changed on the screen since the answer before. Fields that are missing are as they were. */
export interface EngineUpdate {
  readonly frame: Partial<Omit<Frame, 'nodes' | 'operations'>>;
  /** By position in the cluster; null: unchanged. */
  readonly nodes: readonly (NodeDelta | null)[];
  readonly events: EventsDelta | null;
  /** What acting clients have asked for. */
  readonly operations?: OperationsDelta;
  /** Another run, or another kind of run, is shown now. */
  readonly setup?: RunSetup;
  readonly title?: string | null;
  /** Said to the user, such as what a scenario's `expect` found. */
  readonly remarks?: readonly Remark[];
  /** Commands that a twin has no use for. */
  readonly refused?: readonly RefusedCommand[];
  /** A command in the past began a branch; this is the one it left, and where. */
  readonly left?: { readonly branch: number; readonly afterEvents: EventId };
}

export interface Remark {
  readonly tone: 'info' | 'good' | 'bad';
  readonly text: string;
}

/** Events with ids up to `keepTo` stay (null: none do), then come these. */
export interface EventsDelta {
  readonly keepTo: EventId | null;
  readonly events: readonly TraceEvent[];
}

export interface Verified {
  /** Of the trace as the node workers made it; null when nobody took it. */
  readonly workers: string | null;
  /** Of the same run, replayed on one thread. */
  readonly inline: string;
  readonly events: EventId;
}

export type EngineAnswer =
  | { readonly call: number; readonly update: EngineUpdate }
  | { readonly call: number; readonly exported: string }
  | { readonly call: number; readonly played: PlayedRun }
  | { readonly call: number; readonly verified: Verified }
  /** A sentence for the user; nothing has changed. */
  | { readonly call: number; readonly refused: string }
  /** The engine itself is broken. */
  | { readonly call: number; readonly failed: string };

/** How answers come and calls go: over a worker in the page, by a function in tests. */
export interface EngineLine {
  send(call: EngineCall): void;
  onAnswer(listener: (answer: EngineAnswer) => void): void;
  onDeath(listener: (reason: string) => void): void;
  /** Ends the worker and those it started. */
  close?(): void;
}

/** The one store of the page. Written only by the session; features read it with selectors. */
import type { LogIndex, NodeId } from '../raft/types.ts';
import type { EventId, MessageId, TraceEvent } from '../trace/event.ts';
import type { RunSetup } from '../trace/run.ts';
import type { RefusedCommand, SetupChange } from './compare/change.ts';
import type { Frame } from './frame.ts';

/** The one thing that is selected, in every view at once. */
export type Selection =
  | { readonly kind: 'node'; readonly node: NodeId }
  | { readonly kind: 'message'; readonly message: MessageId }
  | { readonly kind: 'entry'; readonly node: NodeId; readonly index: LogIndex }
  | { readonly kind: 'event'; readonly event: EventId }
  | { readonly kind: 'link'; readonly a: NodeId; readonly b: NodeId };

/** What a pointer does on the stage. */
export type StageTool = 'select' | 'slice' | 'client';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** A second cluster runs beside the first; it is Session.twin. */
export interface Comparison {
  readonly change: SetupChange;
  /** Commands that only the first could carry out, oldest first. */
  readonly refused: readonly RefusedCommand[];
}

/** A short message to the user; `bad` ones stay until closed. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'good' | 'bad';
  readonly text: string;
  /** The label of a button that undoes or repairs; see Session.noticeAction. */
  readonly action: string | null;
}

export interface SessionState {
  /** `boot` until the workers are up; `failed` if the engine itself died. */
  readonly phase: 'boot' | 'ready' | 'failed';
  readonly failure: string | null;
  readonly setup: RunSetup;
  /** The run's name, when it came from a scenario. */
  readonly title: string | null;
  readonly frame: Frame;
  readonly events: readonly TraceEvent[];
  readonly playing: boolean;
  /** Virtual seconds per second, 1/1000 … 100; Infinity: as fast as it can. */
  readonly speed: number;
  readonly selection: Selection | null;
  readonly tool: StageTool;
  readonly theme: ThemeChoice;
  readonly notices: readonly Notice[];
  /** Absent or null: one cluster alone. */
  readonly comparison?: Comparison | null;
  /** Requests to the engine that it hasn't answered yet (seek, step, command, new run); absent is none. The page's idle mark waits for it. */
  readonly pending?: number;
}

export const SPEED_MIN = 1 / 1000;
export const SPEED_MAX = 100;

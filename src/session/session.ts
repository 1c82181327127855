/** What the page can ask of the session. The one implementation is createSession.ts. */
import type { StoreApi } from 'zustand/vanilla';
import type { NodeId } from '../raft/types.ts';
import type { RunCommand } from '../trace/command.ts';
import type { EventId, VirtualMs } from '../trace/event.ts';
import type { RunSetup } from '../trace/run.ts';
import type { SetupChange } from './compare/change.ts';
import type { Selection, SessionState, StageTool, ThemeChoice } from './state.ts';

/** The virtual clock as the screen shows it, finer than frames. */
export interface PlaybackClock {
  /** Virtual time now. */
  now(): VirtualMs;
  /** Calls back once per animation frame while time moves, and once after each jump. Returns the way to stop. */
  subscribe(listener: (now: VirtualMs) => void): () => void;
}

export interface Session {
  readonly store: StoreApi<SessionState>;
  readonly clock: PlaybackClock;

  play(): void;
  pause(): void;
  toggle(): void;
  setSpeed(speed: number): void;
  /** Pauses and goes one event on (or back); with `node`, to the next (previous) event of that node. */
  stepForward(node?: NodeId): void;
  stepBack(node?: NodeId): void;
  seekTime(time: VirtualMs): void;
  seekEvent(event: EventId): void;
  seekEnd(): void;

  /** Records and carries out one command now. In the past, this starts a branch and says so, with Undo. */
  command(command: RunCommand): void;
  /** Crashes the newest leader; says so if there is none. */
  crashLeader(): void;
  switchBranch(branch: number): void;

  /** Starts a new run; the old one is kept until the new one is up. */
  newRun(setup: RunSetup, title?: string): Promise<void>;
  /** Opens a scenario document. A broken one changes nothing and says what is wrong and where. */
  openScenario(text: string, fileName: string): Promise<boolean>;
  /**
   * Opens this run again from its beginning, as far as it was played, with
   * `change` made: the same seed and the same commands at the same moments.
   */
  rerun(change: SetupChange, title: string | null): Promise<boolean>;
  /** What was done so far, as a scenario document. */
  exportScenario(): Promise<string>;

  /** The other cluster of a comparison; null when nothing is compared. */
  readonly twin: Session | null;
  /**
   * Runs a second cluster beside this one, on the same seed and the same
   * commands, with `change` made. From now on everything that is asked is asked
   * of both. Gives whether it came up; if not, it says why.
   */
  compare(change: SetupChange): Promise<boolean>;
  /** Closes the second cluster; this one stays as it is. */
  endComparison(): void;

  select(selection: Selection | null): void;
  setTool(tool: StageTool): void;
  setTheme(theme: ThemeChoice): void;
  notify(tone: 'info' | 'good' | 'bad', text: string, action?: { label: string; run: () => void }): void;
  dismissNotice(id: number): void;
  noticeAction(id: number): void;
}

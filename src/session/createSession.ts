/** The imperative shell around the engine: one store, one clock, and what the user can do. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NodeId } from '../raft/types.ts';
import type { RunCommand } from '../trace/command.ts';
import type { VirtualMs } from '../trace/event.ts';
import type { RunSetup } from '../trace/run.ts';
import { createEngineClient, RefusedError, type EngineClient } from './engineClient.ts';
import type { SetupChange } from './compare/change.ts';
import { Reruns } from './compare/reruns.ts';
import type { Lead, Twin } from './compare/twin.ts';
import type { EngineLine, EngineUpdate, UpdateRequest } from './engine/protocol.ts';
import { workerLine } from './engine/workerLine.ts';
import { FIRST_SPEED, firstRun, LEAD_MS } from './firstRun.ts';
import { emptyFrame, mergeUpdate } from './mergeUpdate.ts';
import { Notices } from './notices.ts';
import { Playback, type FrameSource } from './playback.ts';
import { newestLeader } from './selectors/cluster.ts';
import type { Session } from './session.ts';
import { SPEED_MAX, SPEED_MIN, type SessionState } from './state.ts';

/** What a session needs of the browser; tests hand in their own. */
export interface SessionParts {
  readonly line: EngineLine;
  /** For the second cluster of a comparison. */
  readonly another: () => EngineLine;
  readonly frames: FrameSource;
}

/** The page's session, with its workers; the first run opens and plays by itself. */
export function createSession(): Session {
  const session = createSessionWith({
    line: workerLine(),
    another: workerLine,
    frames: {
      request: (callback) => {
        requestAnimationFrame(callback);
      },
    },
  });
  void session.newRun(firstRun).then(() => {
    session.play();
  });
  return session;
}

/** A session on these parts, with no run yet. */
export function createSessionWith({ line, another, frames }: SessionParts): Session {
  return new PlaygroundSession(createEngineClient(line), another, frames);
}

class PlaygroundSession implements Session {
  readonly store: StoreApi<SessionState> = createStore<SessionState>(() => ({
    phase: 'boot',
    failure: null,
    setup: firstRun,
    title: null,
    frame: emptyFrame,
    events: [],
    playing: false,
    speed: FIRST_SPEED,
    selection: null,
    tool: 'select',
    theme: 'system',
    notices: [],
    pending: 0,
  }));
  readonly clock: Playback;
  readonly #engine: EngineClient;
  readonly #another: () => EngineLine;
  readonly #notices = new Notices(this.store);
  /** The newest seek that waits for the one under way; older ones are pointless. */
  #nextSeek: UpdateRequest | null = null;
  #seeking = false;
  /** The newest stretch that the engine was asked to play. */
  #advancing: Promise<void> = Promise.resolve();

  #twin: Twin | null = null;
  readonly #reruns = new Reruns();

  constructor(engine: EngineClient, another: () => EngineLine, frames: FrameSource) {
    this.#engine = engine;
    this.#another = another;
    this.clock = new Playback(
      {
        state: () => {
          const { playing, speed, frame } = this.store.getState();
          const timeless = frame.network.mode === 'manual';
          return { playing, speed, nextEventAt: this.#nextEventAt(), timeless };
        },
        step: async () => {
          const { eventCount, endEvents } = this.store.getState().frame;
          if (eventCount >= endEvents) this.pause();
          else await this.#stepAny();
          return this.store.getState().frame.time;
        },
        advance: async (until, budgetMs) => {
          this.#advancing = this.#advance(until, budgetMs);
          await this.#advancing;
          return this.store.getState().frame.time;
        },
      },
      frames,
    );
  }

  play(): void {
    if (this.store.getState().phase !== 'ready') return;
    this.store.setState({ playing: true });
    this.clock.run();
  }

  pause(): void {
    if (!this.store.getState().playing) return;
    this.store.setState({ playing: false });
    // A frame that is under way still comes, so the page isn't idle before it has.
    this.#pending(1);
    const landed = (): void => {
      this.#pending(-1);
    };
    this.#advancing.then(landed, landed);
  }

  toggle(): void {
    if (this.store.getState().playing) this.pause();
    else this.play();
  }

  setSpeed(speed: number): void {
    const bounded = speed === Infinity ? Infinity : Math.min(SPEED_MAX, Math.max(SPEED_MIN, speed));
    this.store.setState({ speed: bounded });
  }

  stepForward(node?: NodeId): void {
    this.pause();
    if (node === undefined) void this.#shown(() => this.#stepAny());
    else void this.#show({ op: 'step', node });
  }

  stepBack(node?: NodeId): void {
    this.pause();
    const { frame, events } = this.store.getState();
    const before =
      node === undefined
        ? frame.eventCount - 1
        : (events.findLast((event) => event.id < frame.eventCount && event.node === node)?.id ?? 0);
    this.seekEvent(before);
  }

  seekTime(time: VirtualMs): void {
    this.#seek({ op: 'seekTime', time });
  }

  seekEvent(event: number): void {
    this.#seek({ op: 'seekEvent', event });
  }

  seekEnd(): void {
    this.#seek({ op: 'seekTime', time: this.store.getState().frame.endTime });
  }

  command(command: RunCommand): void {
    void this.#show({ op: 'command', command, time: this.clock.now() }, this.#twin === null ? '' : 'Commands go to both clusters, and A can’t do this one. ');
  }

  crashLeader(): void {
    const leader = newestLeader(this.store.getState().frame);
    if (leader === null) this.notify('info', 'Nobody leads just now: there is no leader to crash.');
    else {
      this.command({ type: 'crash', node: leader.id });
      this.#sayWhoLeads(leader.id);
    }
  }

  switchBranch(branch: number): void {
    this.pause();
    void this.#show({ op: 'branch', branch });
  }

  async newRun(setup: RunSetup, title?: string): Promise<void> {
    this.pause();
    const leadMs = setup.network.mode === 'timed' ? LEAD_MS : null;
    const opened = await this.#show({ op: 'open', setup, leadMs });
    if (opened) this.store.setState({ title: title ?? null, selection: null, phase: 'ready' });
  }

  async openScenario(text: string, fileName: string): Promise<boolean> {
    this.pause();
    const opened = await this.#show({ op: 'scenario', text }, `${fileName}: `);
    if (opened) this.store.setState({ selection: null });
    return opened;
  }

  async rerun(change: SetupChange, title: string | null): Promise<boolean> {
    this.pause();
    const opened = await this.#shown(async () => {
      await this.#ask(this.#reruns.request(await this.#engine.played(), change, title));
      this.#reruns.opened(await this.#engine.played());
    });
    if (opened) this.store.setState({ selection: null });
    return opened;
  }

  exportScenario(): Promise<string> {
    return this.#engine.exported();
  }

  get twin(): Session | null {
    return this.#twin;
  }

  async compare(change: SetupChange): Promise<boolean> {
    const { playing } = this.store.getState();
    this.endComparison();
    this.pause();
    this.#pending(1);
    try {
      const { openTwin } = await import('./compare/openTwin.ts');
      const since = this.store.getState().frame;
      const twin = await openTwin(this.#asLead(), this.#another(), change);
      this.#twin = twin;
      this.store.setState({ comparison: { change, refused: twin.refused }, selection: null });
      const { frame } = this.store.getState();
      if (frame.branch !== since.branch || frame.endEvents !== since.endEvents) await twin.open();
      if (playing) this.play();
      return true;
    } catch (error) {
      this.notify('bad', `The second cluster could not start: ${error instanceof Error ? error.message : String(error)}`);
      this.endComparison();
      return false;
    } finally {
      this.#pending(-1);
    }
  }

  endComparison(): void {
    this.#twin?.close();
    this.#twin = null;
    if ((this.store.getState().comparison ?? null) !== null) this.store.setState({ comparison: null });
  }

  select(selection: SessionState['selection']): void {
    this.#twin?.store.setState({ selection: null });
    this.store.setState({ selection });
  }

  setTool(tool: SessionState['tool']): void {
    this.store.setState({ tool });
  }

  setTheme(theme: SessionState['theme']): void {
    this.store.setState({ theme });
  }

  notify(tone: 'info' | 'good' | 'bad', text: string, action?: { label: string; run: () => void }): void {
    this.#notices.add(tone, text, action ?? null);
  }

  dismissNotice(id: number): void {
    this.#notices.remove(id);
  }

  noticeAction(id: number): void {
    this.#notices.act(id);
  }

  #sayWhoLeads(crashed: NodeId): void {
    if (this.#twin === null) return;
    const other = newestLeader(this.#twin.store.getState().frame)?.id ?? null;
    if (other === crashed) return;
    const there = other === null ? 'nobody leads' : `${other} leads`;
    this.notify('info', `The same command goes to both: crash ${crashed}. In B ${there}, and loses a follower.`);
  }

  /** Pauses and shows another moment; while one is on its way only the newest wish is kept. */
  #seek(request: UpdateRequest): void {
    this.pause();
    this.#nextSeek = request;
    if (!this.#seeking) void this.#seekOn();
  }

  async #seekOn(): Promise<void> {
    this.#seeking = true;
    while (this.#nextSeek !== null) {
      const request = this.#nextSeek;
      this.#nextSeek = null;
      await this.#show(request);
    }
    this.#seeking = false;
  }

  /** Asks and shows at once; says why if it is refused. Gives whether it was done. */
  #show(request: UpdateRequest, place = ''): Promise<boolean> {
    return this.#shown(() => this.#ask(request), place);
  }

  async #shown(work: () => Promise<void>, place = ''): Promise<boolean> {
    this.#pending(1);
    try {
      await work();
      this.clock.jump(this.store.getState().frame.time);
      return true;
    } catch (error) {
      if (error instanceof RefusedError) this.notify('bad', place + error.message);
      return false;
    } finally {
      this.#pending(-1);
    }
  }

  /** The earlier next event of the two clusters happens; of one cluster, its next. */
  #stepAny(): Promise<void> {
    return this.#twin?.isNext() === true ? this.#twin.stepFirst() : this.#ask({ op: 'step', node: null });
  }

  #advance(until: VirtualMs, budgetMs: number): Promise<void> {
    // With nothing left to do, the first cluster can't tell how far "as fast as it can" is.
    const idle = until === Infinity && this.store.getState().frame.nextEventAt === null;
    if (idle && this.#twin?.isNext() === true) return this.#twin.advanceFirst(until, budgetMs);
    return this.#ask({ op: 'advance', until, budgetMs });
  }

  #nextEventAt(): VirtualMs | null {
    const own = this.store.getState().frame.nextEventAt;
    return this.#twin?.isNext() === true ? this.#twin.store.getState().frame.nextEventAt : own;
  }

  #asLead(): Lead {
    return {
      session: this,
      played: () => this.#engine.played(),
      goTo: (moment) => this.#ask({ op: 'follow', moment }, true),
      refusedBy: (refused) => {
        const { comparison } = this.store.getState();
        if (comparison !== undefined && comparison !== null) this.store.setState({ comparison: { ...comparison, refused } });
      },
      lost: (reason) => {
        this.notify('bad', `The second cluster stopped, and the comparison with it: ${reason}`);
        this.endComparison();
      },
    };
  }

  /** `alone`: a second cluster doesn't follow. */
  async #ask(request: UpdateRequest, alone = false): Promise<void> {
    try {
      const update = await this.#engine.update(request);
      const before = this.store.getState().frame;
      if (update.setup !== undefined) this.endComparison();
      if (request.op === 'open' || request.op === 'scenario') this.#reruns.forget();
      this.#take(update);
      if (alone) return;
      await this.#twin?.after(request, before, update);
    } catch (error) {
      this.pause();
      if (!(error instanceof RefusedError)) {
        const failure = error instanceof Error ? error.message : String(error);
        this.store.setState({ phase: 'failed', failure });
      }
      throw error;
    }
  }

  #take(update: EngineUpdate): void {
    const before = this.store.getState();
    this.store.setState(mergeUpdate(before, update));
    const { frame } = this.store.getState();
    const broken = (frames: SessionState['frame']): number =>
      frames.invariants.filter(({ violation }) => violation !== null).length;
    if (before.playing && broken(frame) > broken(before.frame)) this.pause();
    for (const { tone, text } of update.remarks ?? []) this.notify(tone, text);
    const { left } = update;
    if (left === undefined) return;
    this.notify('info', 'You acted in the past: this is a new branch, and the old future is kept.', {
      label: 'Undo',
      run: () => {
        this.switchBranch(left.branch);
        this.seekEvent(left.afterEvents);
      },
    });
  }

  #pending(change: number): void {
    this.store.setState(({ pending }) => ({ pending: (pending ?? 0) + change }));
  }
}

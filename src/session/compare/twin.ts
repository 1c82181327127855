/**
 * The second cluster of a comparison, as the page knows any session. It has an
 * engine and node workers of its own, hears every command that the first one
 * hears, and is always shown at the first one's moment. What is asked of it is
 * asked of both.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NodeId } from '../../raft/types.ts';
import type { RunCommand } from '../../trace/command.ts';
import type { EventId, VirtualMs } from '../../trace/event.ts';
import { describeRunCommand } from '../../trace/narrateCommand.ts';
import type { RunSetup } from '../../trace/run.ts';
import { RefusedError, type EngineClient } from '../engineClient.ts';
import type { EngineUpdate, UpdateRequest } from '../engine/protocol.ts';
import { sameMoment, startMoment, type Moment } from '../figures.ts';
import { emptyFrame, mergeUpdate } from '../mergeUpdate.ts';
import { newestLeader } from '../selectors/cluster.ts';
import type { PlaybackClock, Session } from '../session.ts';
import type { SessionState } from '../state.ts';
import { changedSetup, type PlayedRun, type RefusedCommand, type SetupChange } from './change.ts';
import { carryOver } from './likeMessage.ts';

/** What the twin needs of the first cluster. */
export interface Lead {
  readonly session: Session;
  played(): Promise<PlayedRun>;
  /** Goes to a moment without the twin following. */
  goTo(moment: Moment): Promise<void>;
  /** These commands had no use in the twin. */
  refusedBy(refused: readonly RefusedCommand[]): void;
  /** The twin's engine is broken. */
  lost(reason: string): void;
}

export class Twin implements Session {
  readonly store: StoreApi<SessionState>;
  readonly clock: PlaybackClock;
  readonly #lead: Lead;
  readonly #engine: EngineClient;
  readonly #close: () => void;
  readonly #change: SetupChange;
  readonly #unsubscribe: () => void;
  #refused: readonly RefusedCommand[] = [];
  /** The lead's moment that is shown. */
  #at: Moment = startMoment;
  /** One thing after the other: the page may ask for the next before this one is done. */
  #work: Promise<void> = Promise.resolve();

  constructor(lead: Lead, engine: EngineClient, close: () => void, change: SetupChange) {
    this.#lead = lead;
    this.#engine = engine;
    this.#close = close;
    this.#change = change;
    const { store, clock } = lead.session;
    const state = store.getState();
    this.clock = clock;
    this.store = createStore<SessionState>(() => ({
      ...state,
      frame: emptyFrame,
      events: [],
      selection: null,
      comparison: null,
      notices: [],
    }));
    this.#unsubscribe = store.subscribe(({ playing, speed, tool, theme, phase }, before) => {
      if (playing !== before.playing || speed !== before.speed || tool !== before.tool || theme !== before.theme || phase !== before.phase) {
        this.store.setState({ playing, speed, tool, theme, phase });
      }
    });
  }

  get twin(): Session {
    return this.#lead.session;
  }

  /** Commands that only the first cluster could carry out. */
  get refused(): readonly RefusedCommand[] {
    return this.#refused;
  }

  /** Derives the run from the first one's and shows it at the same moment. @throws RefusedError, EngineFailure */
  open(): Promise<void> {
    return this.#inTurn(async () => {
      const run = await this.#lead.played();
      const setup = changedSetup(run.setup, this.#change);
      const update = await this.#engine.update({ op: 'twin', run, setup });
      this.#take(update);
      this.#refused = update.refused ?? [];
      this.#lead.refusedBy(this.#refused);
      this.#at = startMoment;
      await this.#catchUp();
    });
  }

  /** The lead has done `request`; `before` is its frame before that. */
  async after(request: UpdateRequest, before: SessionState['frame'], update: EngineUpdate): Promise<void> {
    if (request.op === 'branch' || update.left !== undefined) await this.#guarded(() => this.open());
    else if (request.op === 'command') await this.#guarded(() => this.#inTurn(() => this.#carryOut(request, before)));
    else await this.#guarded(() => this.#inTurn(() => this.#catchUp()));
  }

  /** Will the next event of the two runs be one of this one? */
  isNext(): boolean {
    const own = this.store.getState().frame.nextEventAt;
    const other = this.#lead.session.store.getState().frame.nextEventAt;
    return own !== null && (other === null || own < other);
  }

  /** Shows this run's next event; the first one only goes on in time. */
  stepFirst(): Promise<void> {
    return this.#guarded(() => this.#inTurn(() => this.#goFirst({ op: 'step', node: null })));
  }

  /** Plays on by itself where the first run has nothing left to do; the first one goes on in time. */
  advanceFirst(until: VirtualMs, budgetMs: number): Promise<void> {
    return this.#guarded(() => this.#inTurn(() => this.#goFirst({ op: 'advance', until, budgetMs })));
  }

  /** Ends the workers. */
  close(): void {
    this.#unsubscribe();
    this.#close();
  }

  play(): void {
    this.#lead.session.play();
  }
  pause(): void {
    this.#lead.session.pause();
  }
  toggle(): void {
    this.#lead.session.toggle();
  }
  setSpeed(speed: number): void {
    this.#lead.session.setSpeed(speed);
  }
  stepForward(node?: NodeId): void {
    this.#lead.session.stepForward(node);
  }
  stepBack(node?: NodeId): void {
    this.#lead.session.stepBack(node);
  }
  seekTime(time: VirtualMs): void {
    this.#lead.session.seekTime(time);
  }
  /** An event of this run; the first one is shown at the same time. */
  seekEvent(event: EventId): void {
    const { events, frame } = this.store.getState();
    if (frame.network.mode === 'manual') this.#lead.session.seekEvent(event);
    else this.seekTime(events.find(({ id }) => id === event)?.time ?? 0);
  }
  seekEnd(): void {
    this.#lead.session.seekEnd();
  }

  command(command: RunCommand): void {
    const here = this.store.getState().frame.inFlight;
    const carried = carryOver(command, here, this.#lead.session.store.getState().frame.inFlight);
    if ('command' in carried) this.#lead.session.command(carried.command);
    else this.notify('info', `Commands go to both clusters, and A can’t do this one. ${carried.refused}`);
  }

  crashLeader(): void {
    const leader = newestLeader(this.store.getState().frame);
    if (leader === null) this.notify('info', 'Nobody leads in B just now: there is no leader to crash.');
    else this.command({ type: 'crash', node: leader.id });
  }

  switchBranch(branch: number): void {
    this.#lead.session.switchBranch(branch);
  }
  newRun(setup: RunSetup, title?: string): Promise<void> {
    return this.#lead.session.newRun(setup, title);
  }
  openScenario(text: string, fileName: string): Promise<boolean> {
    return this.#lead.session.openScenario(text, fileName);
  }
  rerun(change: SetupChange, title: string | null): Promise<boolean> {
    return this.#lead.session.rerun(change, title);
  }
  exportScenario(): Promise<string> {
    return this.#engine.exported();
  }
  compare(change: SetupChange): Promise<boolean> {
    return this.#lead.session.compare(change);
  }
  endComparison(): void {
    this.#lead.session.endComparison();
  }

  /** One thing is selected on the page, in one of the clusters. */
  select(selection: SessionState['selection']): void {
    if (selection !== null) this.#lead.session.select(null);
    this.store.setState({ selection });
  }
  setTool(tool: SessionState['tool']): void {
    this.#lead.session.setTool(tool);
  }
  setTheme(theme: SessionState['theme']): void {
    this.#lead.session.setTheme(theme);
  }
  notify(tone: 'info' | 'good' | 'bad', text: string, action?: { label: string; run: () => void }): void {
    this.#lead.session.notify(tone, text, action);
  }
  dismissNotice(id: number): void {
    this.#lead.session.dismissNotice(id);
  }
  noticeAction(id: number): void {
    this.#lead.session.noticeAction(id);
  }

  /** To the lead's moment, told in the number of this run's own commands. */
  async #catchUp(): Promise<void> {
    const { moment } = this.#lead.session.store.getState().frame;
    if (sameMoment(moment, this.#at)) return;
    this.#at = moment;
    const without = this.#refused.filter(({ index }) => index < moment.commands).length;
    this.#take(await this.#engine.update({ op: 'follow', moment: { ...moment, commands: moment.commands - without } }));
  }

  async #carryOut({ command, time }: Extract<UpdateRequest, { op: 'command' }>, before: SessionState['frame']): Promise<void> {
    const index = this.#lead.session.store.getState().frame.moment.commands - 1;
    const carried = carryOver(command, before.inFlight, this.store.getState().frame.inFlight);
    let reason = 'refused' in carried ? carried.refused : null;
    if ('command' in carried) {
      try {
        this.#take(await this.#engine.update({ op: 'command', command: carried.command, time }));
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
        reason = error.message;
      }
    }
    if (reason !== null) {
      this.#refused = [...this.#refused, { index, time, command, reason }];
      this.#lead.refusedBy(this.#refused);
      this.notify('info', `Only A did it: ${describeRunCommand(command)}. In B: ${reason}`);
    }
    this.#at = startMoment;
    await this.#catchUp();
  }

  async #goFirst(request: UpdateRequest): Promise<void> {
    this.#take(await this.#engine.update(request));
    const { session } = this.#lead;
    const { commands } = session.store.getState().frame.moment;
    await this.#lead.goTo({ time: this.store.getState().frame.time, commands, events: null });
    this.#at = session.store.getState().frame.moment;
  }

  #take(update: EngineUpdate): void {
    const before = this.store.getState();
    this.store.setState(mergeUpdate(before, update));
    const broken = ({ invariants }: SessionState['frame']): number =>
      invariants.filter(({ violation }) => violation !== null).length;
    if (before.playing && broken(this.store.getState().frame) > broken(before.frame)) this.pause();
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }

  /** What goes wrong here ends the comparison, not the run. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#lead.lost(error instanceof Error ? error.message : String(error));
    }
  }
}

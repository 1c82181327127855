/**
 * The playback clock: the page's only requestAnimationFrame. Between two events
 * virtual time runs on here by itself; the engine is asked only when the next
 * event is due, and never twice at once.
 */
import type { VirtualMs } from '../trace/event.ts';
import type { PlaybackClock } from './session.ts';

/** How much of a frame's 16 ms the engine may use. */
const BUDGET_MS = 11;
/** A tab that was in the background goes on from where it was, not from where it would be. */
const LONGEST_FRAME_MS = 100;
/** Without virtual time an event takes as long as this many virtual ms, a usual latency, would at that speed. */
const EVENT_MS = 30;

export interface PlaybackPort {
  /**
   * Whether time runs, how fast, and when the next event is due (null: never by
   * itself). `timeless`: virtual time stands still, and events follow one another
   * at a pace instead.
   */
  state(): {
    readonly playing: boolean;
    readonly speed: number;
    readonly nextEventAt: VirtualMs | null;
    readonly timeless: boolean;
  };
  /** Has the engine go on to `until`; gives the virtual time it got to. Rejects when it can't. */
  advance(until: VirtualMs, budgetMs: number): Promise<VirtualMs>;
  /** Has the engine show the next event. Rejects when there is none. */
  step(): Promise<VirtualMs>;
}

/** What the browser gives; tests hand in their own. */
export interface FrameSource {
  request(callback: (realMs: number) => void): void;
}

export class Playback implements PlaybackClock {
  readonly #port: PlaybackPort;
  readonly #frames: FrameSource;
  readonly #listeners = new Set<(now: VirtualMs) => void>();
  #now: VirtualMs = 0;
  #lastFrame: number | null = null;
  #asked = false;
  #running = false;
  #shownFor = 0;

  constructor(port: PlaybackPort, frames: FrameSource) {
    this.#port = port;
    this.#frames = frames;
  }

  now(): VirtualMs {
    return this.#now;
  }

  subscribe(listener: (now: VirtualMs) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Shows another moment at once. */
  jump(time: VirtualMs): void {
    this.#now = time;
    this.#tell();
  }

  /** Lets time run while the port says that it plays. */
  run(): void {
    if (this.#running) return;
    this.#running = true;
    this.#lastFrame = null;
    this.#frames.request(this.#frame);
  }

  #frame = (realMs: number): void => {
    const { playing, speed, nextEventAt, timeless } = this.#port.state();
    if (!playing) {
      this.#running = false;
      return;
    }
    const elapsed = Math.min(LONGEST_FRAME_MS, realMs - (this.#lastFrame ?? realMs));
    this.#lastFrame = realMs;
    if (!this.#asked) {
      if (timeless) this.#pace(elapsed, speed);
      else this.#move(elapsed, speed, nextEventAt);
    }
    this.#frames.request(this.#frame);
  };

  #move(elapsedMs: number, speed: number, nextEventAt: VirtualMs | null): void {
    const wanted = speed === Infinity ? Infinity : this.#now + elapsedMs * speed;
    if (nextEventAt === null || wanted < nextEventAt) {
      if (wanted !== Infinity) this.jump(wanted);
      return;
    }
    this.#ask(this.#port.advance(wanted, BUDGET_MS));
  }

  /** The next event, when the one before has been on the screen for long enough. */
  #pace(elapsedMs: number, speed: number): void {
    this.#shownFor += speed === Infinity ? EVENT_MS : elapsedMs * speed;
    if (this.#shownFor < EVENT_MS) return;
    this.#shownFor = 0;
    this.#ask(this.#port.step());
  }

  #ask(answer: Promise<VirtualMs>): void {
    this.#asked = true;
    answer.then(
      (reached) => {
        this.#asked = false;
        this.jump(reached);
      },
      () => {
        this.#asked = false;
      },
    );
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.#now);
  }
}

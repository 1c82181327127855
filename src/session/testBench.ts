/** What a session needs of a browser, on one thread, for tests. */
import type { SessionParts } from './createSession.ts';
import { Engine } from './engine/engine.ts';
import { createHandler } from './engine/handle.ts';
import { MirrorHost } from './engine/mirrorHost.ts';
import type { EngineAnswer, EngineCall, EngineLine } from './engine/protocol.ts';

/** Calls that the engines have yet to answer. */
let outstanding = 0;

/** The engines have answered, and what waited for that has gone on. */
export async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 40; quiet = outstanding === 0 ? quiet + 1 : 0) await Promise.resolve();
}

/** An engine on this thread, and the calls it got. */
export class TestLine implements EngineLine {
  readonly calls: EngineCall[] = [];
  closed = false;
  #dead = false;
  #ticks = 0;
  // Every look at the engine's clock takes a tenth of a millisecond, so that its budget ends.
  #answer = createHandler(new Engine(() => new MirrorHost(), () => (this.#ticks += 0.1)));
  #heard: (answer: EngineAnswer) => void = () => undefined;
  #died: (reason: string) => void = () => undefined;

  send(call: EngineCall): void {
    this.calls.push(call);
    if (this.#dead) return;
    outstanding += 1;
    void this.#answer(call).then((answer) => {
      outstanding -= 1;
      this.#heard(structuredClone(answer));
    });
  }

  onAnswer(listener: (answer: EngineAnswer) => void): void {
    this.#heard = listener;
  }

  onDeath(listener: (reason: string) => void): void {
    this.#died = listener;
  }

  close(): void {
    this.closed = true;
  }

  die(reason: string): void {
    this.#dead = true;
    this.#died(reason);
  }
}

/** A browser that draws a frame when told to, and engines on this thread. */
export class Bench implements SessionParts {
  readonly line = new TestLine();
  /** Those of second clusters, oldest first. */
  readonly others: TestLine[] = [];
  #now = 0;
  #waiting: ((realMs: number) => void) | null = null;

  readonly frames = {
    request: (callback: (realMs: number) => void): void => {
      this.#waiting = callback;
    },
  };

  get calls(): readonly EngineCall[] {
    return this.line.calls;
  }

  another = (): EngineLine => {
    const line = new TestLine();
    this.others.push(line);
    return line;
  };

  die(reason: string): void {
    this.line.die(reason);
  }

  /** Draws one frame, `ms` after the last, and lets the engines answer what they were asked. */
  async frame(ms = 16): Promise<void> {
    this.#now += ms;
    const callback = this.#waiting;
    this.#waiting = null;
    callback?.(this.#now);
    await settled();
  }
}

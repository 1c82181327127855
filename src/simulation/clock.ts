/** A node's own clock, which may run faster or slower than virtual time. */
import type { LocalMs } from '../raft/types.ts';
import type { VirtualMs } from '../trace/event.ts';

/** Local time is `localBase` at virtual time `virtualBase` and runs `rate` times as fast from there. */
export interface NodeClock {
  rate: number;
  virtualBase: VirtualMs;
  localBase: LocalMs;
}

/** A clock that shows virtual time. */
export function trueClock(): NodeClock {
  return { rate: 1, virtualBase: 0, localBase: 0 };
}

function isTrue(clock: NodeClock): boolean {
  return clock.rate === 1 && clock.localBase - clock.virtualBase === 0;
}

/** To the microsecond, so that sums of times print as they are meant and compare exactly. */
export function toMicros(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** What the clock shows at virtual time `now`. */
export function localTime(clock: NodeClock, now: VirtualMs): LocalMs {
  if (isTrue(clock)) return now as number;
  return toMicros(clock.localBase + (now - clock.virtualBase) * clock.rate);
}

/** When the clock will show `local`, rounded up to the microsecond. */
export function virtualTime(clock: NodeClock, local: LocalMs): VirtualMs {
  if (isTrue(clock)) return toMicros(local);
  const ms = clock.virtualBase + (local - clock.localBase) / clock.rate;
  return Math.ceil(ms * 1000 - 1e-6) / 1000;
}

/** Changes how fast the clock runs, from virtual time `now` on. */
export function setRate(clock: NodeClock, now: VirtualMs, rate: number): void {
  clock.localBase = localTime(clock, now);
  clock.virtualBase = now;
  clock.rate = rate;
}

/** Moves the clock forward by `ms`. */
export function advanceClock(clock: NodeClock, ms: number): void {
  clock.localBase = toMicros(clock.localBase + ms);
}

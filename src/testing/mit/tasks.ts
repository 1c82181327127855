/** Several tests' threads in one: each yields how long it sleeps, in virtual milliseconds. */
export type Task<T = void> = Generator<number, T, undefined>;

/**
 * Runs all tasks side by side until each has ended; `sleepUntil` lets virtual
 * time pass. Of two that wake at one moment the one listed first goes first.
 */
export function runTasks(tasks: readonly Task<unknown>[], now: () => number, sleepUntil: (time: number) => void): void {
  let waiting = tasks.map((task) => ({ task, at: now() }));
  while (waiting.length > 0) {
    const next = waiting.reduce((first, each) => (each.at < first.at ? each : first));
    if (next.at > now()) sleepUntil(next.at);
    const { done, value } = next.task.next();
    if (done === true) waiting = waiting.filter((each) => each !== next);
    else next.at = now() + (value);
  }
}

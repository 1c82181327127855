/**
 * A run opened again with something changed. Commands that the changed run has
 * no use for aren't part of it, so a second change starts from the run that was
 * there first: what is put back is there again, whole.
 */
import type { UpdateRequest } from '../engine/protocol.ts';
import { changedSetup, type PlayedRun, type SetupChange } from './change.ts';

export class Reruns {
  #first: PlayedRun | null = null;
  /** How many commands the run had that was made of it; with more, somebody has acted since. */
  #commands = 0;

  /** What opens `played`, or the run that it was made of, with `change` made to how it is now. */
  request(played: PlayedRun, change: SetupChange, title: string | null): UpdateRequest {
    const untouched = this.#first !== null && played.commands.length === this.#commands;
    const run = untouched && this.#first !== null ? this.#first : played;
    this.#first = run;
    return { op: 'twin', run: { ...run, title }, setup: changedSetup(played.setup, change) };
  }

  /** `made` came of the last request. */
  opened(made: PlayedRun): void {
    this.#commands = made.commands.length;
  }

  /** Another run is shown. */
  forget(): void {
    this.#first = null;
  }
}

/** What a run has cost and reached so far, counted over all of its events: what two runs are compared by. */
import type { VirtualMs } from '../trace/event.ts';

/** Counts up to a moment; times in virtual ms. */
export interface Figures {
  /** Elections begun: a node raised its term and asked for votes. */
  readonly elections: number;
  /** Elections won. */
  readonly leaders: number;
  /** Messages put on the network, the lost ones included. */
  readonly messages: number;
  /** AppendEntries that a follower refused. P5.3 */
  readonly refusals: number;
  /** Times that a leader moved a nextIndex back. P5.3 */
  readonly rollbacks: number;
  /** How long there was no leader that a majority of the voters followed. */
  readonly leaderlessMs: VirtualMs;
}

export const noFigures: Figures = {
  elections: 0,
  leaders: 0,
  messages: 0,
  refusals: 0,
  rollbacks: 0,
  leaderlessMs: 0,
};

/**
 * A moment of one run, told so that a run of the same commands can be brought
 * to the same: virtual time, how many commands have taken effect, and how many
 * events since then within this instant (null: all that were due).
 */
export interface Moment {
  readonly time: VirtualMs;
  readonly commands: number;
  readonly events: number | null;
}

export const startMoment: Moment = { time: 0, commands: 0, events: null };

export function sameMoment(a: Moment, b: Moment): boolean {
  return a.time === b.time && a.commands === b.commands && a.events === b.events;
}

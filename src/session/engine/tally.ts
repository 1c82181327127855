/** Counts a run's figures event by event, so that no trace has to be gone through again. */
import type { TraceEvent, VirtualMs } from '../../trace/event.ts';
import type { ObservedNode } from '../../trace/observed.ts';
import type { Figures } from '../figures.ts';

export class Tally {
  #elections = 0;
  #leaders = 0;
  #messages = 0;
  #refusals = 0;
  #rollbacks = 0;
  #leaderlessMs: VirtualMs = 0;
  /** Since when nobody has led a majority; null: somebody does. */
  #leaderlessSince: VirtualMs | null = 0;
  #lastTime: VirtualMs = 0;
  #inInstant = 0;
  #commands = 0;

  /** Takes in one event; `observed` is the cluster after it, `commandsDone` how many of the run's commands took effect by then. */
  add(event: TraceEvent, observed: readonly ObservedNode[], commandsDone: number): void {
    const { time, kind, sent, notes } = event;
    // What acting clients ask looks like a command and is none of the run's.
    const isCommand = commandsDone !== this.#commands;
    this.#commands = commandsDone;
    this.#inInstant = isCommand ? 0 : time === this.#lastTime ? this.#inInstant + 1 : 1;
    this.#lastTime = time;
    this.#messages += sent.length;
    // Who follows whom changes by what a step gives a reason for, and by commands: most events needn't be looked at.
    let mayMatter = (kind === 'command' && event.command?.type !== 'propose') || event.error !== null;
    for (let i = 0; i < notes.length; i += 1) {
      switch (notes[i]?.what) {
        case 'electionStarted':
          this.#elections += 1;
          mayMatter = true;
          break;
        case 'becameLeader':
          this.#leaders += 1;
          mayMatter = true;
          break;
        case 'appendRefused':
          this.#refusals += 1;
          break;
        case 'rolledBack':
          this.#rollbacks += 1;
          break;
        case 'steppedDown':
        case 'quorumLost':
        case 'preVoteStarted':
        case 'leaderKnown':
        case 'configInForce':
        case 'configReverted':
          mayMatter = true;
          break;
        default:
          break;
      }
    }
    if (mayMatter) this.#watchLeader(time, observed);
  }

  /** Events in the instant of the last event, since the last command in it. */
  inInstant(now: VirtualMs): number {
    return now === this.#lastTime ? this.#inInstant : 0;
  }

  /** The figures at virtual time `now`, with no event since the last one taken in. */
  figures(now: VirtualMs): Figures {
    const open = this.#leaderlessSince === null ? 0 : Math.max(0, now - this.#leaderlessSince);
    return {
      elections: this.#elections,
      leaders: this.#leaders,
      messages: this.#messages,
      refusals: this.#refusals,
      rollbacks: this.#rollbacks,
      leaderlessMs: this.#leaderlessMs + open,
    };
  }

  clone(): Tally {
    const copy = new Tally();
    copy.#elections = this.#elections;
    copy.#leaders = this.#leaders;
    copy.#messages = this.#messages;
    copy.#refusals = this.#refusals;
    copy.#rollbacks = this.#rollbacks;
    copy.#leaderlessMs = this.#leaderlessMs;
    copy.#leaderlessSince = this.#leaderlessSince;
    copy.#lastTime = this.#lastTime;
    copy.#inInstant = this.#inInstant;
    copy.#commands = this.#commands;
    return copy;
  }

  #watchLeader(time: VirtualMs, observed: readonly ObservedNode[]): void {
    const led = observed.some((node) => leadsMajority(node, observed));
    if (led && this.#leaderlessSince !== null) {
      this.#leaderlessMs += time - this.#leaderlessSince;
      this.#leaderlessSince = null;
    } else if (!led) this.#leaderlessSince ??= time;
  }
}

/** Does a majority of its voters (of both halves, while it is joint) follow this node in its term? P5.2, P6 */
function leadsMajority({ id, status, node }: ObservedNode, observed: readonly ObservedNode[]): boolean {
  if (node?.role !== 'leader' || status !== 'up') return false;
  const { voters, votersOutgoing } = node.config;
  const follows = (voter: string): boolean => {
    if (voter === id) return true;
    const other = observed.find((each) => each.id === voter);
    return other?.status === 'up' && other.node?.leaderId === id && other.node.currentTerm === node.currentTerm;
  };
  const majority = (of: readonly string[]): boolean => 2 * of.filter(follows).length > of.length;
  return majority(voters) && (votersOutgoing.length === 0 || majority(votersOutgoing));
}

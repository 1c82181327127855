/**
 * A node's role, term and status, followed from event to event. Events carry
 * no roles: notes tell them, commands and errors tell the status, and disk
 * writes tell which term a restarted node comes back with.
 */
import type { Note } from '../../raft/notes.ts';
import type { Role, Term } from '../../raft/types.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { stoppedByError, wasRefused, type StatusMark } from './timeline.ts';

export type NodeStatus = 'up' | 'paused' | 'down';

export interface NodeState {
  readonly status: NodeStatus;
  /** null: not known yet. */
  readonly role: Role | null;
  readonly term: Term;
}

/** What a note of the node's own event says about its role from then on; null: nothing. `resting`: its role when it does nothing. */
export function roleAfter(note: Note, resting: Role): { readonly role: Role; readonly term: Term } | null {
  switch (note.what) {
    case 'electionStarted':
      return { role: 'candidate', term: note.values.term };
    case 'becameLeader':
      return { role: 'leader', term: note.values.term };
    case 'steppedDown':
      return { role: resting, term: Math.max(note.values.currentTerm, note.values.messageTerm) };
    case 'leaderKnown':
      return { role: resting, term: note.values.term };
    default:
      return null;
  }
}

/** What happens to the node's process in its event; null: it goes on. */
export function statusChange(event: TraceEvent): StatusMark['kind'] | null {
  if (stoppedByError(event)) return 'stopped';
  if (wasRefused(event) || event.command === null) return null;
  const { type } = event.command;
  return type === 'crash' || type === 'restart' || type === 'pause' || type === 'resume' ? type : null;
}

const after: Record<StatusMark['kind'], NodeStatus> = {
  crash: 'down',
  stopped: 'down',
  restart: 'up',
  pause: 'paused',
  resume: 'up',
};

/** Follows one node. `state` is replaced, never changed, so that a change can be seen. */
export class NodeTracker {
  state: NodeState;
  readonly #resting: Role;
  #diskTerm: Term;
  /** Terms in writes under way, oldest first; null: a write without one. */
  #writes: (Term | null)[] = [];
  /** Writes that were done while the node was paused: it hears of each again when it goes on. */
  #unheard = 0;
  /** Client commands that wait in a paused node's inbox: each shows up again. */
  #waiting = 0;

  constructor(state: NodeState, resting: Role) {
    this.state = state;
    this.#resting = resting;
    this.#diskTerm = state.term;
  }

  /** Takes in an event of this node. */
  take(event: TraceEvent): void {
    if (event.kind === 'disk') this.#written();
    for (const write of event.persist) this.#writes.push(write.hardState?.currentTerm ?? null);
    for (const note of event.notes) {
      const next = roleAfter(note, this.#resting);
      if (next !== null) this.#set({ ...this.state, ...next });
    }
    const change = statusChange(event);
    if (change !== null) this.#changeStatus(change);
  }

  /** Whether this `propose` is the first sight of a client's command, or a paused node's second. */
  firstSight(event: TraceEvent): boolean {
    if (event.command?.type !== 'propose') return true;
    if (this.state.status === 'paused') this.#waiting += 1;
    else if (this.#waiting > 0) {
      this.#waiting -= 1;
      return false;
    }
    return true;
  }

  #changeStatus(change: StatusMark['kind']): void {
    const status = after[change];
    if (status === 'down') {
      this.#writes = [];
      this.#unheard = 0;
      this.#waiting = 0;
      this.#set({ status, role: this.state.role, term: this.#diskTerm });
    } else if (change === 'restart') this.#set({ status, role: this.#resting, term: this.#diskTerm });
    else this.#set({ ...this.state, status });
  }

  #written(): void {
    if (this.state.status !== 'paused' && this.#unheard > 0) {
      this.#unheard -= 1;
      return;
    }
    if (this.state.status === 'paused') this.#unheard += 1;
    const term = this.#writes.shift() ?? null;
    if (term !== null) this.#diskTerm = term;
  }

  #set(next: NodeState): void {
    const { status, role, term } = this.state;
    if (next.status !== status || next.role !== role || next.term !== term) this.state = next;
  }
}

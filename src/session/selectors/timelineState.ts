/**
 * A node's role, term and status, followed from event to event. Events carry
 * no roles: notes tell them, commands and errors tell the status, and disk
 * writes tell which term a restarted node comes back with.
 */
import type { Note } from '../../raft/notes.ts';
import type { Configuration, NodeId, Role, Term } from '../../raft/types.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { membershipIn } from '../members/membership.ts';
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
    case 'preVoteStarted':
      return { role: 'preCandidate', term: note.values.term };
    case 'quorumLost':
      return { role: resting, term: note.values.term };
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
  if (type === 'addNode') return 'start';
  return type === 'crash' || type === 'restart' || type === 'pause' || type === 'resume' ? type : null;
}

const after: Record<StatusMark['kind'], NodeStatus> = {
  start: 'up',
  crash: 'down',
  stopped: 'down',
  restart: 'up',
  pause: 'paused',
  resume: 'up',
};

/** Follows one node. `state` is replaced, never changed, so that a change can be seen. */
export class NodeTracker {
  state: NodeState;
  readonly #id: NodeId;
  /** Its role when it neither leads nor campaigns, by the configuration that it goes by. */
  #resting: Role;
  #diskTerm: Term;
  /** Terms in writes under way, oldest first; null: a write without one. */
  #writes: (Term | null)[] = [];
  /** Writes that were done while the node was paused: it hears of each again when it goes on. */
  #unheard = 0;
  /** Client commands that wait in a paused node's inbox: each shows up again. */
  #waiting = 0;

  constructor(id: NodeId, state: NodeState, resting: Role) {
    this.#id = id;
    this.state = state;
    this.#resting = resting;
    this.#diskTerm = state.term;
  }

  /** Takes in an event of this node. */
  take(event: TraceEvent): void {
    if (event.kind === 'disk') this.#written();
    for (const write of event.persist) this.#writes.push(write.hardState?.currentTerm ?? null);
    for (const note of event.notes) {
      if (note.what === 'configInForce' || note.what === 'configReverted') this.#goBy(note.values.config);
      const next = roleAfter(note, this.#resting);
      if (next !== null) this.#set({ ...this.state, ...next });
    }
    const change = statusChange(event);
    if (change !== null) this.#changeStatus(change);
  }

  /** Whether this is the first sight of a request, or a paused node's second. */
  firstSight(event: TraceEvent): boolean {
    const type = event.command?.type;
    if (type !== 'propose' && type !== 'read' && type !== 'change' && type !== 'transfer') return true;
    if (this.state.status === 'paused') this.#waiting += 1;
    else if (this.#waiting > 0) {
      this.#waiting -= 1;
      return false;
    }
    return true;
  }

  /** Another configuration may make a learner of a follower, or the other way round. P6, T4.2.1 */
  #goBy(config: Configuration): void {
    const { role } = this.state;
    const resting = membershipIn(config, this.#id) === 'learner' ? 'learner' : 'follower';
    if (role === this.#resting && role !== resting) this.#set({ ...this.state, role: resting });
    this.#resting = resting;
  }

  #changeStatus(change: StatusMark['kind']): void {
    const status = after[change];
    if (status === 'down') {
      this.#writes = [];
      this.#unheard = 0;
      this.#waiting = 0;
      this.#set({ status, role: this.state.role, term: this.#diskTerm });
    } else if (change === 'restart' || change === 'start') this.#set({ status, role: this.#resting, term: this.#diskTerm });
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

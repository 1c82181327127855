/** One node as the stage draws it: everything its glyph and label need, and nothing else. */
import type { LogIndex, NodeId, Term } from '../../../raft/types.ts';
import type { Frame, NodeFrame } from '../../../session/frame.ts';
import { entryAt, entryFate, highestTerm, isOldLeader, lastLogIndex, votesNeeded, type EntryFate } from '../../../session/selectors/cluster.ts';
import type { TraceEvent, VirtualMs } from '../../../trace/event.ts';

export type NodeForm = 'follower' | 'candidate' | 'leader' | 'oldLeader' | 'learner' | 'crashed';

export interface LogSquare {
  readonly index: LogIndex;
  readonly term: Term;
  readonly fate: EntryFate;
}

export interface VotePip {
  readonly voter: NodeId;
  /** null: no answer yet. */
  readonly granted: boolean | null;
}

export interface NodeView {
  readonly id: NodeId;
  readonly form: NodeForm;
  readonly paused: boolean;
  readonly term: Term;
  readonly role: string;
  /** The detail line; with `countdown` the time left follows it. */
  readonly detail: string;
  readonly countdown: VirtualMs | null;
  /** The election timer's arc. `frozenAt`: the node was paused then, and its arc stands still. */
  readonly timer: { readonly at: VirtualMs; readonly length: number; readonly frozenAt: VirtualMs | null } | null;
  readonly pips: readonly VotePip[];
  readonly squares: readonly LogSquare[];
  readonly lastIndex: LogIndex;
}

const SQUARES = 6;

/** `pausedAt`: since when the node is paused, if it is. */
export function nodeView(frame: Frame, node: NodeFrame, pausedAt: VirtualMs | null): NodeView {
  const form = formOf(frame, node);
  return {
    id: node.id,
    form,
    paused: node.status === 'paused',
    term: node.currentTerm,
    role: roleWords(form, node),
    ...detailOf(frame, node, form),
    timer: timerOf(node, form, pausedAt),
    pips: form === 'candidate' ? pipsOf(node) : [],
    squares: squaresOf(frame, node),
    lastIndex: lastLogIndex(node),
  };
}

function formOf(frame: Frame, node: NodeFrame): NodeForm {
  if (node.status === 'down') return 'crashed';
  return isOldLeader(node, frame) ? 'oldLeader' : node.role;
}

function roleWords(form: NodeForm, node: NodeFrame): string {
  if (form === 'crashed') return node.error === null ? 'crashed' : 'stopped';
  const role = form === 'oldLeader' ? 'old leader' : form;
  const rate = node.clockRate === 1 ? '' : `, clock ${rateWord(node.clockRate)}`;
  return `${node.status === 'paused' ? 'paused ' : ''}${role}${rate}`;
}

/** `½×`, `2×`. */
export function rateWord(rate: number): string {
  return `${rate === 0.5 ? '½' : rate}×`;
}

function detailOf(frame: Frame, node: NodeFrame, form: NodeForm): Pick<NodeView, 'detail' | 'countdown'> {
  const still = (detail: string) => ({ detail, countdown: null });
  if (form === 'crashed') return still(node.error === null ? 'disk intact' : 'an error stopped it');
  if (node.status === 'paused') return still('its process stands still');
  switch (form) {
    case 'leader':
      return node.heartbeatAt === null ? still('no heartbeat due') : { detail: 'heartbeat', countdown: node.heartbeatAt };
    case 'oldLeader':
      return still(`superseded by term ${highestTerm(frame)}`);
    case 'candidate': {
      const votes = Object.values(node.votes).filter(Boolean).length;
      return still(`${votes} ${votes === 1 ? 'vote' : 'votes'}, needs ${votesNeeded(node.config)}`);
    }
    case 'learner':
      return still('listens, has no vote');
    case 'follower':
      return node.electionAt === null ? still('no timer running') : { detail: 'timeout', countdown: node.electionAt };
  }
}

function timerOf(node: NodeFrame, form: NodeForm, pausedAt: VirtualMs | null): NodeView['timer'] {
  if (form !== 'follower' || node.electionAt === null || node.electionTimeoutMs <= 0) return null;
  return { at: node.electionAt, length: node.electionTimeoutMs, frozenAt: node.status === 'paused' ? pausedAt : null };
}

function pipsOf(node: NodeFrame): VotePip[] {
  const voters = new Set([...node.config.voters, ...node.config.votersOutgoing]);
  return [...voters].map((voter) => ({ voter, granted: node.votes[voter] ?? null }));
}

function squaresOf(frame: Frame, node: NodeFrame): LogSquare[] {
  const last = lastLogIndex(node);
  const squares: LogSquare[] = [];
  for (let index = Math.max(1, last - SQUARES + 1); index <= last; index += 1) {
    const entry = entryAt(node, index);
    if (entry !== null) squares.push({ index, term: entry.term, fate: entryFate(frame, node, index) });
  }
  return squares;
}

/** How much of the election timer is left at `now`, 0…1. */
export function timerShare({ at, length, frozenAt }: NonNullable<NodeView['timer']>, now: VirtualMs): number {
  return Math.min(1, Math.max(0, (at - (frozenAt ?? now)) / length));
}

/** `timeout in 131 ms`, `timeout now`. */
export function countdownText(detail: string, at: VirtualMs, now: VirtualMs): string {
  const left = at - now;
  if (left <= 0) return `${detail} now`;
  return left >= 10_000 ? `${detail} in ${(left / 1000).toFixed(1)} s` : `${detail} in ${Math.ceil(left)} ms`;
}

/** Since when `node` is paused, by the newest such command among the events that have happened. */
export function pausedSince(node: NodeId, events: readonly TraceEvent[], eventCount: number): VirtualMs | null {
  const first = events[0]?.id ?? 1;
  for (let i = Math.min(events.length, eventCount - first + 1) - 1; i >= 0; i -= 1) {
    const event = events[i];
    if (event?.command?.type === 'pause' && event.command.node === node) return event.time;
  }
  return null;
}

/** What a screen reader says of a node. */
export function spokenNode(view: NodeView): string {
  return `${view.id}, ${view.role}, term ${view.term}, log up to ${view.lastIndex}`;
}

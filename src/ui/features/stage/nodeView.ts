/** One node as the stage draws it: everything its glyph and label need, and nothing else. */
import type { LogIndex, NodeId, Term } from '../../../raft/types.ts';
import type { Frame, NodeFrame } from '../../../session/frame.ts';
import { entryAt, entryFate, highestTerm, isOldLeader, lastLogIndex, votesNeeded, type EntryFate } from '../../../session/selectors/cluster.ts';
import { clusterConfig, membershipIn, type Membership } from '../../../session/members/membership.ts';
import type { TraceEvent, VirtualMs } from '../../../trace/event.ts';

export type NodeForm = 'follower' | 'preCandidate' | 'candidate' | 'leader' | 'oldLeader' | 'learner' | 'crashed';

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
  readonly membership: Membership;
  readonly paused: boolean;
  readonly term: Term;
  readonly role: string;
  /** The detail line; with `countdown` the time left follows it. */
  readonly detail: string;
  readonly countdown: VirtualMs | null;
  /** The election timer's arc. `frozenAt`: the node was paused then, and its arc stands still. */
  readonly timer: { readonly at: VirtualMs; readonly length: number; readonly frozenAt: VirtualMs | null } | null;
  readonly pips: readonly VotePip[];
  /** The term of the snapshot that the squares begin with; null: entries only. */
  readonly compacted: Term | null;
  readonly squares: readonly LogSquare[];
  readonly lastIndex: LogIndex;
}

const SQUARES = 6;

/** `pausedAt`: since when the node is paused, if it is. */
export function nodeView(frame: Frame, node: NodeFrame, pausedAt: VirtualMs | null): NodeView {
  const form = formOf(frame, node);
  const membership = membershipIn(clusterConfig(frame).config, node.id);
  const squares = squaresOf(frame, node);
  return {
    id: node.id,
    form,
    membership,
    paused: node.status === 'paused',
    term: node.currentTerm,
    role: roleWords(form, node, membership),
    ...detailOf(frame, node, form, membership),
    timer: timerOf(node, form, pausedAt),
    pips: form === 'candidate' || form === 'preCandidate' ? pipsOf(node) : [],
    compacted: node.snapshotIndex > 0 && squares.length < SQUARES ? node.snapshotTerm : null,
    squares,
    lastIndex: lastLogIndex(node),
  };
}

function formOf(frame: Frame, node: NodeFrame): NodeForm {
  if (node.status === 'down') return 'crashed';
  return isOldLeader(node, frame) ? 'oldLeader' : node.role;
}

function roleWords(form: NodeForm, node: NodeFrame, membership: Membership): string {
  if (form === 'crashed') return node.error === null ? 'crashed' : 'stopped';
  const role = withMembership(formWords[form], membership);
  const rate = node.clockRate === 1 ? '' : `, clock ${rateWord(node.clockRate)}`;
  return `${node.status === 'paused' ? 'paused ' : ''}${role}${rate}`;
}

const formWords: Record<Exclude<NodeForm, 'crashed'>, string> = {
  follower: 'follower',
  preCandidate: 'pre-candidate',
  candidate: 'candidate',
  leader: 'leader',
  oldLeader: 'old leader',
  learner: 'learner',
};

/** A voter is the usual case; what isn't one is told, in place of the follower's word where that says nothing more. */
function withMembership(role: string, membership: Membership): string {
  if (membership === 'voter' || membership === role) return role;
  return role === 'follower' || role === 'learner' ? membership : `${role}, ${membership}`;
}

/** `½×`, `2×`. */
export function rateWord(rate: number): string {
  return `${rate === 0.5 ? '½' : rate}×`;
}

function detailOf(frame: Frame, node: NodeFrame, form: NodeForm, membership: Membership): Pick<NodeView, 'detail' | 'countdown'> {
  const still = (detail: string) => ({ detail, countdown: null });
  if (form === 'crashed') return still(node.error === null ? 'disk intact' : 'an error stopped it');
  if (node.status === 'paused') return still('its process stands still');
  const busy = workWords(node);
  if (busy !== null) return still(busy);
  switch (form) {
    case 'leader':
      return node.heartbeatAt === null ? still('no heartbeat due') : { detail: 'heartbeat', countdown: node.heartbeatAt };
    case 'oldLeader':
      return still(`superseded by term ${highestTerm(frame)}`);
    case 'candidate': {
      const votes = Object.values(node.votes).filter(Boolean).length;
      return still(`${votes} ${votes === 1 ? 'vote' : 'votes'}, needs ${votesNeeded(node.config)}`);
    }
    case 'preCandidate': {
      const votes = Object.values(node.votes).filter(Boolean).length;
      return still(`${votes} would vote, needs ${votesNeeded(node.config)}`);
    }
    case 'learner':
      return still(membership === 'joining' || membership === 'voter' ? 'a voter, not told yet' : 'listens, has no vote');
    case 'follower':
      if (membership !== 'voter' && node.electionAt === null) return still(membership === 'outside' ? 'in no configuration' : 'not told yet');
      return node.electionAt === null ? still('no timer running') : { detail: 'timeout', countdown: node.electionAt };
  }
}

/** What a node is busy with besides its role; null: nothing. Short, for the label. */
function workWords({ incoming, transfer, change, role }: NodeFrame): string | null {
  if (incoming !== null) {
    const { bytes, total, lastIncludedIndex } = incoming;
    return total === null || total === 0 ? `gets snapshot ≤${lastIncludedIndex}` : `gets snapshot, ${Math.floor((100 * bytes) / total)} %`;
  }
  if (transfer !== null && role === 'leader') return `hands over to ${transfer.target}`;
  if (change !== null && change.catchUp !== null) return `catch-up, round ${change.catchUp.round}`;
  return null;
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

/** The second sentence of the headline: why it is so, or what comes next. */
import { counted, listed } from '../../trace/narrateWords.ts';
import type { NodeId, Term } from '../../raft/types.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { committedIndex, entryFate, highestTerm, isOldLeader, lastLogIndex } from './cluster.ts';
import { commitNeed } from './copies.ts';
import { tallyOf } from './tally.ts';
import { dutyDetail, isMember, snapshotSentence } from './headlineDuties.ts';
import { canReach, isUp, neededIn, number } from './headlineFacts.ts';

/** Beside a leader. `olds` lead lower terms. */
export function leaderDetail(frame: Frame, leader: NodeFrame, olds: readonly NodeFrame[]): string {
  if (highestTerm(frame) > leader.currentTerm) return 'It steps down as soon as a message of the newer term reaches it.';
  if (leader.status === 'paused') return pausedLeader(frame, leader);
  const reach = canReach(frame, leader);
  if (!reach.majority) return noMajority(frame, leader, reach.peers);
  const duty = olds.length === 0 ? dutyDetail(frame, leader) : null;
  if (duty !== null) return duty;
  if (olds.length > 0) return `Two leaders, one majority. ${oldLeader(frame, olds)}`.replace('Two', olds.length > 1 ? 'Several' : 'Two');
  const silent = absent(frame, leader);
  const state = snapshotSentence(frame, leader) ?? logSentence(frame, leader);
  return silent === null ? state : `${silent} ${state}`;
}

function pausedLeader(frame: Frame, leader: NodeFrame): string {
  const next = firstToTimeOut(frame);
  const others = `The others hear no heartbeat from ${leader.id}`;
  return next === null ? `${others}.` : `${others}; ${next.id}’s election timer fires first.`;
}

function noMajority(frame: Frame, leader: NodeFrame, peers: readonly NodeId[]): string {
  const reached = peers.length === 0 ? 'It reaches nobody' : `It reaches only ${listed(peers)}`;
  const whom = `${reached}${missingHalf(leader, peers)}`;
  const next = firstToTimeOut(frame, new Set([leader.id, ...peers]));
  // With CheckQuorum it doesn't wait for another to be elected.
  if (leader.quorumDeadline !== null) return `${whom}, so nothing it appends can commit. With CheckQuorum it steps down after an election timeout.`;
  const rest = next === null ? '' : ` ${next.id} will try to lead next.`;
  return `${whom}, so nothing it appends can commit.${rest}`;
}

/** In a joint configuration: which half has no majority. P6 */
function missingHalf({ id, config }: NodeFrame, peers: readonly NodeId[]): string {
  if (config.votersOutgoing.length === 0) return '';
  const { halves } = tallyOf(config, (voter) => voter === id || peers.includes(voter));
  const short = halves.filter(({ have, majority }) => have < majority).map(({ name, voters }) => `the ${name} ${listed(voters)}`);
  return `, no majority of ${short.join(' nor of ')}`;
}

function oldLeader(frame: Frame, olds: readonly NodeFrame[]): string {
  for (const old of olds) {
    const told = frame.inFlight.findLast(({ message }) => message.to === old.id && message.term > old.currentTerm && isReply(message.type));
    if (told !== undefined) return `${told.message.from} has just told ${old.id} that its term is over.`;
  }
  const [old] = olds;
  if (old === undefined) return '';
  if (old.status === 'paused') return `${old.id} is paused and can’t know yet.`;
  const { peers, majority } = canReach(frame, old);
  if (majority) return `${old.id} steps down at the first message of the newer term.`;
  return `${old.id} reaches ${peers.length === 0 ? 'nobody' : `only ${listed(peers)}`}, so it can commit nothing.`;
}

function isReply(type: string): boolean {
  return type.endsWith('Reply');
}

/** Beside candidates. */
export function candidateDetail(frame: Frame, candidates: readonly NodeFrame[], split: boolean): string {
  if (split) {
    const next = firstToTimeOut(frame);
    const again = `Nobody can get ${number(neededIn(frame))}.`;
    return next === null ? again : `${again} ${next.id}’s timer fires first and tries again.`;
  }
  const sentences: string[] = [];
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1 && !canReach(frame, only).majority) {
    sentences.push(`${only.id} can’t reach a majority, so it can’t win.`);
  }
  for (const old of frame.nodes.filter((node) => isUp(node) && isOldLeader(node, frame))) {
    const { majority } = canReach(frame, old);
    sentences.push(
      majority
        ? `${old.id} still leads term ${old.currentTerm} and doesn’t know yet.`
        : `${old.id} still leads term ${old.currentTerm} on its side of the cut, but can commit nothing.`,
    );
  }
  const down = frame.nodes.filter((node) => node.status !== 'up');
  if (down.length > 0 && sentences.length < 2) sentences.unshift(statusSentence(down));
  return sentences.length > 0 ? sentences.join(' ') : 'A node votes once a term, and only for a log at least as new as its own.';
}

/** Nobody leads and nobody tries to. */
export function quietDetail(frame: Frame, term: Term): string {
  if (frame.network.mode === 'manual') return manualSentence(frame);
  const next = firstToTimeOut(frame);
  const down = frame.nodes.filter((node) => node.status !== 'up');
  const absentees = down.length === 0 ? '' : `${statusSentence(down)} `;
  if (next === null) return `${absentees}No election timer is running.`;
  return `${absentees}Followers hear no leader; ${next.id}’s timer fires first and asks for votes in term ${Math.max(term, next.currentTerm) + 1}.`;
}

function manualSentence({ inFlightCount }: Frame): string {
  if (inFlightCount === 0) return 'Nothing happens by itself: trigger a timeout to begin.';
  return `${counted(inFlightCount, 'message')} ${inFlightCount === 1 ? 'waits' : 'wait'} until you deliver ${inFlightCount === 1 ? 'it' : 'them'}.`;
}

/** `S1 is down.`, `S1 is down, S2 is paused.` */
function statusSentence(nodes: readonly NodeFrame[]): string {
  const of = (status: NodeFrame['status']) => nodes.filter((node) => node.status === status).map((node) => node.id);
  const clause = (ids: readonly NodeId[], word: string) =>
    ids.length === 0 ? [] : [`${listed(ids)} ${ids.length === 1 ? 'is' : 'are'} ${word}`];
  return `${[...clause(of('down'), 'down'), ...clause(of('paused'), 'paused')].join(', ')}.`;
}

/** Whom the leader can't hear, in one sentence; null: nobody is missing. */
function absent(frame: Frame, leader: NodeFrame): string | null {
  const members = frame.nodes.filter((node) => isMember(leader, node));
  const gone = members.filter((node) => node.status !== 'up');
  const { peers } = canReach(frame, leader);
  const cutOff = members.filter((node) => node !== leader && isUp(node) && !peers.includes(node.id)).map((node) => node.id);
  const sentences: string[] = [];
  if (gone.length > 0) sentences.push(statusSentence(gone));
  if (cutOff.length > 0) sentences.push(`${listed(cutOff)} ${cutOff.length === 1 ? 'is' : 'are'} cut off.`);
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** How the log stands. */
function logSentence(frame: Frame, leader: NodeFrame): string {
  const commit = committedIndex(frame);
  const need = commitNeed(frame);
  if (need.kind === 'ownTerm') return `Entries of older terms commit with the first one of term ${need.term}.`;
  if (need.kind === 'copies') {
    const waiting = lastLogIndex(leader) - commit;
    const what = waiting === 1 ? `Entry ${lastLogIndex(leader)} needs` : `${counted(waiting, 'entry', 'entries')} need`;
    if (need.missing > 0) return `${what} ${counted(need.missing, 'more copy', 'more copies')} to commit.`;
  }
  if (commit === 0) return 'The log is empty: send it a command.';
  const behind = frame.nodes.filter((node) => isUp(node) && isMember(leader, node) && !holdsAll(frame, node, commit)).map((node) => node.id);
  if (behind.length > 0) return `Committed up to ${commit}; ${listed(behind)} ${behind.length === 1 ? 'is' : 'are'} behind.`;
  return `Everybody up has the committed log, up to ${commit}.`;
}

function holdsAll(frame: Frame, node: NodeFrame, commit: number): boolean {
  return lastLogIndex(node) >= commit && entryFate(frame, node, commit) === 'committed';
}

/** The follower (or candidate) whose election timer is the next to fire; null: none runs. `except` are not asked. */
function firstToTimeOut(frame: Frame, except: ReadonlySet<NodeId> = new Set()): NodeFrame | null {
  let first: NodeFrame | null = null;
  for (const node of frame.nodes) {
    if (!isUp(node) || node.role === 'leader' || node.electionAt === null || except.has(node.id)) continue;
    if (first === null || node.electionAt < (first.electionAt ?? Infinity)) first = node;
  }
  return first;
}

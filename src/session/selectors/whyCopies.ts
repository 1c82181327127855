/** Where one entry stands on its way to a majority, seen from the leader that replicates it. P5.3, P5.4.2 */
import type { LogIndex, NodeId } from '../../raft/types.ts';
import type { Envelope } from '../../trace/event.ts';
import { clip, configLabel, listed } from '../../trace/narrateWords.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { entryAt, termAt } from './cluster.ts';
import { tallyClause, tallyOf, type Tally } from './tally.ts';
import { isCut, nodeOf } from './whyJudge.ts';

/**
 * What stands between one voter and a copy that counts. `counted`: the leader
 * knows of it. `answering`: it is on that disk, the leader doesn't know yet.
 * `writing`: in that node's memory. `inFlight`: on the network. The rest: why
 * not even that. `unsent`: the leader hasn't sent it there yet.
 */
type CopyState = 'counted' | 'answering' | 'writing' | 'inFlight' | 'down' | 'paused' | 'cut' | 'unsent';

export interface Copies {
  readonly states: ReadonlyMap<NodeId, CopyState>;
  /** Whose copies the leader counts, in each half of a joint configuration. P6 */
  readonly tally: Tally;
}

/** The copies of the entry that `leader` holds at `index`, one state per voter. */
export function copiesOf(frame: Frame, leader: NodeFrame, index: LogIndex): Copies {
  const voters = [...new Set([...leader.config.voters, ...leader.config.votersOutgoing])];
  const states = new Map(voters.map((voter) => [voter, copyState(frame, leader, voter, index)]));
  return { states, tally: tallyOf(leader.config, (voter) => states.get(voter) === 'counted') };
}

function copyState(frame: Frame, leader: NodeFrame, voter: NodeId, index: LogIndex): CopyState {
  if (voter === leader.id) return leader.durableIndex >= index ? 'counted' : 'writing';
  if ((leader.progress[voter]?.matchIndex ?? 0) >= index) return 'counted';
  const peer = nodeOf(frame, voter);
  if (peer === null || peer.status === 'down') return 'down';
  const holds = termAt(peer, index) === termAt(leader, index) && termAt(peer, index) !== null;
  const cut = isCut(frame, leader.id, voter) || isCut(frame, voter, leader.id);
  if (holds && cut) return 'cut';
  if (holds) return peer.durableIndex >= index ? 'answering' : 'writing';
  if (carrierOf(frame, leader.id, voter, index) !== null) return 'inFlight';
  if (cut) return 'cut';
  return peer.status === 'paused' ? 'paused' : 'unsent';
}

/** The first message under way that brings the entry there; null when none does. */
export function carrierOf(frame: Frame, from: NodeId, to: NodeId, index: LogIndex): Envelope | null {
  const carries = ({ message }: Envelope): boolean =>
    message.type === 'AppendEntries' &&
    message.from === from &&
    message.to === to &&
    message.entries.some((entry) => entry.index === index);
  return frame.inFlight.find(carries) ?? null;
}

/** The acknowledgement under way that makes this copy count; null when none does. */
export function ackOf(frame: Frame, leader: NodeId, peer: NodeId, index: LogIndex): Envelope | null {
  const acknowledges = ({ message }: Envelope): boolean =>
    message.type === 'AppendEntriesReply' &&
    message.success &&
    message.from === peer &&
    message.to === leader &&
    message.matchIndex >= index;
  return frame.inFlight.find(acknowledges) ?? null;
}

/** Who counts, in a sentence: `Only S5 has it on disk: 1 of the 3 copies it needs.` */
export function countedSentence(copies: Copies): string {
  const have = namesIn(copies, ['counted']);
  const of = tallyClause(copies.tally, 'copies');
  if (have.length === 0) return `Nobody is known to have it on disk yet: ${of}.`;
  return `${have.length === 1 ? 'Only ' : ''}${listed(have)} ${have.length === 1 ? 'has' : 'have'} it on disk: ${of}.`;
}

/** What the other copies wait for, in one sentence; null when all count. */
export function missingSentence(copies: Copies): string | null {
  const clauses: string[] = [];
  const say = (states: readonly CopyState[], one: string, many = one): void => {
    const names = namesIn(copies, states);
    if (names.length > 0) clauses.push(`${listed(names)} ${names.length === 1 ? one : many}`);
  };
  say(['answering'], 'has it but isn’t counted yet', 'have it but aren’t counted yet');
  say(['writing'], 'is still writing', 'are still writing');
  const flying = namesIn(copies, ['inFlight']);
  if (flying.length > 0) clauses.push(`${listed(flying.map((name) => `${name}’s`))} ${flying.length === 1 ? 'is' : 'are'} in flight`);
  say(['cut'], 'is cut off', 'are cut off');
  say(['down'], 'is down', 'are down');
  say(['paused'], 'is paused', 'are paused');
  say(['unsent'], 'hasn’t been sent it', 'haven’t been sent it');
  return clauses.length === 0 ? null : `${listedClauses(clauses)}.`;
}

function namesIn(copies: Copies, states: readonly CopyState[]): NodeId[] {
  return [...copies.states].filter(([, state]) => states.includes(state)).map(([node]) => node);
}

function listedClauses(clauses: readonly string[]): string {
  const last = clauses.at(-1) ?? '';
  return clauses.length === 1 ? last : `${clauses.slice(0, -1).join(', ')}, and ${last}`;
}

/** The first entry of the leader that isn't committed and carries a command; else the first at all; null when none waits. */
export function firstWaiting(leader: NodeFrame): LogIndex | null {
  const waiting = leader.entries.filter((entry) => entry.index > leader.commitIndex);
  const command = waiting.find((entry) => entry.command !== null);
  return (command ?? waiting[0])?.index ?? null;
}

/** The command at `index` as a cell shows it, for questions: `x←7`, `the no-op`. */
export function commandLabel(node: NodeFrame, index: LogIndex): string {
  const command = entryAt(node, index)?.command ?? null;
  if (command === null) return 'the no-op';
  if ('config' in command) return `the configuration ${configLabel(command.config)}`;
  if ('read' in command) return `the read of ${clip(command.read, 16)}`;
  const short = (text: string): string => clip(text, 16);
  if ('set' in command) return `${short(command.set[0])}←${short(command.set[1])}`;
  if ('delete' in command) return `delete ${short(command.delete)}`;
  if ('cas' in command) return `cas ${short(command.cas[0])}`;
  return `append to ${short(command.append[0])}`;
}

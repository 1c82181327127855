/**
 * Raft's elections and replication as the paper states them, small enough to
 * be read in one sitting: a node is a value, a rule is a function from values
 * to values, and nothing is optimised. The real core is held against it
 * (refinement.ts). Sections are those of the paper.
 *
 * What it leaves out, as no safety argument of the paper needs it: nextIndex
 * (a leader may send any part of its log at any time), timers (an election may
 * begin at any time), and the disk (a step is durable at once; a crash loses
 * what Figure 2 calls volatile).
 */
import type { LogIndex, Term } from '../raft/types.ts';
import type { Act, Place, SeenEntry, Spent } from './machine.ts';
import { nameOf } from './machine.ts';

/** Figure 2, "State". The volatile lists are empty in roles that don't use them. */
export interface ModelNode {
  readonly place: Place;
  readonly term: Term;
  readonly votedFor: Place | null;
  readonly log: readonly SeenEntry[];
  readonly role: 'follower' | 'candidate' | 'leader';
  readonly commitIndex: LogIndex;
  /** Candidates: who voted for it, in order of place. */
  readonly votes: readonly Place[];
  /** Leaders: matchIndex by place; its own is the end of its log. */
  readonly match: readonly LogIndex[];
}

interface Envelope {
  readonly from: Place;
  readonly to: Place;
  readonly term: Term;
}
export type ModelMessage = Envelope &
  (
    | { readonly type: 'RequestVote'; readonly lastIndex: LogIndex; readonly lastTerm: Term }
    | { readonly type: 'Vote'; readonly granted: boolean }
    | {
        readonly type: 'AppendEntries';
        readonly prevIndex: LogIndex;
        readonly prevTerm: Term;
        readonly entries: readonly SeenEntry[];
        readonly commit: LogIndex;
      }
    | { readonly type: 'Ack'; readonly success: boolean; readonly match: LogIndex }
  );

/** How far the search goes. */
export interface Bounds {
  readonly nodes: number;
  readonly terms: Term;
  /** Commands that clients propose, in the whole run. */
  readonly entries: number;
  /** Crashes, each followed by a restart, in the whole run. */
  readonly crashes: number;
}

/** What may be broken, to see that the search sees it. */
export interface ModelRules {
  quorum(nodes: number): number;
  /** P5.4.1 */
  upToDate(lastTerm: Term, lastIndex: LogIndex, ownTerm: Term, ownIndex: LogIndex): boolean;
  /** P5.4.2 */
  mayCommit(entryTerm: Term, currentTerm: Term): boolean;
  /** What of a vote a restart finds. */
  voteAfterCrash(votedFor: Place | null): Place | null;
}

export const modelRules: ModelRules = {
  quorum: (nodes) => Math.floor(nodes / 2) + 1,
  upToDate: (lastTerm, lastIndex, ownTerm, ownIndex) =>
    lastTerm > ownTerm || (lastTerm === ownTerm && lastIndex >= ownIndex),
  mayCommit: (entryTerm, currentTerm) => entryTerm === currentTerm,
  voteAfterCrash: (votedFor) => votedFor,
};

type ModelAct = Act<ModelNode, ModelMessage>;

/** A node before anything has happened. */
export function newNode(place: Place): ModelNode {
  return { place, term: 0, votedFor: null, log: [], role: 'follower', commitIndex: 0, votes: [], match: [] };
}

/** Everything a node may do by itself. */
export function ownActs(node: ModelNode, spent: Spent, bounds: Bounds, rules: ModelRules): ModelAct[] {
  const acts = [...campaign(node, bounds), ...becomeLeader(node, bounds, rules), ...advanceCommit(node, bounds, rules)];
  if (spent.entries < bounds.entries) acts.push(...clientRequest(node, `command ${spent.entries + 1}`));
  if (spent.crashes < bounds.crashes) acts.push(crashAndRestart(node, rules));
  return acts;
}

/** P5.2: the election timer fires; the next term begins with a vote for oneself. */
function campaign(node: ModelNode, { nodes, terms }: Bounds): ModelAct[] {
  if (node.role === 'leader' || node.term >= terms) return [];
  const term = node.term + 1;
  const candidate: ModelNode = { ...node, term, votedFor: node.place, role: 'candidate', votes: [node.place] };
  const ask = { type: 'RequestVote', from: node.place, term, lastIndex: node.log.length, lastTerm: lastTerm(node.log) } as const;
  return [act(node, 'campaigns', candidate, others(node, nodes).map((to) => ({ ...ask, to })))];
}

/** P5.2: a majority of votes makes a leader. */
function becomeLeader(node: ModelNode, { nodes }: Bounds, rules: ModelRules): ModelAct[] {
  if (node.role !== 'candidate' || node.votes.length < rules.quorum(nodes)) return [];
  const match = Array.from({ length: nodes }, (_, place) => (place === node.place ? node.log.length : 0));
  return [act(node, 'becomes leader', { ...node, role: 'leader', votes: [], match })];
}

/** P5.3: a leader appends a client's command to its log. */
export function clientRequest(node: ModelNode, command: string): ModelAct[] {
  if (node.role !== 'leader') return [];
  const log = [...node.log, { term: node.term, command }];
  const match = node.match.map((known, place) => (place === node.place ? log.length : known));
  return [{ ...act(node, `is given ${command}`, { ...node, log, match }), spends: 'entries' }];
}

/** P5.3, P5.4.2: what a majority holds is committed, if it is of the leader's own term. */
function advanceCommit(node: ModelNode, { nodes }: Bounds, rules: ModelRules): ModelAct[] {
  if (node.role !== 'leader') return [];
  const acts: ModelAct[] = [];
  for (let index = node.commitIndex + 1; index <= node.log.length; index += 1) {
    const copies = node.match.filter((match) => match >= index).length;
    if (copies < rules.quorum(nodes) || !rules.mayCommit(termAt(node.log, index), node.term)) continue;
    acts.push(act(node, `commits up to ${index}`, { ...node, commitIndex: index }));
  }
  return acts;
}

/** P Figure 2: term, vote and log outlive a crash, and nothing else does. Being down is being slow. */
function crashAndRestart(node: ModelNode, rules: ModelRules): ModelAct {
  const { place, term, log } = node;
  const restarted: ModelNode = { ...newNode(place), term, votedFor: rules.voteAfterCrash(node.votedFor), log };
  return { ...act(node, 'crashes and restarts', restarted), spends: 'crashes' };
}

/** P5.3: what a leader may send at any time: any part of its log, with its commit index; empty ones are heartbeats. */
export function appendEntries(node: ModelNode, { nodes }: Bounds): ModelMessage[] {
  if (node.role !== 'leader') return [];
  const { place: from, term, log, commitIndex: commit } = node;
  const messages: ModelMessage[] = [];
  for (const to of others(node, nodes)) {
    for (let prevIndex = 0; prevIndex <= log.length; prevIndex += 1) {
      for (let end = prevIndex; end <= log.length; end += 1) {
        const entries = log.slice(prevIndex, end);
        messages.push({ type: 'AppendEntries', from, to, term, prevIndex, prevTerm: termAt(log, prevIndex), entries, commit });
      }
    }
  }
  return messages;
}

/** What a node does with a message. P5.1: a higher term makes it a follower first. */
export function receive(before: ModelNode, message: ModelMessage, rules: ModelRules): ModelAct {
  const node = message.term > before.term ? follow({ ...before, term: message.term, votedFor: null }) : before;
  switch (message.type) {
    case 'RequestVote':
      return onRequestVote(node, message, rules);
    case 'Vote':
      return onVote(node, message);
    case 'AppendEntries':
      return onAppendEntries(node, message);
    case 'Ack':
      return onAck(node, message);
  }
}

type Of<Type extends ModelMessage['type']> = Extract<ModelMessage, { type: Type }>;

/** P5.2, P5.4.1: one vote a term, only for a log at least as up to date. */
function onRequestVote(node: ModelNode, ask: Of<'RequestVote'>, rules: ModelRules): ModelAct {
  const granted =
    ask.term === node.term &&
    (node.votedFor === null || node.votedFor === ask.from) &&
    rules.upToDate(ask.lastTerm, ask.lastIndex, lastTerm(node.log), node.log.length);
  const reply: ModelMessage = { type: 'Vote', from: node.place, to: ask.from, term: node.term, granted };
  return act(node, `answers ${nameOf(ask.from)}'s request`, granted ? { ...node, votedFor: ask.from } : node, [reply]);
}

/** P5.2: a candidate counts the votes of its own term. */
function onVote(node: ModelNode, { term, from, granted }: Of<'Vote'>): ModelAct {
  const counts = node.role === 'candidate' && term === node.term && granted && !node.votes.includes(from);
  const votes = counts ? [...node.votes, from].sort((a, b) => a - b) : node.votes;
  return act(node, `hears ${nameOf(from)}'s vote`, { ...node, votes });
}

/** P5.3, Figure 2: check, cut what conflicts, append, commit what the message proves. */
function onAppendEntries(node: ModelNode, message: Of<'AppendEntries'>): ModelAct {
  const { from, prevIndex, entries } = message;
  const reply = { type: 'Ack', from: node.place, to: from, term: node.term } as const;
  const label = `hears leader ${nameOf(from)}`;
  if (message.term < node.term) return act(node, label, node, [{ ...reply, success: false, match: 0 }]);
  const follower = node.role === 'candidate' ? follow(node) : node;
  if (prevIndex > node.log.length || termAt(node.log, prevIndex) !== message.prevTerm) {
    return act(node, label, follower, [{ ...reply, success: false, match: 0 }]);
  }
  const conflict = entries.some(({ term }, i) => prevIndex + i < node.log.length && termAt(node.log, prevIndex + i + 1) !== term);
  const proven = prevIndex + entries.length;
  const tail = conflict ? [] : node.log.slice(proven);
  const log = [...node.log.slice(0, prevIndex), ...entries, ...tail];
  const commitIndex = Math.max(node.commitIndex, Math.min(message.commit, proven));
  return act(node, label, { ...follower, log, commitIndex }, [{ ...reply, success: true, match: proven }]);
}

/** P5.3: a success of this term moves matchIndex forward. */
function onAck(node: ModelNode, { term, from, success, match: acked }: Of<'Ack'>): ModelAct {
  const counts = node.role === 'leader' && term === node.term && success;
  const match = node.match.map((known, place) => (counts && place === from ? Math.max(known, acked) : known));
  return act(node, `hears ${nameOf(from)}'s answer`, { ...node, match });
}

function follow(node: ModelNode): ModelNode {
  return { ...node, role: 'follower', votes: [], match: [] };
}

function act(before: ModelNode, does: string, node: ModelNode, sent: readonly ModelMessage[] = []): ModelAct {
  return { label: `${nameOf(before.place)} ${does}`, node, sent, spends: null };
}

function others(node: ModelNode, nodes: number): Place[] {
  return Array.from({ length: nodes }, (_, place) => place).filter((place) => place !== node.place);
}

function termAt(log: readonly SeenEntry[], index: LogIndex): Term {
  return log[index - 1]?.term ?? 0;
}

function lastTerm(log: readonly SeenEntry[]): Term {
  return termAt(log, log.length);
}

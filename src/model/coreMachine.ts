/**
 * The real core as the search wants it: `step` of src/raft/node.ts, a disk,
 * and nothing else. Time stands still and timers fire whenever the search
 * likes, so every order of events that any timing could bring about is there.
 */
import { AssertionError, assert } from '../base/assert.ts';
import { createPrng } from '../base/prng.ts';
import { cloneNode } from '../raft/clone.ts';
import { cloneLog, emptyLog, lastIndex, putEntry, termAt, truncateFrom } from '../raft/log.ts';
import { createNode, step } from '../raft/node.ts';
import { paperRules, type Rules } from '../raft/rules.ts';
import type { AppendEntriesReply, DiskWrite, DurableState, Message, NodeInput, RaftNode, RaftOptions } from '../raft/types.ts';
import { coreMessageKey, coreNodeKey } from './coreKeys.ts';
import { coreMessageView, coreNodeView, renameIds } from './coreViews.ts';
import { nameOf, type Act, type Machine, type Place, type Spent } from './machine.ts';
import type { Bounds } from './model.ts';

/** A write that is handed out and not durable, with what may leave only when it is. */
export interface WaitingWrite {
  readonly write: DiskWrite;
  readonly gated: readonly Message[];
}

/** A node of the real core with its disk. Nothing in it is changed once it is made: a step works on a copy. */
export interface CoreNode {
  readonly memory: Readonly<RaftNode>;
  readonly disk: DurableState;
  readonly writes: readonly WaitingWrite[];
}

/** How far the search goes, and which core it drives. */
export interface CoreBounds extends Bounds {
  /** Writes take any time, and a crash loses those under way; else they are durable at once. */
  readonly slowDisks: boolean;
  /** New leaders append a no-op; these don't count as entries. */
  readonly noOp: boolean;
  /**
   * Besides what the core's leaders send, any AppendEntries that the paper lets them send is under way. This allows
   * all that is possible without it and more; and there are fewer states, because what is under way no longer
   * depends on the order in which a leader came to know what it knows.
   */
  readonly anyAppends: boolean;
}

type CoreAct = Act<CoreNode, Message>;

/** The core within `bounds`, following `rules`. */
export function coreMachine(bounds: CoreBounds, rules: Rules = paperRules): Machine<CoreNode, Message> {
  const core = new Core(bounds, rules);
  return {
    nodes: bounds.nodes,
    maxTerm: bounds.terms,
    maxCrashes: bounds.crashes,
    initial: (place) => core.boot(place, { currentTerm: 0, votedFor: null, log: emptyLog(), snapshot: null }, false),
    acts: (node, spent) => core.acts(node, spent),
    receive: (node, message) => core.give(node, saysOf(message), { kind: 'message', now: 0, message }),
    news: (to, term) => ({ type: 'RequestVoteReply', from: nameOf((to + 1) % bounds.nodes), to: nameOf(to), term, voteGranted: false }),
    isSpent: (node, message, mayCrash) => core.isSpent(node, message, mayCrash),
    offers: (node) => core.offers(node),
    nodeKey: coreNodeKey,
    messageKey: coreMessageKey,
    renameNode: renameIds,
    renameMessage: renameIds,
    nodeView: coreNodeView,
    messageView: coreMessageView,
  };
}

class Core {
  readonly #bounds: CoreBounds;
  readonly #rules: Rules;
  readonly #options: RaftOptions;

  constructor(bounds: CoreBounds, rules: Rules) {
    this.#bounds = bounds;
    this.#rules = rules;
    this.#options = { ...plainOptions, noOpOnElection: bounds.noOp };
  }

  /** A process comes up with what its disk holds. */
  boot(place: Place, disk: DurableState, restarted: boolean): CoreNode {
    const voters = Array.from({ length: this.#bounds.nodes }, (_, at) => nameOf(at));
    const start = {
      id: nameOf(place),
      options: this.#options,
      config: { voters, votersOutgoing: [], learners: [] },
      disk: this.#rules.recover(disk),
      commitIndex: 0,
      prng: createPrng(1, place),
      now: 0,
      restarted,
    };
    return { memory: createNode(start, this.#rules), disk, writes: [] };
  }

  /** What `node` may do by itself: campaign, take a command, have a write become durable, crash. */
  acts(node: CoreNode, spent: Spent): CoreAct[] {
    const { memory, writes } = node;
    const { terms, entries, crashes } = this.#bounds;
    const acts: CoreAct[] = [];
    if (memory.role !== 'leader' && memory.currentTerm < terms) acts.push(this.give(node, 'campaigns', { kind: 'campaign', now: 0 }));
    if (memory.role === 'leader') {
      acts.push(this.#heartbeat(node));
      if (spent.entries < entries) {
        const value = `command ${spent.entries + 1}`;
        const input = { kind: 'propose', now: 0, request: spent.entries + 1, command: { set: ['key', value] } } as const;
        acts.push({ ...this.give(node, `is given ${value}`, input), spends: 'entries' });
      }
    }
    if (writes.length > 0) acts.push(this.#labelled(node, 'has a write on disk', (work) => this.#persistFirst(work)));
    if (spent.crashes < crashes) {
      const up = this.boot(placeOf(node), node.disk, true);
      const lost = writes.length === 0 ? '' : ` (${writes.length} ${writes.length === 1 ? 'write' : 'writes'} lost)`;
      acts.push({ label: `${memory.id} crashes and restarts${lost}`, node: up, sent: [], spends: 'crashes' });
    }
    return acts;
  }

  /** `node` after one input. */
  give(node: CoreNode, does: string, input: NodeInput): CoreAct {
    return this.#labelled(node, does, (work) => this.#take(work, input));
  }

  /** What a leader may send at any time without changing. */
  offers(node: CoreNode): readonly Message[] {
    if (node.memory.role !== 'leader') return [];
    const beat = this.#heartbeat(node);
    const own = coreNodeKey(beat.node) === coreNodeKey(node) ? beat.sent : [];
    return this.#bounds.anyAppends ? [...own, ...everyAppend(node.memory)] : own;
  }

  #heartbeat(node: CoreNode): CoreAct {
    return this.give(node, 'sends heartbeats', { kind: 'heartbeat', now: 0 });
  }

  /**
   * Judged by what is on disk, so that a crash makes nothing of it untrue. A
   * refused vote says nothing but a term. Votes and answers are for the
   * candidate and the leader of their term, and nobody becomes either again in
   * the same term. A vote that is on disk is not given again. What a follower
   * holds of its leader's log it goes on holding in that term. What belongs to
   * an earlier term is refused.
   */
  isSpent(node: CoreNode, message: Message, mayCrash: boolean): boolean {
    const { memory, disk, writes } = node;
    if (message.type === 'RequestVoteReply' && !message.voteGranted) return true;
    if (message.term !== disk.currentTerm) return message.term < disk.currentTerm;
    const current = memory.currentTerm === message.term;
    switch (message.type) {
      case 'RequestVote':
        return disk.votedFor !== null && this.#rules.recover(disk).votedFor === disk.votedFor;
      case 'RequestVoteReply':
        return !current || memory.role !== 'candidate' || memory.votes[message.from] !== undefined;
      case 'AppendEntriesReply':
        if (memory.role === 'leader' && current) return isOldNews(memory, message);
        return !current || memory.role !== 'candidate';
      case 'AppendEntries': {
        if (!current || memory.role !== 'follower' || writes.length > 0) return false;
        return this.#holds(node, message) && (!mayCrash || this.#holds(this.boot(placeOf(node), disk, true), message));
      }
      default:
        return false;
    }
  }

  /** Would `node` answer yes to `message`, without anything changing? */
  #holds(node: CoreNode, message: Message): boolean {
    const answer = this.give(node, '', { kind: 'message', now: 0, message });
    return coreNodeKey(answer.node) === coreNodeKey(node) && answer.sent.some((sent) => 'success' in sent && sent.success);
  }

  #labelled(node: CoreNode, does: string, carryOut: (work: Work) => void): CoreAct {
    const label = `${node.memory.id} ${does}`;
    const { currentTerm, votedFor, log, snapshot } = node.disk;
    const work: Work = {
      memory: cloneNode(node.memory),
      disk: { currentTerm, votedFor, log: cloneLog(log), snapshot },
      writes: node.writes.slice(),
      sent: [],
    };
    try {
      carryOut(work);
      if (!this.#bounds.slowDisks) while (work.writes.length > 0) this.#persistFirst(work);
    } catch (error) {
      if (!(error instanceof AssertionError)) throw error;
      return { label, node, sent: [], spends: null, broken: `Assertion: ${error.message}` };
    }
    const { memory, disk, writes, sent } = work;
    return { label, node: { memory, disk, writes }, sent, spends: null };
  }

  #take(work: Work, input: NodeInput): void {
    const { sendNow, persist, sendAfterPersist } = step(work.memory, input, this.#rules);
    work.sent.push(...sendNow);
    for (const write of persist) work.writes.push({ write, gated: [] });
    const last = work.writes.pop();
    if (last === undefined) work.sent.push(...sendAfterPersist);
    else work.writes.push({ write: last.write, gated: [...last.gated, ...sendAfterPersist.filter(isMoreThanNews)] });
  }

  #persistFirst(work: Work): void {
    const first = work.writes.shift();
    if (first === undefined) return;
    const { write, gated } = first;
    assert(write.snapshot === null, 'nothing is compacted within the bounds');
    if (write.hardState !== null) Object.assign(work.disk, write.hardState);
    if (write.truncateFrom !== null) truncateFrom(work.disk.log, write.truncateFrom);
    for (const entry of write.append) putEntry(work.disk.log, entry);
    work.sent.push(...gated);
    this.#take(work, { kind: 'persisted', now: 0, write: write.id });
  }
}

/** A node while it takes a step. */
interface Work {
  readonly memory: RaftNode;
  readonly disk: DurableState;
  readonly writes: WaitingWrite[];
  readonly sent: Message[];
}

const plainOptions: RaftOptions = {
  electionTimeoutMs: [150, 300],
  heartbeatMs: 50,
  noOpOnElection: false,
  fastBacktracking: true,
  maxEntriesPerAppend: null,
  maxInflightAppends: null,
  probeWithEntries: true,
  preVote: false,
  checkQuorum: false,
  snapshotThreshold: null,
  snapshotChunkBytes: null,
  membership: 'joint',
  clockDriftBound: 0,
  maxSessions: null,
};

/** Every AppendEntries that the paper lets a leader with this log and commit index send. P5.3 */
function everyAppend({ id, currentTerm: term, log, commitIndex: leaderCommit, config }: Readonly<RaftNode>): Message[] {
  const messages: Message[] = [];
  for (const to of config.voters.filter((voter) => voter !== id)) {
    for (let prevLogIndex = 0; prevLogIndex <= lastIndex(log); prevLogIndex += 1) {
      const prevLogTerm = termAt(log, prevLogIndex) ?? 0;
      const head = { type: 'AppendEntries', from: id, to, term, prevLogIndex, prevLogTerm, leaderCommit, round: 0 } as const;
      for (let end = prevLogIndex; end <= lastIndex(log); end += 1) messages.push({ ...head, entries: log.entries.slice(prevLogIndex, end) });
    }
  }
  return messages;
}

/** A vote that is refused says nothing but a term, and terms are told by themselves: nobody needs to wait with it. */
function isMoreThanNews(message: Message): boolean {
  return message.type !== 'RequestVoteReply' || message.voteGranted;
}

/**
 * What a leader knows already. Its matchIndex never goes back while it leads, and nextIndex stays above: an answer to
 * something that ends below moves neither, and ends no search.
 */
function isOldNews({ progress }: Readonly<RaftNode>, { from, success, matchIndex, prevLogIndex }: AppendEntriesReply): boolean {
  const known = progress[from]?.matchIndex ?? Infinity;
  return success ? matchIndex <= known && prevLogIndex < known : prevLogIndex <= known;
}

function placeOf({ memory }: CoreNode): Place {
  return coreNodeView({ memory, disk: memory, writes: [] }).place;
}

function saysOf(message: Message): string {
  const { type, from, term } = message;
  switch (type) {
    case 'AppendEntries': {
      const { prevLogIndex, entries, leaderCommit } = message;
      const what = entries.length === 0 ? 'nothing' : `entries ${prevLogIndex + 1} to ${prevLogIndex + entries.length}`;
      return `receives AppendEntries of ${from}, term ${term}: ${what} after ${prevLogIndex}, commit ${leaderCommit}`;
    }
    case 'AppendEntriesReply':
      return `receives AppendEntriesReply of ${from}, term ${term}: ${message.success ? `match ${message.matchIndex}` : 'refused'}`;
    case 'RequestVoteReply':
      return `receives RequestVoteReply of ${from}, term ${term}: ${message.voteGranted ? 'granted' : 'refused'}`;
    default:
      return `receives ${type} of ${from}, term ${term}`;
  }
}

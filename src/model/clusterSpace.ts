/**
 * Some nodes of one machine, the messages between them, and what was committed,
 * as a space to search. A state is a row of numbers: each node, what was sent
 * to each node, and the ghost. What a node does depends on nothing but itself
 * and one message, so each such step is taken once, by the machine, and looked
 * up afterwards.
 */
import { Inboxes } from './inboxes.ts';
import { Interner } from './interner.ts';
import { checkCompleteness, checkNode, checkPair, checkSent, checkStep, commit, heldOf, type CommittedEntry } from './invariants.ts';
import { nameOf, type Act, type Machine, type NodeView, type Spent } from './machine.ts';
import type { StateSpace, Visit } from './search.ts';
import { PairMemo } from './pairMap.ts';
import { Symmetry } from './symmetry.ts';
import { bindVote, type Voter } from './votes.ts';

/** What no node knows: the bounds used up, and what was committed. */
interface Ghost extends Spent {
  readonly committed: readonly CommittedEntry[];
}

/** A step with its node and messages numbered. `to[i]` is the bundle for node i, −1 for none. */
interface NumberedAct {
  readonly label: string;
  readonly node: number;
  readonly to: Int32Array;
  readonly spends: keyof Spent | null;
  readonly broken: string | null;
}

/** What a node can do with what was sent to it. */
interface Digest {
  /** Steps that change it, or are wrong. */
  readonly acts: readonly NumberedAct[];
  /** What it answers without changing. */
  readonly answers: readonly NumberedAct[];
  /** What was sent to it, without what can't matter any more. */
  readonly unspent: number;
}

/** Is told once of each different step of a node, by itself (`message` null) or on a message; may say what is wrong with it. */
export type StepListener<Node, Message> = (before: Node, message: Message | null, act: Act<Node, Message>) => string | null;

export interface ClusterOptions<Node, Message> {
  /** States that differ only in the nodes' names are one. */
  readonly symmetry: boolean;
  /** Answer at once and leave out what can't matter any more; false only to see that nothing is lost by it. */
  readonly reduced: boolean;
  readonly onStep?: StepListener<Node, Message>;
}


export class ClusterSpace<Node, Message> implements StateSpace {
  readonly width: number;
  readonly canonical?: (state: Int32Array) => number;
  readonly #machine: Machine<Node, Message>;
  readonly #size: number;
  readonly #reduced: boolean;
  readonly #nodes: Interner<Voter<Node>>;
  readonly #messages: Interner<Message>;
  readonly #inboxes = new Inboxes();
  readonly #ghosts = new Interner<Ghost>(({ entries, crashes, committed }) => JSON.stringify([entries, crashes, committed]));
  readonly #onStep: StepListener<Node, Message> | null;
  readonly #views: NodeView[] = [];
  readonly #own = new PairMemo<readonly NumberedAct[]>();
  readonly #news: NumberedAct[][] = [];
  readonly #received: NumberedAct[][] = [];
  readonly #digests = new PairMemo<Digest>();
  readonly #alone = new PairMemo<string | null>();
  readonly #pairs = new PairMemo<string | null>();
  readonly #held = new PairMemo<number | string>();
  readonly #committed = new PairMemo<number | string>();
  readonly #buffer: Int32Array;
  /** How many different steps of single nodes were taken; all others were looked up. */
  steps = 0;

  constructor(machine: Machine<Node, Message>, options: ClusterOptions<Node, Message>) {
    this.#machine = machine;
    this.#size = machine.nodes;
    this.#reduced = options.reduced;
    this.width = 2 * machine.nodes + 1;
    this.#buffer = new Int32Array(this.width);
    this.#nodes = new Interner(({ value, bound }) => `${machine.nodeKey(value)}#${bound}`);
    this.#messages = new Interner((message) => machine.messageKey(message));
    this.#onStep = options.onStep ?? null;
    if (!options.symmetry) return;
    const symmetry = new Symmetry(machine, this.#nodes, this.#messages, this.#inboxes);
    this.canonical = (state) => symmetry.canonical(state);
  }

  /** How many different states of single nodes were met. */
  get nodeStates(): number {
    return this.#nodes.values.length;
  }

  /** The nodes of `state` by their keys, in order of place. */
  nodesOf(state: Int32Array): string[] {
    return Array.from(state.subarray(0, this.#size), (node) => this.#machine.nodeKey(this.#nodes.get(node).value));
  }

  initial(): Int32Array {
    const state = new Int32Array(this.width);
    for (let place = 0; place < this.#size; place += 1) {
      state[place] = this.#nodes.numberOf({ value: this.#machine.initial(place), bound: null });
      state[this.#size + place] = this.#inboxes.of([]);
    }
    state[2 * this.#size] = this.#ghosts.numberOf({ entries: 0, crashes: 0, committed: [] });
    return state;
  }

  next(state: Int32Array, visit: Visit): void {
    const size = this.#size;
    const ghost = state[2 * size] as number;
    const mayCrash = this.#mayCrash(state);
    for (let place = 0; place < size; place += 1) {
      const node = state[place] as number;
      for (const act of this.#own.of(node, ghost, this.#ownActs)) this.#carryOut(state, place, act, visit);
      for (const act of this.#digestOf(node, state[size + place] as number, mayCrash).acts) this.#carryOut(state, place, act, visit);
      const news = this.#highestTermBeside(state, place);
      for (let term = this.#viewOf(node).term + 1; term <= news; term += 1) {
        this.#carryOut(state, place, this.#onNews(node, term), visit);
      }
    }
  }

  check(state: Int32Array): string | null {
    const size = this.#size;
    for (let a = 0; a < size; a += 1) {
      const node = state[a] as number;
      const alone = this.#alone.of(node, state[size + a] as number, this.#checkAlone);
      if (alone !== null) return alone;
      for (let b = a + 1; b < size; b += 1) {
        const pair = this.#pairs.of(node, state[b] as number, this.#checkPair);
        if (pair !== null) return pair;
      }
    }
    return this.#checkCommitted(state);
  }

  /** 5, 9 and 14: leaders hold what is committed, and so does a majority of disks, for ever. */
  #checkCommitted(state: Int32Array): string | null {
    const size = this.#size;
    const ghost = state[2 * size] as number;
    const count = this.#ghosts.get(ghost).committed.length;
    if (count === 0) return null;
    let holders = 0;
    for (let place = 0; place < size; place += 1) {
      const held = this.#held.of(state[place] as number, ghost, this.#heldBy);
      if (typeof held === 'string') return held;
      if (held === count) holders += 1;
    }
    return 2 * holders > size ? null : `Commit Rule: entry ${count} is committed, and no majority holds it on disk`;
  }

  #carryOut(state: Int32Array, place: number, act: NumberedAct, visit: Visit): void {
    const next = this.#buffer;
    next.set(state);
    next[place] = act.node;
    this.#send(next, act);
    const ghost = this.#committed.of(this.#spend(state[2 * this.#size] as number, act.spends), act.node, this.#commit);
    if (typeof ghost === 'number') next[2 * this.#size] = ghost;
    if (this.#reduced) this.#settle(next, state);
    visit(next, act.label, act.broken ?? (typeof ghost === 'string' ? ghost : null));
  }

  #send(state: Int32Array, { to }: NumberedAct): boolean {
    let changed = false;
    for (let place = 0; place < this.#size; place += 1) {
      const bundle = to[place] as number;
      if (bundle < 0) continue;
      const before = state[this.#size + place] as number;
      const after = this.#inboxes.add(before, bundle);
      if (after === before) continue;
      state[this.#size + place] = after;
      changed = true;
    }
    return changed;
  }

  /**
   * Makes everybody answer what it can answer without changing, then leaves
   * out what can't matter any more. An answer that is never delivered is as
   * one that was never given, so nothing is lost by giving it at once; and
   * states that differ only in how much has been answered become one.
   */
  #settle(state: Int32Array, before: Int32Array): void {
    const size = this.#size;
    const mayCrash = this.#mayCrash(state);
    const crashed = mayCrash !== this.#mayCrash(before);
    for (let changed = true; changed; ) {
      changed = false;
      for (let place = 0; place < size; place += 1) {
        if (this.#untouched(state, before, place)) continue;
        const { answers } = this.#digestOf(state[place] as number, state[size + place] as number, mayCrash);
        for (const act of answers) if (this.#send(state, act)) changed = true;
      }
    }
    for (let place = 0; place < size; place += 1) {
      if (!crashed && this.#untouched(state, before, place)) continue;
      state[size + place] = this.#digestOf(state[place] as number, state[size + place] as number, mayCrash).unspent;
    }
  }

  /** What hasn't changed has answered before. */
  #untouched(state: Int32Array, before: Int32Array, place: number): boolean {
    return state[place] === before[place] && state[this.#size + place] === before[this.#size + place];
  }

  #mayCrash(state: Int32Array): boolean {
    return this.#ghosts.get(state[2 * this.#size] as number).crashes < this.#machine.maxCrashes;
  }

  #digestOf(node: number, inbox: number, mayCrash: boolean): Digest {
    return this.#digests.of(mayCrash ? 2 * node + 1 : 2 * node, inbox, this.#digest);
  }

  readonly #digest = (nodeMayCrash: number, inbox: number): Digest => {
    const node = nodeMayCrash >> 1;
    const acts: NumberedAct[] = [];
    const answers: NumberedAct[] = [];
    const unspent: number[] = [];
    const { value } = this.#nodes.get(node);
    for (const message of this.#inboxes.messagesOf(inbox)) {
      const act = this.#onMessage(node, message);
      if (act.node !== node || act.broken !== null || !this.#reduced) acts.push(act);
      else if (act.to.some((bundle) => bundle >= 0)) answers.push(act);
      if (!this.#machine.isSpent(value, this.#messages.get(message), nodeMayCrash % 2 === 1)) unspent.push(message);
    }
    return { acts, answers, unspent: this.#inboxes.of(unspent) };
  };

  #highestTermBeside(state: Int32Array, place: number): number {
    let highest = 0;
    for (let other = 0; other < this.#size; other += 1) {
      if (other !== place) highest = Math.max(highest, this.#viewOf(state[other] as number).disk.term);
    }
    return highest;
  }

  #spend(ghost: number, spends: keyof Spent | null): number {
    if (spends === null) return ghost;
    const before = this.#ghosts.get(ghost);
    return this.#ghosts.numberOf({ ...before, [spends]: before[spends] + 1 });
  }

  readonly #commit = (ghost: number, node: number): number | string => {
    const before = this.#ghosts.get(ghost);
    const committed = commit(this.#viewOf(node), before.committed);
    return typeof committed === 'string' ? committed : this.#ghosts.numberOf({ ...before, committed });
  };

  /** Steps by itself, without those that only send what is offered anyway. */
  readonly #ownActs = (node: number, ghost: number): readonly NumberedAct[] =>
    this.#machine
      .acts(this.#nodes.get(node).value, this.#ghosts.get(ghost))
      .map((act) => this.#numbered(node, null, act))
      .filter((act) => act.node !== node || act.spends !== null || act.broken !== null);

  #onMessage(node: number, message: number): NumberedAct {
    const row = (this.#received[node] ??= []);
    return (row[message] ??= this.#taken(node, this.#messages.get(message)));
  }

  #onNews(node: number, term: number): NumberedAct {
    const row = (this.#news[node] ??= []);
    return (row[term] ??= this.#taken(node, this.#machine.news(this.#viewOf(node).place, term)));
  }

  #taken(node: number, message: Message): NumberedAct {
    return this.#numbered(node, message, this.#machine.receive(this.#nodes.get(node).value, message));
  }

  #numbered(before: number, message: Message | null, act: Act<Node, Message>): NumberedAct {
    this.steps += 1;
    const machine = this.#machine;
    const { value, bound } = this.#nodes.get(before);
    const [seenBefore, seen] = [this.#viewOf(before), machine.nodeView(act.node)];
    const said = act.sent.map((sent) => machine.messageView(sent));
    const vote = act.spends === 'crashes' ? bound : bindVote(seenBefore, bound, seen, said);
    let broken = act.broken ?? (typeof vote === 'string' ? vote : null) ?? checkStep(seenBefore, seen, act.spends === 'crashes');
    for (const sent of said) broken ??= checkSent(seen, sent);
    broken ??= this.#onStep?.(value, message, act) ?? null;
    const node = this.#nodes.numberOf({ value: act.node, bound: typeof vote === 'string' ? bound : vote });
    const sent = node === before ? act.sent : [...act.sent, ...machine.offers(act.node)];
    const to = new Int32Array(this.#size).fill(-1);
    for (let place = 0; place < this.#size; place += 1) {
      const mine = sent.filter((each) => machine.messageView(each).to === place);
      if (mine.length > 0) to[place] = this.#inboxes.bundle(mine.map((each) => this.#messages.numberOf(each)));
    }
    return { label: act.label, node, to, spends: act.spends, broken };
  }

  #viewOf(node: number): NodeView {
    return (this.#views[node] ??= this.#machine.nodeView(this.#nodes.get(node).value));
  }

  /** 1, 8 and 12: a node alone, and a leader that is told that another one leads. */
  readonly #checkAlone = (node: number, inbox: number): string | null => {
    const view = this.#viewOf(node);
    let verdict = checkNode(view);
    for (const message of this.#inboxes.messagesOf(inbox)) {
      const { says, term, from } = this.#machine.messageView(this.#messages.get(message));
      if (view.role !== 'leader' || says !== 'leads' || term !== view.term) continue;
      verdict ??= `Election Safety: ${nameOf(view.place)} and ${nameOf(from)} were both elected in term ${term}`;
    }
    return verdict;
  };

  readonly #checkPair = (a: number, b: number): string | null => checkPair(this.#viewOf(a), this.#viewOf(b));

  readonly #heldBy = (node: number, ghost: number): number | string => {
    const { committed } = this.#ghosts.get(ghost);
    return checkCompleteness(this.#viewOf(node), committed) ?? heldOf(this.#viewOf(node), committed);
  };
}

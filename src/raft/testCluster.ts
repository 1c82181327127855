/** A few nodes whose disks are instant and whose messages wait until a test delivers them. */
import { step } from './node.ts';
import { paperRules, type Rules } from './rules.ts';
import { nodeOf, persistAll, type TestNode } from './testNode.ts';
import type { DictCommand, Message, NodeId, NodeInput, Outcome, RaftNode } from './types.ts';

export class TestCluster {
  readonly nodes = new Map<NodeId, RaftNode>();
  /** Sent and neither delivered nor lost, oldest first. */
  inFlight: Message[] = [];
  /** Messages delivered so far. */
  delivered: Message[] = [];
  readonly #rules: Rules;
  #requests = 0;

  constructor(nodes: Readonly<Record<NodeId, TestNode>>, rules: Rules = paperRules) {
    this.#rules = rules;
    const voters = Object.keys(nodes);
    for (const [id, is] of Object.entries(nodes)) this.nodes.set(id, nodeOf({ voters, ...is, id, rules }));
  }

  node(id: NodeId): RaftNode {
    const node = this.nodes.get(id);
    if (node === undefined) throw new Error(`no node ${id}`);
    return node;
  }

  /** One input, then everything it wrote becomes durable. Gives the outcomes, the input's own first. */
  feed(id: NodeId, input: NodeInput): Outcome[] {
    const node = this.node(id);
    const outcomes = [step(node, input, this.#rules)];
    outcomes.push(...persistAll(node, input.now, this.#rules));
    for (const { sendNow, sendAfterPersist } of outcomes) this.inFlight.push(...sendNow, ...sendAfterPersist);
    return outcomes;
  }

  campaign(id: NodeId): void {
    this.feed(id, { kind: 'campaign', now: 0 });
  }

  heartbeat(id: NodeId): void {
    this.feed(id, { kind: 'heartbeat', now: 0 });
  }

  propose(id: NodeId, command: DictCommand | null): void {
    this.#requests += 1;
    this.feed(id, { kind: 'propose', now: 0, request: this.#requests, command });
  }

  /** Delivers what is in flight now and matches, oldest first; what it causes waits. */
  deliver(matches: (message: Message) => boolean = () => true): void {
    const now = this.inFlight.filter(matches);
    this.inFlight = this.inFlight.filter((message) => !now.includes(message));
    for (const message of now) {
      this.delivered.push(message);
      this.feed(message.to, { kind: 'message', now: 0, message });
    }
  }

  /** Delivers until nothing that matches is in flight. */
  quiesce(matches: (message: Message) => boolean = () => true): void {
    for (let round = 0; this.inFlight.some(matches); round += 1) {
      if (round > 10_000) throw new Error('messages never stop');
      this.deliver(matches);
    }
  }

  /** Loses what is in flight and matches. */
  drop(matches: (message: Message) => boolean = () => true): void {
    this.inFlight = this.inFlight.filter((message) => !matches(message));
  }

  /** Quiet, and everybody has heard the newest commit index. */
  settle(): void {
    this.quiesce();
    for (let round = 0; round < 2; round += 1) {
      for (const [id, { role }] of this.nodes) if (role === 'leader') this.heartbeat(id);
      this.quiesce();
    }
  }
}

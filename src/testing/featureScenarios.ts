/** For brokenRules.test.ts: a small scenario for each rule of the later features that comes out by that rule. */
import { createPrng } from '../base/prng.ts';
import { createNode } from '../raft/node.ts';
import type { Rules } from '../raft/rules.ts';
import { installSnapshot, preVote, snapshotOf } from '../raft/testMessages.ts';
import { appendEntries, appendReply, deliver, elect, entriesOf, feed, nodeOf, persistAll, requestVote, termsOf, testOptions, whats } from '../raft/testNode.ts';
import type { DurableState, Outcome, RaftNode, RaftOptions } from '../raft/types.ts';

/** What comes of it, to be compared between the right rules and broken ones. */
export type Scenario = (rules: Rules) => unknown;

type FeatureRule =
  | 'recover'
  | 'ignoresVoteRequest'
  | 'mayGrantVotes'
  | 'answersStalePreVote'
  | 'mayCompact'
  | 'installsSnapshot'
  | 'keepsTail'
  | 'mayChangeMembers'
  | 'oneChangeAtATime'
  | 'isCaughtUp'
  | 'mayServeReads'
  | 'leaseMs'
  | 'isRepeated';

/** What somebody sees of a step: kinds of reasons, messages out, answers to clients. */
function seen({ sendNow, sendAfterPersist, replies, notes }: Outcome): unknown {
  return [notes.map(({ what }) => what), sendNow.length, sendAfterPersist, replies.map(({ status, result }) => [status, result])];
}

/** Leads since 1000 ms, after a log of one earlier term. */
function leading(rules: Rules, options: Partial<RaftOptions> = {}): RaftNode {
  const node = nodeOf({ log: [1, 1], commitIndex: 2, options, rules });
  elect(node, 1000, rules);
  return node;
}

const ack = (node: RaftNode, from: string, matchIndex: number, now: number, rules: Rules): Outcome =>
  deliver(node, appendReply({ from, term: 2, matchIndex, prevLogIndex: matchIndex, round: node.round }), now, rules);

/** Leads, its no-op committed: a learner, then another, then a voter is asked for. */
function changing(rules: Rules, commitFirst: boolean): unknown {
  const node = leading(rules, { membership: 'single' });
  const voters = ['S1', 'S2', 'S3'];
  if (commitFirst) ack(node, 'S2', 3, 1000, rules);
  const ask = (request: number, learners: string[]): unknown =>
    seen(feed(node, { kind: 'change', request, voters, learners }, 1000, rules));
  const first = ask(1, ['S4']);
  // The request is forgotten, as by the next leader: the rule alone sees the entry that isn't committed.
  node.change = null;
  const second = ask(2, ['S4', 'S5']);
  persistAll(node, 1000, rules);
  ack(node, 'S2', 5, 1000, rules);
  return [first, second, ask(3, [])];
}

export const featureScenarios: Record<FeatureRule, Scenario> = {
  recover: (rules) => {
    const disk: DurableState = {
      currentTerm: 3,
      votedFor: 'S2',
      log: { entries: entriesOf([1, 2]), snapshotIndex: 0, snapshotTerm: 0 },
      snapshot: null,
    };
    const config = { voters: ['S1', 'S2', 'S3'], votersOutgoing: [], learners: [] };
    const start = { id: 'S1', options: testOptions, config, disk: rules.recover(disk), commitIndex: 0, restarted: true };
    const node = createNode({ ...start, prng: createPrng(1), now: 0 }, rules);
    return [termsOf(node), seen(deliver(node, requestVote({ from: 'S3', term: 3, lastLogIndex: 2, lastLogTerm: 2 }), 0, rules))];
  },
  ignoresVoteRequest: (rules) =>
    [10, 149, 150].map((after) => {
      const node = nodeOf({ options: { checkQuorum: true }, rules });
      deliver(node, appendEntries(), 1000, rules);
      return whats(deliver(node, requestVote({ from: 'S3', term: 2 }), 1000 + after, rules));
    }),
  mayGrantVotes: (rules) =>
    [nodeOf({ rules }), nodeOf({ id: 'S4', learners: ['S4'], rules })].map((node) => [
      seen(deliver(node, preVote({ to: node.id }), 0, rules)),
      seen(deliver(node, requestVote({ to: node.id }), 0, rules)),
    ]),
  answersStalePreVote: (rules) => [2, 3].map((term) => seen(deliver(nodeOf({ term: 3, rules }), preVote({ term }), 0, rules))),
  mayCompact: (rules) => {
    const node = nodeOf({ log: [1, 1, 1, 1], commitIndex: 3, rules });
    return [2, 1, 3, 4].map((upTo) => {
      try {
        return whats(feed(node, { kind: 'compact', upTo }, 0, rules));
      } catch (error) {
        return String(error);
      }
    });
  },
  installsSnapshot: (rules) =>
    [2, 3, 4].map((index) => {
      const node = nodeOf({ log: [1, 1, 1, 1], commitIndex: 3, rules });
      return [whats(deliver(node, installSnapshot(snapshotOf(index, 1)), 0, rules)), node.log.snapshotIndex];
    }),
  keepsTail: (rules) =>
    [1, 2].map((term) => {
      const node = nodeOf({ log: [1, 1, 1, 1], rules });
      deliver(node, installSnapshot(snapshotOf(2, term), { term: 2 }), 0, rules);
      return termsOf(node);
    }),
  mayChangeMembers: (rules) => [changing(rules, false), changing(rules, true)],
  oneChangeAtATime: (rules) => changing(rules, true),
  isCaughtUp: (rules) => {
    const node = leading(rules);
    ack(node, 'S2', 3, 1000, rules);
    const asked = feed(node, { kind: 'change', request: 1, voters: ['S1', 'S2', 'S3', 'S4'], learners: [] }, 1000, rules);
    return [asked, ack(node, 'S4', 2, 1010, rules), ack(node, 'S4', 3, 1020, rules)].map(whats);
  },
  mayServeReads: (rules) => {
    const node = leading(rules);
    const asked = feed(node, { kind: 'read', request: 1, key: 'k', mode: 'readIndex' }, 1000, rules);
    return [asked, ack(node, 'S2', 2, 1000, rules), ack(node, 'S2', 3, 1000, rules), ack(node, 'S2', 3, 1000, rules)].map(seen);
  },
  leaseMs: (rules) => {
    const node = leading(rules, { checkQuorum: true, clockDriftBound: 0.5 });
    ack(node, 'S2', 3, 1000, rules);
    return [99, 100, 149, 150].map((after) => whats(feed(node, { kind: 'read', request: 1, key: 'k', mode: 'lease' }, 1000 + after, rules)));
  },
  isRepeated: (rules) => {
    const node = nodeOf({ voters: ['S1'], rules });
    elect(node, 0, rules);
    return [1, 1, 3, 2, 4].map((seq) => {
      feed(node, { kind: 'propose', request: 1, command: { append: ['l', `${seq}`], client: 'A', seq } }, 0, rules);
      return [persistAll(node, 0, rules).map(seen), node.dict.get('l')];
    });
  },
};

/**
 * Does the suite see each rule? For every broken variant a small scenario has
 * to come out differently than by the rules of the paper.
 */
import { describe, expect, it } from 'vitest';
import { paperRules, type Rules } from '../raft/rules.ts';
import { TestCluster } from '../raft/testCluster.ts';
import {
  appendEntries,
  appendReply,
  deliver,
  elect,
  feed,
  nodeOf,
  persistAll,
  requestVote,
  requestVoteReply,
  setX,
  termsOf,
  whats,
  type TestNode,
} from '../raft/testNode.ts';
import type { Message, Outcome, RaftNode } from '../raft/types.ts';
import { Driver, setupOf } from '../simulation/testDriver.ts';
import { brokenVariants } from './brokenVariants.ts';
import { featureScenarios, type Scenario } from './featureScenarios.ts';

const replies = ({ sendAfterPersist }: Outcome): readonly Message[] => sendAfterPersist;

function granted(node: RaftNode, message: Partial<Message> & object, rules: Rules): boolean {
  const [reply] = replies(deliver(node, requestVote(message as object), 0, rules));
  return reply?.type === 'RequestVoteReply' && reply.voteGranted;
}

function append(is: TestNode, message: Parameters<typeof appendEntries>[0], rules: Rules): unknown {
  const node = nodeOf({ ...is, rules });
  const outcome = deliver(node, appendEntries(message), 0, rules);
  return [termsOf(node), node.commitIndex, node.leaderId, replies(outcome)];
}

/** nextIndex after each refusal of a follower that has terms of its own. */
function searching(fastBacktracking: boolean, rules: Rules): unknown {
  const options = { fastBacktracking, noOpOnElection: false };
  const cluster = new TestCluster(
    { S1: { log: [1, 4, 4, 4, 4], options }, S2: { log: [1, 2, 2, 3, 3], term: 4, options }, S3: { log: [1], term: 4, options } },
    rules,
  );
  cluster.campaign('S1');
  const next: unknown[] = [];
  for (let round = 0; round < 20; round += 1) {
    cluster.deliver();
    next.push(cluster.node('S1').progress['S2']?.nextIndex);
  }
  return next;
}

const scenarios: Record<keyof Rules, Scenario> = {
  ...featureScenarios,
  stepsDown: (rules) => {
    const node = nodeOf({ rules });
    elect(node, 0, rules);
    return [appendReply(), requestVote({ term: 3 })].map((message) => {
      deliver(node, message, 0, rules);
      return [node.role, node.currentTerm];
    });
  },
  isStale: (rules) => [1, 2].map((term) => append({ log: [1], term: 2 }, { term, prevLogIndex: 1, prevLogTerm: 1, terms: [2] }, rules)),
  voteAfterTermChange: (rules) => {
    const node = nodeOf({ rules });
    feed(node, { kind: 'campaign' }, 0, rules);
    deliver(node, appendEntries(), 0, rules);
    return [granted(node, { from: 'S3', term: 1 }, rules), granted(node, { from: 'S3', term: 2 }, rules)];
  },
  mayCampaign: (rules) =>
    [nodeOf({ rules }), nodeOf({ id: 'S4', learners: ['S4'], rules })].map((node) => {
      try {
        feed(node, { kind: 'campaign' }, 0, rules);
      } catch (error) {
        return String(error);
      }
      return [node.role, node.currentTerm, node.electionDeadline !== null];
    }),
  mayVoteFor: (rules) => {
    const node = nodeOf({ rules });
    return ['S2', 'S3', 'S2'].map((from) => granted(node, { from }, rules));
  },
  logIsUpToDate: (rules) =>
    ([[1, 1], [2, 2], [1, 9], [2, 1], [3, 1]] as const).map(([lastLogTerm, lastLogIndex]) =>
      granted(nodeOf({ log: [1, 2], rules }), { term: 5, lastLogTerm, lastLogIndex }, rules),
    ),
  countsVote: (rules) => {
    const node = nodeOf({ voters: ['S1', 'S2', 'S3', 'S4', 'S5'], rules });
    feed(node, { kind: 'campaign' }, 0, rules);
    feed(node, { kind: 'campaign' }, 0, rules);
    persistAll(node, 0, rules);
    return [
      requestVoteReply({ from: 'S2', term: 1 }),
      requestVoteReply({ from: 'S3', term: 2 }),
      requestVoteReply({ from: 'S3', term: 2 }),
      requestVoteReply({ from: 'S4', term: 2 }),
    ].map((message) => [whats(deliver(node, message, 0, rules)), node.role]);
  },
  quorumSize: (rules) =>
    [['S1', 'S2', 'S3'], ['S1', 'S2', 'S3', 'S4']].map((voters) => {
      const node = nodeOf({ voters, rules });
      feed(node, { kind: 'campaign' }, 0, rules);
      persistAll(node, 0, rules);
      deliver(node, requestVoteReply(), 0, rules);
      return node.role;
    }),
  resetsElectionTimer: (rules) =>
    [requestVote(), requestVote({ lastLogTerm: 1, lastLogIndex: 5 }), appendEntries()].map((message) => {
      const node = nodeOf({ log: [1], term: 1, rules });
      const before = node.electionDeadline;
      deliver(node, message, 100, rules);
      return node.electionDeadline !== before;
    }),
  hardStateWrites: (rules) => {
    // S2 votes for S1, crashes after each of its writes in turn, starts again, and is asked by S3.
    const survives = [1, 2].map((writes) => {
      const driver = new Driver(setupOf({ network: { latencyMs: [1, 1] } }), [], rules);
      driver.do({ type: 'campaign', node: 'S1' });
      for (let left = writes; left > 0; ) {
        const from = driver.events.length;
        if (!driver.one(50)) break;
        if (driver.events[from]?.kind === 'disk' && driver.events[from]?.node === 'S2') left -= 1;
      }
      driver.do({ type: 'crash', node: 'S2' });
      const { currentTerm, votedFor } = driver.observed('S2').disk;
      return [currentTerm, votedFor];
    });
    return [survives, deliver(nodeOf({ rules }), requestVote(), 0, rules).persist];
  },
  matchesPrevious: (rules) =>
    [() => append({ log: [1], term: 2 }, { term: 2, prevLogIndex: 4, prevLogTerm: 2, terms: [2] }, rules),
     () => append({ log: [1], term: 2 }, { term: 2, prevLogIndex: 1, prevLogTerm: 2, terms: [2] }, rules)].map((attempt) => {
      try {
        return attempt();
      } catch (error) {
        return String(error);
      }
    }),
  truncationPoint: (rules) => [
    append({ log: [1, 1, 1] }, { terms: [1] }, rules),
    append({ log: [1, 2, 2] }, { term: 3, prevLogIndex: 1, prevLogTerm: 1, terms: [3] }, rules),
  ],
  ackedIndex: (rules) => append({ log: [1, 1, 1] }, { prevLogIndex: 1, prevLogTerm: 1 }, rules),
  matchAfterAck: (rules) => {
    const node = nodeOf({ voters: ['S1', 'S2', 'S3', 'S4', 'S5'], log: [1, 1, 1], options: { noOpOnElection: false }, rules });
    elect(node, 0, rules);
    return [2, 1].map((matchIndex) => {
      deliver(node, appendReply({ term: 2, matchIndex }), 0, rules);
      return node.progress['S2']?.matchIndex;
    });
  },
  backtrack: (rules) => [searching(true, rules), searching(false, rules)],
  followerCommit: (rules) => [
    append({ log: [1, 1, 2, 2] }, { term: 3, prevLogIndex: 2, prevLogTerm: 1, leaderCommit: 4 }, rules),
    append({ log: [1, 1] }, { prevLogIndex: 2, prevLogTerm: 1, terms: [1], leaderCommit: 1 }, rules),
  ],
  mayCommit: (rules) => {
    const node = nodeOf({ log: [1], options: { noOpOnElection: false }, rules });
    elect(node, 0, rules);
    deliver(node, appendReply({ term: 2, matchIndex: 1 }), 0, rules);
    const before = node.commitIndex;
    feed(node, { kind: 'propose', request: 1, command: setX }, 0, rules);
    persistAll(node, 0, rules);
    deliver(node, appendReply({ term: 2, matchIndex: 2 }), 0, rules);
    return [before, node.commitIndex];
  },
};

describe('every rule, broken, is seen', () => {
  it.each(brokenVariants.map((variant) => [variant.rule, variant.does, variant.rules] as const))(
    '%s: %s',
    (rule, _does, rules) => {
      const right = scenarios[rule](paperRules);
      expect(scenarios[rule](paperRules)).toEqual(right);
      expect(scenarios[rule](rules)).not.toEqual(right);
    },
  );

  it('each in at least two ways', () => {
    const counts = Object.fromEntries(Object.keys(paperRules).map((rule) => [rule, 0]));
    for (const { rule } of brokenVariants) counts[rule] = (counts[rule] ?? 0) + 1;
    expect(Object.entries(counts).filter(([, count]) => count < 2)).toEqual([]);
  });
});

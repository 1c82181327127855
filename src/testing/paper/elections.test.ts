/** P5.1 and P5.2: terms, and who gets to lead. cases.ts says which cases stand elsewhere. */
import { expect, test } from 'vitest';
import { bootInline, commandNow } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import {
  appendEntries,
  deliver,
  elect,
  feed,
  nodeOf,
  persistAll,
  requestVote,
  requestVoteReply,
} from '../../raft/testNode.ts';
import type { NodeId, RaftNode } from '../../raft/types.ts';
import { Simulation } from '../../simulation/simulation.ts';
import { defaultDisk, defaultNetwork, freshCluster } from '../../trace/run.ts';

const servers = (size: number): NodeId[] => Array.from({ length: size }, (_, i) => `S${i + 1}`);

const inTerm2: Readonly<Record<string, () => RaftNode>> = {
  follower: () => nodeOf({ term: 2, log: [1, 2] }),
  candidate: () => {
    const node = nodeOf({ term: 1, log: [1] });
    feed(node, { kind: 'campaign' });
    persistAll(node);
    return node;
  },
  leader: () => {
    const node = nodeOf({ term: 1, log: [1] });
    elect(node);
    return node;
  },
};

const stale = [requestVote({ term: 1, lastLogIndex: 9, lastLogTerm: 1 }), appendEntries({ term: 1, terms: [1, 1] })];

test.each(Object.keys(inTerm2).flatMap((role) => stale.map((request) => [role, request.type, request] as const)))(
  '§5.1 a %s that receives a request with a stale term number rejects it: %s',
  (role, _type, request) => {
    const node = inTerm2[role]?.() ?? nodeOf();
    expect([node.role, node.currentTerm]).toEqual([role, 2]);
    const before = structuredClone(node);
    const { sendNow, sendAfterPersist, persist } = deliver(node, request);
    expect(node).toEqual(before);
    expect([sendNow, persist]).toEqual([[], []]);
    expect(sendAfterPersist).toMatchObject([{ to: 'S2', term: 2, ...('entries' in request ? { success: false } : { voteGranted: false }) }]);
  },
);

test.each([
  ['for the first time', {}],
  ['with a log and a vote on its disk', { term: 7, votedFor: 'S1', log: [1, 4, 7] }],
  ['alone', { voters: ['S1'] }],
] as const)('§5.2 a server that starts up begins as a follower: %s', (_when, disk) => {
  const node = nodeOf(disk);
  expect([node.role, node.leaderId, node.heartbeatDeadline]).toEqual(['follower', null, null]);
  expect(node.electionDeadline).not.toBeNull();
});

const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9];

test.each(sizes.flatMap((size) => Array.from({ length: size }, (_, others) => [size, others] as const)))(
  '§5.2 in a cluster of %i a candidate with the votes of %i others and its own leads if that is a majority',
  (size, others) => {
    const node = nodeOf({ voters: servers(size) });
    feed(node, { kind: 'campaign' });
    persistAll(node);
    servers(size).slice(1).forEach((from, i) => deliver(node, requestVoteReply({ from, voteGranted: i < others })));
    expect(node.role).toBe(2 * (others + 1) > size ? 'leader' : 'candidate');
    // In one round: nobody had to be asked a second time.
    expect(node.currentTerm).toBe(1);
  },
);

test.each([
  [[], 0, 0],
  [[1], 1, 1],
  [[1, 2], 2, 2],
  [[1, 2, 2], 3, 2],
] as const)('§5.4.1 a vote request says what the candidate’s log ends with: terms %j, last index %i, last term %i', (terms, lastLogIndex, lastLogTerm) => {
  const node = nodeOf();
  // The entries come from a leader, and nobody has heard that they are committed.
  deliver(node, appendEntries({ term: 2, terms }));
  persistAll(node);
  const { sendAfterPersist } = feed(node, { kind: 'timer' }, 1000);
  expect(sendAfterPersist).toEqual(
    ['S2', 'S3'].map((to) => requestVote({ from: 'S1', to, term: 3, lastLogIndex, lastLogTerm })),
  );
});

test('§5.2 the winner stops others: after its heartbeat nobody of its term campaigns or votes', () => {
  const leader = nodeOf({ voters: servers(5) });
  const beats = elect(leader);
  for (const beat of beats) {
    const node = nodeOf({ id: beat.to, voters: servers(5) });
    feed(node, { kind: 'campaign' });
    deliver(node, beat);
    expect([node.role, node.leaderId, node.currentTerm]).toEqual(['follower', 'S1', 1]);
  }
});

test('§5.2 a candidate starts each election with a timeout of its own, from the fixed interval', () => {
  const node = nodeOf({ options: { electionTimeoutMs: [150, 300] } });
  const drawn = new Set<number>();
  for (let election = 0; election < 200; election += 1) {
    feed(node, { kind: 'campaign' }, 1000 * election);
    expect(node.electionTimeoutMs >= 150 && node.electionTimeoutMs <= 300).toBe(true);
    drawn.add(node.electionTimeoutMs);
  }
  expect(drawn.size).toBeGreaterThan(190);
});

/** The timeouts that five servers have drawn, the least first. */
function timeouts(seed: number, asCandidates: boolean): number[] {
  const simulation = Simulation.create({ seed, cluster: freshCluster(5), network: defaultNetwork, disk: defaultDisk });
  const host = new InlineHost();
  bootInline(simulation, host);
  if (asCandidates) for (const node of servers(5)) commandNow(simulation, host, { type: 'campaign', node });
  return simulation.observed.map(({ node }) => node?.electionTimeoutMs ?? 0).sort((a, b) => a - b);
}

test.each([
  ['followers', false],
  ['candidates', true],
])('§5.2 of five %s in most cases a single one times out before its requests reach the others', (_who, asCandidates) => {
  const rounds = 1000;
  const messageMs = 5;
  let split = 0;
  for (let seed = 1; seed <= rounds; seed += 1) {
    const [first = 0, second = 0] = timeouts(seed, asCandidates);
    if (second - first < messageMs) split += 1;
  }
  // Five draws from 150 ms, none of the other four within 5 ms of the least: 1 − (1 − 5/150)⁵ is 16 %.
  expect(split / rounds).toBeGreaterThan(0.1);
  expect(split / rounds).toBeLessThan(0.22);
});

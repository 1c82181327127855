import { describe, expect, it } from 'vitest';
import {
  appendEntries,
  appendReply,
  deliver,
  elect,
  entriesOf,
  feed,
  nodeOf,
  noteOf,
  persistAll,
  requestVote,
  termsOf,
  whats,
} from './testNode.ts';
import { paperRules, type Rules, type TruncationFacts } from './rules.ts';
import type { AppendEntriesReply, Outcome, RaftNode, Term } from './types.ts';

function replyOf(outcome: Outcome): AppendEntriesReply {
  const reply = outcome.sendAfterPersist[0];
  if (reply?.type !== 'AppendEntriesReply') throw new Error('no reply to the append');
  expect(outcome.sendNow).toEqual([]);
  return reply;
}

describe('the append table of RAFT.md, follower 1 2', () => {
  const table: readonly [prevLogTerm: Term, prevLogIndex: number, terms: Term[], after: Term[] | null][] = [
    [2, 2, [3], [1, 2, 3]],
    [1, 1, [3, 4], [1, 3, 4]],
    [0, 0, [1], [1, 2]],
    [0, 0, [3], [3]],
    [0, 0, [], [1, 2]],
    [2, 2, [], [1, 2]],
    [2, 1, [3], null],
    [3, 3, [4], null],
    [0, 1, [4], null],
  ];

  it.each(table)('P5.3: prev (term %d, index %d) + %j gives %j', (prevLogTerm, prevLogIndex, terms, after) => {
    const node = nodeOf({ log: [1, 2] });
    const outcome = deliver(node, appendEntries({ term: 4, prevLogTerm, prevLogIndex, terms }));
    const reply = replyOf(outcome);
    expect(reply).toMatchObject({ success: after !== null, prevLogIndex, term: 4 });
    expect(termsOf(node)).toEqual(after ?? [1, 2]);
    expect(node.log.entries.map(({ index }) => index)).toEqual(node.log.entries.map((_, i) => i + 1));
    if (after !== null) expect(reply.matchIndex).toBe(prevLogIndex + terms.length);
  });
});

describe('taking entries', () => {
  it('P5.3: a late, shorter message never shortens the log, whatever it carries', () => {
    const node = nodeOf({ log: [1, 1, 1, 1, 1] });
    const before = termsOf(node);
    for (let prevLogIndex = 0; prevLogIndex <= 5; prevLogIndex += 1) {
      for (let count = 0; prevLogIndex + count <= 5; count += 1) {
        const terms = new Array<Term>(count).fill(1);
        const outcome = deliver(node, appendEntries({ prevLogIndex, prevLogTerm: Math.min(prevLogIndex, 1), terms }));
        expect(termsOf(node)).toEqual(before);
        expect(outcome.persist).toEqual([]);
        // It proves no more than it carries, however much more the log holds.
        expect(replyOf(outcome)).toMatchObject({ success: true, matchIndex: prevLogIndex + count });
      }
    }
  });

  it('P5.3: the same message twice changes nothing the second time', () => {
    const node = nodeOf();
    const message = appendEntries({ terms: [1, 1] });
    deliver(node, message);
    persistAll(node);
    const again = deliver(node, message);
    expect(again.persist).toEqual([]);
    expect(noteOf(again, 'appended')).toEqual({ from: 3, to: 2, already: 2 });
  });

  it('P5.3: cuts from the first conflict only, and says what was there', () => {
    const node = nodeOf({ log: [1, 2, 2, 2] });
    const outcome = deliver(node, appendEntries({ term: 3, prevLogIndex: 1, prevLogTerm: 1, terms: [2, 3] }));
    expect(termsOf(node)).toEqual([1, 2, 3]);
    expect(noteOf(outcome, 'truncated')).toEqual({ from: 3, to: 4, haveTerm: 2, newTerm: 3 });
    expect(noteOf(outcome, 'appended')).toEqual({ from: 3, to: 3, already: 1 });
    expect(outcome.persist).toEqual([
      { id: 1, hardState: { currentTerm: 3, votedFor: null }, truncateFrom: 3, snapshot: null, append: entriesOf([3], 3) },
    ]);
  });

  it('P5.1: an earlier leader is refused and changes nothing but hears the term', () => {
    const node = nodeOf({ log: [1, 2], term: 5 });
    const outcome = deliver(node, appendEntries({ term: 2, terms: [2] }));
    expect(replyOf(outcome)).toMatchObject({ success: false, term: 5 });
    expect([termsOf(node), node.leaderId]).toEqual([[1, 2], null]);
    expect(noteOf(outcome, 'appendRefused')).toMatchObject({ messageTerm: 2, currentTerm: 5 });
    expect(replyOf(outcome)).toMatchObject({ conflictTerm: null, conflictIndex: 3 });
  });

  it('P5.2: a candidate that hears the leader of its own term follows it', () => {
    const node = nodeOf();
    feed(node, { kind: 'campaign' });
    const outcome = deliver(node, appendEntries());
    expect(whats(outcome)).toEqual(['steppedDown', 'leaderKnown', 'heartbeatAccepted']);
    expect([node.role, node.leaderId, node.votes]).toEqual(['follower', 'S2', {}]);
    expect(noteOf(outcome, 'steppedDown')).toEqual({ from: 'candidate', currentTerm: 1, messageTerm: 1 });
    // Its term and its vote are what they were.
    expect(outcome.persist).toEqual([]);
  });

  it('P5.2: two leaders of one term cannot be: the node stops rather than go on', () => {
    const node = nodeOf();
    elect(node);
    expect(() => deliver(node, appendEntries())).toThrow(/S1 leads term 1 and hears S2 lead it too/);
  });

  it('P5.2: says of each heartbeat whose it is', () => {
    const node = nodeOf();
    const heard = ([['S2', 1], ['S2', 1], ['S3', 2], ['S3', 3], ['S2', 3]] as const).map(([from, term]) => {
      if (term === 3) node.leaderId = null;
      return noteOf(deliver(node, appendEntries({ from, term })), 'heartbeatAccepted');
    });
    expect(heard).toEqual([
      { leader: 'S2', term: 1 },
      { leader: 'S2', term: 1 },
      { leader: 'S3', term: 2 },
      { leader: 'S3', term: 3 },
      { leader: 'S2', term: 3 },
    ]);
    expect(noteOf(deliver(nodeOf(), appendEntries()), 'leaderKnown')).toEqual({ leader: 'S2', term: 1 });
  });

  it('P5.3: what takes an entry’s place is the entry of the message, of whichever term', () => {
    const outcome = deliver(nodeOf({ log: [1, 2] }), appendEntries({ term: 5, prevLogIndex: 1, prevLogTerm: 1, terms: [3, 4] }));
    expect(noteOf(outcome, 'truncated')).toEqual({ from: 2, to: 2, haveTerm: 2, newTerm: 3 });
    const broken: Rules = { ...paperRules, truncationPoint: ({ prevLogIndex }) => prevLogIndex + 1 };
    const heartbeat = deliver(nodeOf({ log: [1, 2] }), appendEntries({ term: 5, prevLogIndex: 1, prevLogTerm: 1, terms: [] }), 0, broken);
    expect(whats(heartbeat)).not.toContain('truncated');
  });

  it('P5.3: a learner takes entries as a follower does', () => {
    const node = nodeOf({ id: 'S4', learners: ['S4'] });
    expect(replyOf(deliver(node, appendEntries({ to: 'S4', terms: [1] }))).success).toBe(true);
    expect([node.role, termsOf(node)]).toEqual(['learner', [1]]);
  });
});

describe('after compaction', () => {
  /** Entries 1–5 of term 1, of which 1–3 are compacted. */
  function compacted(): RaftNode {
    const node = nodeOf({ log: [1, 1, 1, 1, 1], commitIndex: 4 });
    feed(node, { kind: 'compact', upTo: 3 });
    persistAll(node);
    return node;
  }

  it('P7: what is compacted was committed, so it agrees: only what comes after it is taken', () => {
    const node = compacted();
    const outcome = deliver(node, appendEntries({ prevLogIndex: 1, prevLogTerm: 1, terms: [1, 1, 1, 1, 1] }));
    expect(replyOf(outcome)).toMatchObject({ success: true, matchIndex: 6 });
    expect(noteOf(outcome, 'appended')).toEqual({ from: 6, to: 6, already: 4 });
    expect(outcome.persist).toMatchObject([{ truncateFrom: null, append: entriesOf([1], 6) }]);
  });

  it('P7: nor are terms compared there: a message that begins before proves no conflict', () => {
    const node = compacted();
    const outcome = deliver(node, appendEntries({ term: 9, prevLogIndex: 0, prevLogTerm: 0, terms: [8, 8, 8, 1] }));
    expect([replyOf(outcome).success, node.log.snapshotIndex, termsOf(node)]).toEqual([true, 3, [1, 1]]);
    const further = compacted();
    deliver(further, appendEntries({ term: 9, prevLogIndex: 2, prevLogTerm: 1, terms: [8, 1] }));
    expect([further.log.snapshotIndex, termsOf(further)]).toEqual([3, [1, 1]]);
    expect(noteOf(outcome, 'appended')).toEqual({ from: 5, to: 4, already: 4 });
  });

  it('P5.3: at the snapshot’s end they are', () => {
    const outcome = deliver(compacted(), appendEntries({ term: 9, prevLogIndex: 3, prevLogTerm: 2 }));
    expect(noteOf(outcome, 'appendRefused')).toMatchObject({ prevLogIndex: 3, prevLogTerm: 2, haveTerm: 1 });
  });
});

describe('the rule where to cut', () => {
  it('P5.3: is told the first conflict, or that there is none', () => {
    const told: TruncationFacts[] = [];
    const rules: Rules = {
      ...paperRules,
      truncationPoint: (facts) => {
        told.push(facts);
        return facts.firstConflict;
      },
    };
    const node = nodeOf({ log: [1, 1, 1] });
    deliver(node, appendEntries({ term: 2, prevLogIndex: 1, prevLogTerm: 1, terms: [1, 1, 2] }), 0, rules);
    deliver(node, appendEntries({ term: 3, prevLogIndex: 2, prevLogTerm: 1, terms: [1, 3] }), 0, rules);
    expect(told).toEqual([
      { firstConflict: null, prevLogIndex: 1, lastLogIndex: 3, snapshotIndex: 0 },
      { firstConflict: 4, prevLogIndex: 2, lastLogIndex: 4, snapshotIndex: 0 },
    ]);
  });

  it('P5.3: broken, cuts nothing where nothing is', () => {
    const rules: Rules = { ...paperRules, truncationPoint: ({ prevLogIndex }) => prevLogIndex + 1 };
    const outcome = deliver(nodeOf({ log: [1] }), appendEntries({ prevLogIndex: 1, prevLogTerm: 1, terms: [1] }), 0, rules);
    expect(whats(outcome)).not.toContain('truncated');
  });
});

describe('the refusal’s hint', () => {
  it('P5.3: beyond the end: where the log ends', () => {
    const reply = replyOf(deliver(nodeOf({ log: [1, 1] }), appendEntries({ term: 2, prevLogIndex: 7, prevLogTerm: 2 })));
    expect(reply).toMatchObject({ success: false, conflictTerm: null, conflictIndex: 3 });
  });

  it('P5.3: another term there: that term and its first index', () => {
    const node = nodeOf({ log: [1, 2, 2, 2, 3] });
    const reply = replyOf(deliver(node, appendEntries({ term: 4, prevLogIndex: 4, prevLogTerm: 3 })));
    expect(reply).toMatchObject({ success: false, conflictTerm: 2, conflictIndex: 2 });
  });
});

describe('the order of disk and answer', () => {
  it('P Fig. 2: an acknowledgement waits for the disk, with the entries in one write', () => {
    const outcome = deliver(nodeOf(), appendEntries({ terms: [1, 1] }));
    expect(outcome.sendNow).toEqual([]);
    expect(outcome.sendAfterPersist).toHaveLength(1);
    expect(outcome.persist).toEqual([
      { id: 1, hardState: { currentTerm: 1, votedFor: null }, truncateFrom: null, snapshot: null, append: entriesOf([1, 1]) },
    ]);
  });

  it('P Fig. 2: a vote waits for the disk, with its term in one write', () => {
    const outcome = deliver(nodeOf(), requestVote());
    expect(outcome.sendNow).toEqual([]);
    expect(outcome.sendAfterPersist).toHaveLength(1);
    expect(outcome.persist).toEqual([
      { id: 1, hardState: { currentTerm: 1, votedFor: 'S2' }, truncateFrom: null, snapshot: null, append: [] },
    ]);
  });

  it('P Fig. 2: where term and vote are written apart, a bug, the log goes with the last write', () => {
    const rules: Rules = { ...paperRules, hardStateWrites: (state) => [{ ...state, votedFor: null }, state] };
    const node = nodeOf({ log: [1, 1] });
    deliver(node, appendEntries({ term: 2, prevLogIndex: 1, prevLogTerm: 1, terms: [2] }), 0, rules);
    expect(node.writes).toEqual([
      { id: 1, lastIndex: 1, selfVoteTerm: null },
      { id: 2, lastIndex: 2, selfVoteTerm: null },
    ]);
    const campaigning = nodeOf();
    const { persist } = feed(campaigning, { kind: 'campaign' }, 0, rules);
    expect(persist).toMatchObject([{ hardState: { votedFor: null } }, { hardState: { votedFor: 'S1' } }]);
    const cut = deliver(nodeOf({ log: [1, 1] }), appendEntries({ term: 2, prevLogIndex: 1, prevLogTerm: 1, terms: [2] }), 0, rules);
    expect(cut.persist).toMatchObject([
      { truncateFrom: null, append: [] },
      { truncateFrom: 2, append: entriesOf([2], 2) },
    ]);
    expect(campaigning.writes.map(({ selfVoteTerm }) => selfVoteTerm)).toEqual([null, 1]);
  });

  it('P Fig. 2: the rule of what is written is told what was and what is', () => {
    const told: unknown[] = [];
    const rules: Rules = {
      ...paperRules,
      hardStateWrites: (...states) => {
        told.push(states);
        return [states[0]];
      },
    };
    deliver(nodeOf({ term: 1, votedFor: 'S3' }), requestVote({ term: 2 }), 0, rules);
    expect(told).toEqual([[{ currentTerm: 2, votedFor: 'S2' }, { currentTerm: 1, votedFor: 'S3' }]]);
  });

  it('P Fig. 2: a vote that a broken rule takes back is taken back on disk, too', () => {
    const rules: Rules = { ...paperRules, voteAfterTermChange: () => null };
    const node = nodeOf();
    feed(node, { kind: 'campaign' }, 0, rules);
    expect(deliver(node, appendEntries(), 0, rules).persist).toMatchObject([{ hardState: { currentTerm: 1, votedFor: null } }]);
  });

  it('P Fig. 2: an answer that repeats a promise still waits for the write that carries it', () => {
    const node = nodeOf();
    deliver(node, requestVote());
    const again = deliver(node, requestVote());
    expect([again.sendNow, again.persist]).toEqual([[], []]);
    expect(again.sendAfterPersist).toHaveLength(1);
  });

  it('P Fig. 2: nothing is written when nothing persistent changed', () => {
    const node = nodeOf({ term: 1, log: [1] });
    expect(deliver(node, appendEntries({ prevLogIndex: 1, prevLogTerm: 1 })).persist).toEqual([]);
    expect(deliver(node, appendReply()).persist).toEqual([]);
  });

  it('P Fig. 2: durableIndex follows the writes, also across a cut that a later write carries', () => {
    const node = nodeOf({ log: [1] });
    deliver(node, appendEntries({ prevLogIndex: 1, prevLogTerm: 1, terms: [1, 1, 1] }));
    expect(node.durableIndex).toBe(1);
    deliver(node, appendEntries({ from: 'S3', term: 2, prevLogIndex: 2, prevLogTerm: 1, terms: [2] }));
    expect([termsOf(node), node.durableIndex]).toEqual([[1, 1, 2], 1]);
    // The first write has put 2–4 on disk, of which 3 and 4 are cut by now.
    feed(node, { kind: 'persisted', write: 1 });
    expect(node.durableIndex).toBe(2);
    feed(node, { kind: 'persisted', write: 2 });
    expect(node.durableIndex).toBe(3);
  });

  it('P Fig. 2: a cut takes durability back at once', () => {
    const node = nodeOf({ log: [1, 1, 1] });
    deliver(node, appendEntries({ term: 2, prevLogIndex: 1, prevLogTerm: 1, terms: [2] }));
    expect(node.durableIndex).toBe(1);
    persistAll(node);
    expect(node.durableIndex).toBe(2);
  });
});

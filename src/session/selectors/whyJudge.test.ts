import { describe, expect, it } from 'vitest';
import type { Message } from '../../raft/types.ts';
import { defaultOptions } from '../../trace/run.ts';
import { appendEntries, appendEntriesReply, noOps, requestVote, requestVoteReply } from '../../trace/testEvent.ts';
import { judge } from './whyJudge.ts';
import { cutBetween, pictured, progressOf } from './whyTestCluster.ts';

const frame = pictured();
const told = (message: Message, of = frame) => judge(of, message, defaultOptions);
const decided = (message: Message, of = frame) =>
  told(message, of).checks.filter((check) => check.state === 'decides').map((check) => [check.section, check.value]);

describe('an AppendEntries that arrives now', () => {
  const fromOld = appendEntries({ from: 'S3', to: 'S2', term: 2, prevLogIndex: 15, prevLogTerm: 2, entries: noOps(16, 18, 2), leaderCommit: 15 });

  it('is refused for its term, and what that saves is said', () => {
    const judgement = told(fromOld);
    expect(judgement.text).toBe('S2 would refuse it: it speaks for term 2, and S2 is already in term 4.');
    expect(judgement.brief).toBe('S2 refuses');
    expect(decided(fromOld)).toEqual([['P5.1', '2 < 4']]);
    expect(judgement.checks.filter((check) => check.state === 'moot').map((check) => check.value)).toEqual([
      '15, t2 would pass',
      'would delete 16–19',
    ]);
    expect(judgement.remark).toBe('The term alone keeps 3 committed entries safe here.');
  });

  it('is refused where the logs do not meet', () => {
    const other = appendEntries({ from: 'S5', to: 'S3', term: 4, prevLogIndex: 18, prevLogTerm: 4 });
    expect(told(other).text).toBe(
      'S3 would refuse it: it builds on entry 18 of term 4, and S3 has term 2 there. First it would take over term 4 and become a follower.',
    );
    expect(decided(other)).toEqual([['P5.3', '18: t4 ≠ t2']]);
    const beyond = appendEntries({ from: 'S5', to: 'S4', term: 4, prevLogIndex: 18, prevLogTerm: 4 });
    expect(decided(beyond)).toEqual([['P5.3', '18 > 17']]);
  });

  it('deletes what conflicts, appends, and commits what it proves', () => {
    const repair = appendEntries({
      from: 'S5', to: 'S4', term: 4, prevLogIndex: 15, prevLogTerm: 2, leaderCommit: 18,
      entries: [...noOps(16, 17, 3), ...noOps(18, 19, 4)],
    });
    expect(told(repair).text).toBe('S4 would delete entries 16–17, append entries 16–19 and commit up to 18. First it would take over term 4.');
    expect(decided(repair)).toEqual([['P5.3', 'deletes 16–17']]);
    expect(told(repair).brief).toBe('S4 deletes 16–17');
  });

  it('never shortens a log that only is longer', () => {
    const late = appendEntries({ from: 'S5', to: 'S2', term: 4, prevLogIndex: 17, prevLogTerm: 3, entries: noOps(18, 18, 4), leaderCommit: 18 });
    expect(told(late).text).toBe('S2 would accept it: it already has 1 entry.');
    expect(decided(late)).toEqual([]);
  });

  it('is a heartbeat when it carries nothing', () => {
    const beat = appendEntries({ from: 'S5', to: 'S1', term: 4, prevLogIndex: 18, prevLogTerm: 4, leaderCommit: 18 });
    expect(told(beat).text).toBe('S1 would accept the heartbeat and restart its election timer.');
    const lagging = pictured({ S1: { commitIndex: 17 } });
    expect(told(beat, lagging).text).toBe('S1 would accept the heartbeat, restart its election timer and commit up to 18.');
  });

  it('is not heard when the node is down or the link is cut, and waits when it is paused', () => {
    const beat = appendEntries({ from: 'S5', to: 'S1', term: 4 });
    expect(told(beat, pictured({ S1: { status: 'down' } })).text).toBe('Nobody would hear it: S1 is down.');
    expect(told(beat, pictured({}, { cuts: cutBetween(['S5'], ['S1']) })).text).toBe('Nobody would hear it: the link from S5 to S1 is cut.');
    expect(told(beat, pictured({ S1: { status: 'paused' } })).remark).toMatch(/^S1 is paused/);
  });
});

describe('an answer to an AppendEntries', () => {
  it('of a higher term ends a leadership', () => {
    expect(told(appendEntriesReply()).text).toBe('S3 would step down: it leads term 2, and the answer carries term 4.');
    expect(told(appendEntriesReply()).brief).toBe('S3 becomes a follower');
    expect(decided(appendEntriesReply())).toEqual([['P5.1', '4 > 2']]);
  });

  const ack = appendEntriesReply({ from: 'S1', to: 'S5', success: true, matchIndex: 19, term: 4 });
  it('commits when it completes a majority of the leader’s own term, and not before', () => {
    expect(told(ack).text).toBe('S5 would know that S1 holds its log up to 19.');
    const almost = pictured({ S5: { progress: { S1: progressOf(20, 18), S2: progressOf(20, 19), S3: progressOf(18, 0), S4: progressOf(18, 0) } } });
    expect(told(ack, almost).text).toBe('S5 would commit up to 19: with S1’s copy it is on a majority of disks.');
    const foreign = pictured({ S5: { ...almost.nodes[4], currentTerm: 5 } });
    expect(told({ ...ack, term: 5 }, foreign).text).toBe(
      'S5 would not commit 19 yet: it is of term 4, and S5 counts copies of term 5 only.',
    );
  });

  it('counts the leader’s own copy only once it is on disk', () => {
    const unwritten = pictured({
      S5: { durableIndex: 18, progress: { S1: progressOf(20, 18), S2: progressOf(20, 19), S3: progressOf(18, 0), S4: progressOf(18, 0) } },
    });
    expect(told(ack, unwritten).text).toBe('S5 would know that S1 holds its log up to 19.');
  });

  it('that comes late teaches nothing', () => {
    expect(told({ ...ack, matchIndex: 17 }).text).toBe('S5 would learn nothing new: matchIndex for S1 is 18 already.');
    expect(told({ ...ack, term: 3 }).text).toBe('S5 would ignore it: it answers term 3, and S5 is in term 4.');
  });

  it('that refuses moves nextIndex back, by a term or by one', () => {
    const refusal = appendEntriesReply({ from: 'S3', to: 'S5', term: 4, prevLogIndex: 17, conflictTerm: 2, conflictIndex: 14 });
    expect(told(refusal).text).toBe('S5 would move nextIndex for S3 back from 18 to 16 and try again.');
    expect(judge(frame, refusal, { ...defaultOptions, fastBacktracking: false }).checks[0]?.value).toBe('18 → 17');
  });
});

describe('a vote request', () => {
  const ask = requestVote({ from: 'S4', to: 'S1', term: 5, lastLogIndex: 17, lastLogTerm: 2 });
  it('is refused to the log that is less up to date, although its term is taken over', () => {
    expect(told(ask).text).toBe(
      'S1 would refuse S4 its vote: S4’s log ends with term 2 at 17, its own with term 4 at 18. First it would take over term 5.',
    );
    expect(decided(ask)).toEqual([['P5.4.1', 't2@17 < t4@18']]);
  });

  it('is granted in a new term although the node voted in the one before', () => {
    expect(told({ ...ask, lastLogTerm: 4, lastLogIndex: 18 }).brief).toBe('S1 votes for S4');
    expect(told({ ...ask, term: 4, lastLogTerm: 4, lastLogIndex: 18 }).text).toMatch(/in term 4 it has voted for S5/);
    expect(decided({ ...ask, term: 3 })).toEqual([['P5.1', '3 < 4']]);
  });

  it('and its answer count towards a majority', () => {
    const candidate = pictured({ S1: { role: 'candidate', currentTerm: 5, votes: { S1: true, S2: true } } });
    const yes = requestVoteReply({ from: 'S5', to: 'S1', term: 5 });
    expect(told(yes, candidate).text).toBe('S1 would become leader of term 5: it has 3 of the 3 votes it needs.');
    expect(told({ ...yes, from: 'S2' }, candidate).text).toBe('S1 would ignore it: S2 has answered already.');
    expect(told({ ...yes, voteGranted: false }, candidate).text).toBe('S1 would still have 2 of the 3 votes it needs.');
  });
});

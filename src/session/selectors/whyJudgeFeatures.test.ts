import { describe, expect, it } from 'vitest';
import type { Configuration, Message, RaftOptions } from '../../raft/types.ts';
import { defaultOptions } from '../../trace/run.ts';
import {
  appendEntriesReply,
  installSnapshot,
  installSnapshotReply,
  preVote,
  preVoteReply,
  requestVote,
  requestVoteReply,
  timeoutNow,
} from '../../trace/testEvent.ts';
import type { NodeFrame } from '../frame.ts';
import { judge } from './whyJudge.ts';
import { pictured, progressOf } from './whyTestCluster.ts';

const at = (own: Partial<NodeFrame>, id = 'S2') => pictured({ [id]: own });
const told = (message: Message, of = pictured(), options: Partial<RaftOptions> = {}) => judge(of, message, { ...defaultOptions, ...options });
const decided = (message: Message, of = pictured(), options: Partial<RaftOptions> = {}) =>
  told(message, of, options).checks.filter((check) => check.state === 'decides').map((check) => [check.section, check.value]);
const heard = { leaderHeardAt: 12_460 };
const joint: Configuration = { voters: ['S1', 'S2', 'S3'], votersOutgoing: ['S3', 'S4', 'S5'], learners: [] };

describe('a vote request while a leader is heard', () => {
  const ask = requestVote({ from: 'S4', term: 5, lastLogIndex: 30, lastLogTerm: 4 });
  it('is passed over with CheckQuorum, its term with it', () => {
    expect(told(ask, at(heard), { checkQuorum: true }).text).toBe('S2 would ignore it, its term as well: it heard S5 lead 20 ms ago, less than 150 ms.');
    expect(decided(ask, at(heard), { checkQuorum: true })).toEqual([['P6, T4.2.3', '20 ms < 150 ms']]);
  });

  it('is answered without CheckQuorum, after that time, and when the leader itself asked for it', () => {
    expect(told(ask, at(heard)).brief).toBe('S2 votes for S4');
    expect(told(ask, at({ leaderHeardAt: 12_330 }), { checkQuorum: true }).brief).toBe('S2 votes for S4');
    const asked = told({ ...ask, transfer: true }, at(heard), { checkQuorum: true });
    expect(asked.brief).toBe('S2 votes for S4');
    expect(asked.remark).toMatch(/leader itself asked/);
  });

  it('counts that time on the node’s own clock, and a leader by its majority', () => {
    expect(told(ask, at({ ...heard, clockRate: 10 }), { checkQuorum: true }).brief).toBe('S2 votes for S4');
    const toLeader = { ...ask, to: 'S5' };
    const lively = Object.fromEntries(['S1', 'S2', 'S3', 'S4'].map((id) => [id, { ...progressOf(20, 18), heardAt: 12_450 }]));
    expect(told(toLeader, at({ progress: lively }, 'S5'), { checkQuorum: true }).text).toMatch(/it leads, and a majority answered it 30 ms ago/);
    expect(told(toLeader, pictured(), { checkQuorum: true }).brief).toBe('S5 votes for S4');
  });
});

describe('a pre-vote', () => {
  const ask = preVote({ from: 'S4', term: 5, lastLogIndex: 30, lastLogTerm: 4 });
  it('is promised by the log, and changes nothing', () => {
    const judgement = told(ask);
    expect(judgement.text).toBe('S2 would say yes to S4 for term 5: S4’s log ends with term 4 at 30, its own with term 4 at 19.');
    expect(judgement.remark).toBe('Either way no term and no vote changes: it is only asked.');
    expect(decided({ ...ask, lastLogTerm: 3 })).toEqual([['P5.4.1', 't3@30 < t4@19']]);
  });

  it('is refused for its term, and while a leader is heard', () => {
    expect(told({ ...ask, term: 3 }).text).toBe('S2 would say no to S4 for term 3: it is in term 4 already.');
    expect(decided(ask, at(heard))).toEqual([['P6, T4.2.3', '20 ms < 150 ms']]);
    expect(told({ ...ask, term: 4 }).text).toBe('S2 would say no to S4 for term 4: in term 4 it has voted for S5.');
  });

  it('is counted once, and enough of them begin the campaign', () => {
    const asking = at({ role: 'preCandidate', votes: { S2: true, S1: true } });
    const yes = preVoteReply({ from: 'S3', to: 'S2' });
    expect(told(yes, asking).text).toBe('S2 would campaign for term 5: it is promised 3 of the 3 votes it needs.');
    expect(told({ ...yes, voteGranted: false }, asking).text).toBe('S2 would still be promised 2 of the 3 votes it needs.');
    expect(told({ ...yes, from: 'S1' }, asking).text).toBe('S2 would ignore it: S1 has answered already.');
    expect(told({ ...yes, forTerm: 4 }, asking).text).toBe('S2 would ignore it: it is about term 4, and S2 would campaign for term 5 now.');
    expect(told({ ...yes, term: 6 }, asking).text).toBe('S2 would give up its pre-vote and take over term 6: it is in term 4.');
  });
});

describe('a vote in a joint configuration', () => {
  it('needs a majority of each half', () => {
    const candidate = { role: 'candidate', currentTerm: 5, config: joint, votes: { S3: true, S4: true } } as const;
    const yes = requestVoteReply({ from: 'S5', to: 'S2', term: 5 });
    expect(told(yes, at(candidate)).text).toBe('S2 would have a majority of the old half, 1 of the 2 votes it needs from the new.');
    expect(told({ ...yes, from: 'S1' }, at(candidate)).brief).toBe('S2 becomes leader of term 5');
  });
});

describe('TimeoutNow', () => {
  const now = timeoutNow({ from: 'S5', term: 4 });
  it('makes a voter campaign at once', () => {
    expect(told(now).text).toBe('S2 would campaign at once for term 5: S5 hands over its place.');
    expect(decided(now)).toEqual([['T3.10', null]]);
  });

  it('does nothing to who is ahead, leads or has no vote', () => {
    expect(decided({ ...now, term: 3 })).toEqual([['P5.1', '3 < 4']]);
    expect(told({ ...now, to: 'S5' }).text).toBe('S5 would ignore it: it leads already.');
    const listening = at({ role: 'learner', config: { voters: ['S1'], votersOutgoing: [], learners: ['S2'] } });
    expect(told(now, listening).text).toBe('S2 would ignore it: it is no voter of its own configuration.');
  });
});

describe('a chunk of a snapshot', () => {
  const chunk = installSnapshot({ from: 'S5', to: 'S4', term: 4, lastIncludedIndex: 18, lastIncludedTerm: 4, data: 'x'.repeat(40), done: false });
  const S4 = { currentTerm: 4, leaderId: 'S5' } as const;
  const incoming = { leader: 'S5', lastIncludedIndex: 18, lastIncludedTerm: 4, bytes: 40, total: 84 };

  it('is kept when it is the one that is waited for', () => {
    expect(told(chunk, at(S4, 'S4')).text).toBe('S4 would keep characters 1–40 and ask for the next chunk.');
    const second = { ...chunk, offset: 40 };
    expect(told(second, at({ ...S4, incoming }, 'S4')).brief).toBe('S4 keeps the chunk');
    expect(told(second, at(S4, 'S4')).text).toBe('S4 would not use this chunk: it begins with character 41, and S4 waits for character 1.');
    expect(decided(second, at(S4, 'S4'))).toEqual([['P7', '40 ≠ 0']]);
  });

  it('is refused for its term, and needless when nothing in it is new', () => {
    expect(decided({ ...chunk, term: 3 }, at(S4, 'S4'))).toEqual([['P5.1', '3 < 4']]);
    expect(told({ ...chunk, lastIncludedIndex: 15 }, at(S4, 'S4')).text).toBe('S4 would need nothing of it: it has committed up to 15 already.');
  });

  it('installs the snapshot when it is the last; what follows stays only where the logs agree', () => {
    const whole = { ...chunk, done: true };
    expect(told(whole, at(S4, 'S4')).text).toBe('S4 would install the snapshot through 18: its log ends before that.');
    const conflict = { ...whole, lastIncludedIndex: 16, lastIncludedTerm: 3 };
    expect(told(conflict, at(S4, 'S4')).text).toBe(
      'S4 would install the snapshot through 16: its log has term 2 there, not 3, so all of it goes, the entry after it as well.',
    );
    expect(decided({ ...whole, lastIncludedIndex: 16, lastIncludedTerm: 2 }, at(S4, 'S4'))).toEqual([['P7, Fig. 13', 't2 = t2']]);
  });
});

describe('the answer to a chunk', () => {
  const sending = { ...progressOf(5, 0), state: 'snapshot', snapshotIndex: 12, snapshotOffset: 0 } as const;
  const leader = at({ progress: { S4: sending } }, 'S5');
  const answer = installSnapshotReply({ from: 'S4', to: 'S5', term: 4, installed: false, nextOffset: 40 });

  it('asks for the next, once', () => {
    expect(told(answer, leader).text).toBe('S5 would send S4 the next chunk, from character 41 on.');
    expect(told({ ...answer, nextOffset: 0 }, leader).text).toBe('S5 would do nothing: that chunk is on its way already.');
    expect(told({ ...answer, term: 3 }, leader).text).toBe('S5 would ignore it: it answers term 3, and S5 is in term 4.');
  });

  it('is an acknowledgement once the snapshot is installed', () => {
    const judgement = told({ ...answer, installed: true }, leader);
    expect(judgement.text).toBe('S5 would know that S4 holds its log up to 12.');
    expect(judgement.remark).toBe('From entry 13 on S4 gets entries again.');
  });
});

describe('what else an acknowledgement makes possible', () => {
  const ack = appendEntriesReply({ from: 'S1', to: 'S5', term: 4, success: true, matchIndex: 19, round: 7 });
  const progress = { S1: progressOf(20, 18), S2: { ...progressOf(20, 18), ackedRound: 7 }, S3: progressOf(18, 0), S4: progressOf(18, 0) };
  const read = { request: 1, key: 'x', mode: 'readIndex', readIndex: 18, round: 7 } as const;

  it('answers reads that it confirms, and no others', () => {
    const asked = { progress, reads: [read], lastApplied: 18, round: 7 };
    expect(told(ack, at(asked, 'S5')).remark).toBe('That confirms round 7: S5 still leads, and answers the read of x.');
    expect(told({ ...ack, round: 6 }, at(asked, 'S5')).remark).toBeNull();
    expect(told(ack, at({ ...asked, lastApplied: 17 }, 'S5')).remark).toBeNull();
  });

  it('lets a transfer go on, and ends a round of catching up', () => {
    const transfer = { request: 1, target: 'S1', told: false, until: null };
    expect(told(ack, at({ progress, transfer }, 'S5')).remark).toBe('Then S1 has everything, and S5 tells it to campaign.');
    expect(told({ ...ack, matchIndex: 18 }, at({ progress, transfer }, 'S5')).remark).toBeNull();
    const config = { voters: ['S2', 'S5'], votersOutgoing: [], learners: [] };
    const change = { request: 1, voters: ['S1', 'S2', 'S5'], learners: [], catchUp: { round: 1, target: 18, beganAt: 0, until: null } };
    expect(told(ack, at({ progress, config, change }, 'S5')).remark).toBe('Then S1 holds what round 1 was about, and all there is.');
  });
});

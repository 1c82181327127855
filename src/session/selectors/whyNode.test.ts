import { describe, expect, it } from 'vitest';
import { note } from '../../raft/notes.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { appendEntries, appendEntriesReply, envelopeOf, noOps, requestVote, requestVoteReply, traceEvent } from '../../trace/testEvent.ts';
import type { Frame } from '../frame.ts';
import { whyEvent, whyNode } from './whyNode.ts';
import { cutBetween, pictured, progressOf } from './whyTestCluster.ts';

const ask = (frame: Frame, id: string, events: readonly TraceEvent[] = []) => {
  const node = frame.nodes.find((each) => each.id === id);
  if (node === undefined) throw new Error(id);
  return whyNode(frame, events, node);
};
const apart = cutBetween(['S5', 'S1', 'S2'], ['S3', 'S4']);
const allMatch = { S1: progressOf(20, 19), S2: progressOf(20, 19), S3: progressOf(18, 0), S4: progressOf(18, 0) };

describe('the question about a leader', () => {
  it('is its first entry that waits, a command before a no-op', () => {
    expect(ask(pictured(), 'S5').question).toBe('Why is x←7 not committed?');
  });

  it('is why it leads when nothing waits', () => {
    const won = traceEvent({ id: 3, node: 'S5', message: envelopeOf(requestVoteReply()), notes: [note('becameLeader', 'quorumSize', { term: 4, votes: 3, needed: 3 })] });
    const frame = pictured({ S5: { commitIndex: 19, progress: allMatch } });
    const answer = ask(frame, 'S5', [won]);
    expect(answer.question).toBe('Why does S5 lead?');
    expect(answer.checks[0]?.value).toBe('≥ 3 of 5');
    expect(answer.chain.at(-1)).toMatchObject({ event: 3, text: 'S5 becomes leader of term 4' });
  });

  it('is why it still believes, when its term is over', () => {
    const reply = appendEntriesReply({ prevLogIndex: 15 });
    const news = envelopeOf(reply, { id: 9, deliverAt: 12_494 });
    const answer = ask(pictured({}, { inFlight: [news], cuts: cutBetween(['S5', 'S1'], ['S3', 'S4']) }), 'S3');
    expect(answer.question).toBe('Why does S3 still think it leads?');
    expect(answer.answer).toBe('No message of a later term has reached it: S1, S2 and S5 are in term 4, and it is in term 2.');
    expect(answer.checks.map((check) => check.value)).toEqual(['4 > 2', '3 of 5', '2 of 5', '3']);
    expect(answer.remark).toBe('It can commit nothing: no majority is left in its term.');
    expect(answer.chain).toMatchObject([{ time: 12_494, text: 'S3 becomes a follower', state: 'expected', message: 9 }]);
  });
});

describe('the question about a candidate', () => {
  it('is what its votes wait for', () => {
    const frame = pictured(
      { S1: { role: 'candidate', currentTerm: 5, votes: { S1: true, S2: false } }, S5: { status: 'down' } },
      { cuts: apart },
    );
    const answer = ask(frame, 'S1');
    expect(answer.question).toBe('Why isn’t S1 leader yet?');
    expect(answer.answer).toBe('It has 1 of the 3 votes it needs in term 5. S3 and S4 are cut off and S5 is down.');
    expect(answer.checks.map((check) => check.value)).toEqual(['1 < 3', 'S1', 'S2']);
  });

  it('says that its own vote waits for the disk', () => {
    const frame = pictured({ S1: { role: 'candidate', currentTerm: 5, votes: {} } });
    expect(ask(frame, 'S1').remark).toBe('Its own vote counts once it is on disk.');
  });
});

describe('the question about a follower', () => {
  const refused = (time: number): TraceEvent =>
    traceEvent({
      id: 10,
      time,
      node: 'S2',
      message: envelopeOf(appendEntries({ entries: noOps(16, 18, 2) })),
      notes: [note('appendRefused', 'isStale', { leader: 'S3', messageTerm: 2, currentTerm: 4, prevLogIndex: 15, prevLogTerm: 2, haveTerm: null, lastLogIndex: 19 })],
    });

  it('is its refusal while that is fresh', () => {
    const fresh = ask(pictured(), 'S2', [refused(12_462)]);
    expect(fresh.question).toBe('Why did S2 refuse S3?');
    expect(fresh.checks).toMatchObject([{ section: 'P5.1', value: '2 < 4', state: 'decides' }]);
    const since = traceEvent({ ...refused(12_470), id: 11, notes: [note('appended', 'matchesPrevious', { from: 16, to: 18, already: 0 })] });
    expect(ask(pictured(), 'S2', [refused(12_462), since]).question).toBe('Why isn’t S2 a candidate?');
    expect(ask(pictured(), 'S2', [refused(11_000)]).question).toBe('Why isn’t S2 a candidate?');
  });

  it('is its lost leadership before everything else', () => {
    const down = traceEvent({ id: 11, time: 12_470, node: 'S2', message: envelopeOf(appendEntries({ term: 4 })), notes: [note('steppedDown', 'stepsDown', { from: 'leader', currentTerm: 2, messageTerm: 4 })] });
    expect(ask(pictured(), 'S2', [refused(12_462), down]).question).toBe('Why did S2 step down?');
  });

  it('is what will be overwritten, then why it is cut off or behind', () => {
    expect(ask(pictured(), 'S4').question).toBe('Why will x←9 be overwritten?');
    const cut = pictured({ S1: { currentTerm: 3 } }, { cuts: cutBetween(['S5'], ['S1']) });
    expect(ask(cut, 'S1').answer).toBe('The link from S5 is cut: S1 has heard nothing of term 4 and is still in term 3.');
    const behind = ask(pictured({ S1: { commitIndex: 17 } }), 'S1');
    expect(behind.question).toBe('Why has S1 applied only 17 of 18?');
    expect(behind.answer).toMatch(/^It has the entries, but hasn’t been told/);
  });

  it('is why nobody leads, and whether it could', () => {
    const none = pictured({ S3: { role: 'follower' }, S5: { status: 'down', role: 'follower' }, S1: { electionAt: 12_520 } });
    const answer = ask(none, 'S1');
    expect(answer.question).toBe('Why is there no leader?');
    expect(answer.answer).toContain('S1’s timer is the next to fire, in 40 ms.');
    expect(answer.checks.at(-1)?.value).toBe('3, needs 3');
    const split = pictured({ S3: { role: 'follower' }, S5: { status: 'down', role: 'follower' } }, { cuts: apart });
    expect(ask(split, 'S1').remark).toBe('S1 can’t win: it reaches no majority.');
    // S4's log ends in term 2, so only S3, whose log is no better in term but longer, is left to refuse it too.
    const poor = pictured({ S3: { role: 'follower' }, S5: { status: 'down', role: 'follower' }, S4: { entries: [] , durableIndex: 12 } });
    expect(ask(poor, 'S4').remark).toBe('S4 can’t win: too many logs are more up to date than its own.');
  });

  it('is what stops a node that is down or paused', () => {
    expect(ask(pictured({ S1: { status: 'down' } }), 'S1').remark).toBe('4 nodes are up, and 3 make a majority: the cluster goes on.');
    expect(ask(pictured({ S1: { status: 'down', error: 'missing: entry 3' } }), 'S1').answer).toBe('It stopped by an error of its own: missing: entry 3');
    expect(ask(pictured({ S1: { status: 'paused' } }), 'S1').question).toBe('Why does S1 do nothing?');
  });
});

describe('an event as an answer', () => {
  it('goes back through messages to the timer that started it', () => {
    const timer = traceEvent({ id: 1, time: 10, kind: 'timer', node: 'S5', notes: [note('electionStarted', 'startElection', { term: 4, timeoutMs: 200 })] });
    const answer = traceEvent({ id: 2, time: 20, node: 'S2', cause: 1, message: envelopeOf(requestVote(), { sentBy: 1, sentAt: 10 }) });
    const disk = traceEvent({ id: 3, time: 21, kind: 'disk', node: 'S2', cause: 2 });
    const won = traceEvent({ id: 4, time: 30, node: 'S5', cause: 3, message: envelopeOf(requestVoteReply(), { sentBy: 3, sentAt: 21 }), notes: [note('becameLeader', 'quorumSize', { term: 4, votes: 2, needed: 2 })] });
    const why = whyEvent([timer, answer, disk, won], won);
    expect(why.chain.map((item) => [item.time, item.text, item.state])).toEqual([
      [10, 'S5’s election timer fires', 'past'],
      [10, 'Vote request, S5 to S2', 'past'],
      [20, 'S5’s vote request reaches S2 and changes nothing', 'past'],
      [21, 'S2’s write is on disk', 'past'],
      [21, 'Vote, S2 to S5', 'past'],
      [30, 'S5 becomes leader of term 4', 'now'],
    ]);
  });
});

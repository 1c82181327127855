import { describe, expect, it } from 'vitest';
import { note } from '../../raft/notes.ts';
import { appendEntries, appendEntriesReply, envelopeOf, traceEvent } from '../../trace/testEvent.ts';
import type { Frame } from '../frame.ts';
import { entryAt } from './cluster.ts';
import { copiesOf } from './whyCopies.ts';
import { placesOf, whyEntry } from './whyEntry.ts';
import { cutBetween, pictured, progressOf } from './whyTestCluster.ts';

const at = (frame: Frame, id: string) => {
  const node = frame.nodes.find((each) => each.id === id);
  if (node === undefined) throw new Error(id);
  return node;
};
const why = (frame: Frame, id: string, index: number, events = [] as Parameters<typeof whyEntry>[1]) => {
  const answer = whyEntry(frame, events, at(frame, id), index);
  if (answer === null) throw new Error(`no entry ${index}`);
  return answer;
};

const x7 = entryAt(at(pictured(), 'S5'), 19);
const carrier = envelopeOf(appendEntries({ from: 'S5', to: 'S1', term: 4, prevLogIndex: 18, entries: x7 === null ? [] : [x7] }), { id: 7, deliverAt: 12_512 });
const waiting = pictured({}, { inFlight: [carrier], cuts: cutBetween(['S5', 'S1', 'S2'], ['S3', 'S4']) });

describe('an entry that is not committed', () => {
  it('says how many copies count and what the others wait for', () => {
    const answer = why(waiting, 'S5', 19);
    expect(answer.question).toBe('Why is x←7 not committed?');
    expect(answer.answer).toBe(
      'Only S5 has it on disk: 1 of the 3 copies it needs. S2 is still writing, S1’s is in flight, and S3 and S4 are cut off.',
    );
    expect(answer.checks.map((check) => check.value)).toEqual([null, '1 of 3', '4 = 4']);
    expect(answer.checks[0]?.section).toBe('P5.3, P5.4.2');
    expect(answer.remark).toBeNull();
  });

  it('tells the same on whichever node it is looked at', () => {
    expect(why(waiting, 'S2', 19).answer).toBe(why(waiting, 'S5', 19).answer);
  });

  it('says what is to be expected, in time', () => {
    const ack = envelopeOf(appendEntriesReply({ from: 'S2', to: 'S5', success: true, matchIndex: 19 }), { id: 8, deliverAt: 12_500 });
    const born = traceEvent({ id: 990, time: 12_431, node: 'S5', kind: 'command', command: { type: 'propose', to: 'S5', command: { set: ['x', '7'] } }, notes: [note('proposed', 'leaderAppends', { index: 19, term: 4, request: 1 })] });
    const chain = why({ ...waiting, inFlight: [carrier, ack] }, 'S5', 19, [born]).chain;
    expect(chain.map((item) => [item.time, item.text, item.state])).toEqual([
      [12_431, 'A client sends set x=7 to S5', 'now'],
      [12_500, 'S5 hears that S2 has it', 'expected'],
      [12_512, 'S1 gets entry 19', 'expected'],
    ]);
  });

  it('says when no majority can answer', () => {
    const alone = pictured({ S1: { status: 'down' } }, { cuts: cutBetween(['S5', 'S1', 'S2'], ['S3', 'S4']) });
    expect(why(alone, 'S5', 19).remark).toBe('Only 2 of 5 voters can answer: no majority, so it waits.');
  });

  it('has enough copies and still may not commit, for its term', () => {
    const counted = { S1: progressOf(20, 19), S2: progressOf(20, 19), S3: progressOf(18, 0), S4: progressOf(18, 0) };
    const later = pictured({ S5: { currentTerm: 5, progress: counted }, S1: { currentTerm: 5 }, S2: { currentTerm: 5 } });
    const answer = why(later, 'S5', 19);
    expect(answer.answer).toBe(
      'S1, S2 and S5 have it on disk: 3 of the 3 copies it needs. But it is of term 4, and S5 leads term 5: it commits only with an entry of term 5.',
    );
    expect(answer.checks.at(-1)?.value).toBe('4 ≠ 5');
    expect(answer.checks[0]?.section).toBe('P5.4.2');
  });

  it('is in nobody’s hand while nobody leads', () => {
    const leaderless = pictured({ S5: { role: 'follower', progress: {} }, S3: { role: 'follower' } });
    expect(why(leaderless, 'S5', 19).answer).toMatch(/^It is on 1 disk, and nobody leads/);
  });
});

describe('the copies a leader counts', () => {
  const states = (frame: Frame) => [...copiesOf(frame, at(frame, 'S5'), 19).states.values()];
  it('need the leader’s own disk', () => {
    expect(states(pictured({ S5: { durableIndex: 18 } }))[4]).toBe('writing');
  });
  it('are known by acknowledgement, not by looking at other disks', () => {
    expect(states(pictured({ S2: { durableIndex: 19 } }))[1]).toBe('answering');
    expect(states(pictured({ S2: { durableIndex: 19 } }, { cuts: [{ from: 'S2', to: 'S5' }] }))[1]).toBe('cut');
  });
  it('say why not even a message is under way', () => {
    const frame = pictured({ S1: { status: 'paused' }, S3: { status: 'down' } }, { cuts: cutBetween(['S5'], ['S4']) });
    expect(states(frame)).toEqual(['paused', 'writing', 'down', 'cut', 'counted']);
    expect(states(pictured())[0]).toBe('unsent');
  });
});

describe('an entry that will be overwritten', () => {
  it('names what is there instead, and that nothing promised is lost', () => {
    const answer = why(pictured(), 'S3', 17);
    expect(answer.question).toBe('Why will z←1 be overwritten?');
    expect(answer.answer).toBe(
      'At 16 an entry of term 3 is committed, and S3 has term 2 there. The first AppendEntries of S5 that both logs can start from deletes 16–18.',
    );
    expect(answer.checks.map((check) => check.value)).toEqual(['t2 ≠ t3', '2 of 5', '3']);
    expect(answer.remark).toMatch(/^Nobody was told/);
  });
});

describe('an entry that is committed', () => {
  it('is on a majority of disks, and says so where the node doesn’t know yet', () => {
    expect(why(pictured(), 'S1', 18).answer).toBe('S1, S2 and S5 have it on disk, and 3 make a majority: no later leader can be elected without it.');
    expect(why(pictured({ S1: { commitIndex: 17 } }), 'S1', 18).answer).toMatch(/S1 itself doesn’t know yet: its commitIndex is 17\.$/);
  });

  it('remembers the moment, and with what it was committed', () => {
    const commit = traceEvent({
      id: 900, time: 11_910, kind: 'disk', node: 'S5',
      notes: [note('commitAdvanced', 'mayCommit', { from: 15, to: 18, copies: 3, needed: 3, leaderCommit: null, proven: null })],
    });
    const answer = why(pictured(), 'S5', 16, [commit]);
    expect(answer.remark).toBe('It was committed together with the entries up to 18.');
    expect(answer.chain.at(-1)?.event).toBe(900);
  });

  it('may be in the snapshot', () => {
    expect(why(pictured(), 'S5', 12).answer).toMatch(/^S5 has compacted its log up to 12/);
  });
});

describe('where an entry stands', () => {
  it('is told per node: disk, memory, another entry, none, snapshot', () => {
    const holds = (id: string, index: number, frame = pictured()) => placesOf(frame, at(frame, id), index).map((place) => place.holds);
    expect(holds('S5', 19)).toEqual(['none', 'memory', 'none', 'none', 'disk']);
    expect(holds('S5', 16)).toEqual(['disk', 'disk', 'other', 'other', 'disk']);
    expect(holds('S5', 12)).toEqual(['snapshot', 'snapshot', 'snapshot', 'snapshot', 'snapshot']);
  });

  it('is nowhere beyond a log’s end', () => {
    const frame = pictured();
    expect(whyEntry(frame, [], at(frame, 'S1'), 19)).toBeNull();
  });
});

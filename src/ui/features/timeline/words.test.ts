import { describe, expect, it } from 'vitest';
import { note } from '../../../raft/notes.ts';
import type { TraceEvent } from '../../../trace/event.ts';
import { defaultDisk, defaultNetwork, freshCluster } from '../../../trace/run.ts';
import { envelopeOf, requestVote, traceEvent } from '../../../trace/testEvent.ts';
import { emptyFrame } from '../../../session/mergeUpdate.ts';
import { TimelineBuilder } from '../../../session/selectors/timelineBuilder.ts';
import type { Timeline } from '../../../session/selectors/timeline.ts';
import { summary, wordsOf } from './words.ts';

const cut = envelopeOf(requestVote(), { id: 4, sentAt: 120, deliverAt: 140, lost: 'cut' });
const late = envelopeOf(requestVote(), { id: 5, sentAt: 120, deliverAt: 140 });
const events: readonly TraceEvent[] = [
  traceEvent({ id: 1, kind: 'timer', time: 100, node: 'S1', notes: [note('electionStarted', 'startElection', { term: 1, timeoutMs: 200 })] }),
  traceEvent({ id: 2, time: 120, node: 'S1', notes: [note('becameLeader', 'quorumSize', { term: 1, votes: 3, needed: 3 })], sent: [cut, late] }),
  traceEvent({ id: 3, kind: 'lost', time: 140, node: 'S2', message: late }),
  traceEvent({ id: 4, kind: 'timer', time: 300, node: 'S3', notes: [note('electionStarted', 'startElection', { term: 2, timeoutMs: 200 })] }),
  traceEvent({ id: 5, kind: 'command', time: 400, node: 'S1', command: { type: 'crash', node: 'S1' } }),
];
const timeline: Timeline = new TimelineBuilder().update({
  events,
  frame: emptyFrame,
  setup: { seed: 1, cluster: freshCluster(5), network: defaultNetwork, disk: defaultDisk },
});

describe('the tooltip', () => {
  const lane = (at: number) => {
    const segment = timeline.segments[0]?.findLast(({ from, to }) => from <= at && at < (to ?? Infinity)) ?? null;
    return wordsOf(timeline, events, { kind: 'lane', lane: 0, segment }, at)?.what;
  };

  it('says what a node was, and of a leader only what was so by then', () => {
    expect(lane(50)).toBe('S1 waits for a first election (0.000 s – 0.100 s).');
    expect(lane(110)).toBe('S1 is a candidate in term 1 (0.100 s – 0.120 s).');
    expect(lane(200)).toBe('S1 leads term 1 (0.120 s – 0.400 s).');
    expect(lane(350)).toBe('S1 leads term 1, superseded since 0.300 s (0.120 s – 0.400 s).');
    expect(lane(450)).toBe('S1 is down.');
  });

  it('says why a message was lost', () => {
    const [first, second] = timeline.messages;
    if (first === undefined || second === undefined) throw new Error('two messages');
    expect(wordsOf(timeline, events, { kind: 'message', message: first }, 0)).toEqual({
      when: '0.120 s', what: 'S5’s vote request to S2 is lost: the link from S5 to S2 is cut.',
    });
    expect(wordsOf(timeline, events, { kind: 'message', message: second }, 0)?.what).toBe('S5’s vote request to S2 is lost: S2 is down.');
  });
});

describe('the summary', () => {
  it('tells the picture up to the cursor and nothing after it', () => {
    const early = summary(timeline, 150);
    expect(early).toContain('At 0.150 s: S1 leads term 1. S2 waits for a first election.');
    expect(early).toContain('Last elections: S1 for term 1 at 0.100 s.');
    expect(early).not.toContain('crash');
    expect(summary(timeline, 450)).toContain('Last actions: crash S1 at 0.400 s.');
  });
});

import { describe, expect, it } from 'vitest';
import { note } from '../raft/notes.ts';
import { narrateBriefly } from './narrateBrief.ts';
import { interestOf } from './narrateRoutine.ts';
import { appendEntries, appendEntriesReply, envelopeOf, noOps, traceEvent } from './testEvent.ts';

const beat = note('heartbeatSent', 'sendsHeartbeats', { term: 4, peers: 1 });
const accepted = note('heartbeatAccepted', 'resetsElectionTimer', { leader: 'S3', term: 4 });
const full = envelopeOf(appendEntries({ entries: noOps(1, 1, 2) }));

describe('what a reader can pass over', () => {
  it('is the rhythm of an idle leader, on both sides, lost or not', () => {
    const heartbeat = envelopeOf(appendEntries());
    const acknowledged = envelopeOf(appendEntriesReply({ success: true }));
    expect(interestOf(traceEvent({ kind: 'timer', notes: [beat], sent: [heartbeat] }))).toBe('heartbeat');
    expect(interestOf(traceEvent({ message: heartbeat, notes: [accepted] }))).toBe('heartbeat');
    expect(interestOf(traceEvent({ message: acknowledged }))).toBe('heartbeat');
    expect(interestOf(traceEvent({ kind: 'lost', message: heartbeat }))).toBe('heartbeat');
  });

  it('is no longer a heartbeat once entries or news travel with it', () => {
    expect(interestOf(traceEvent({ kind: 'timer', notes: [beat], sent: [full] }))).toBe('step');
    expect(interestOf(traceEvent({ kind: 'lost', message: full }))).toBe('step');
    const news = note('leaderKnown', 'recognisesLeader', { leader: 'S3', term: 4 });
    expect(interestOf(traceEvent({ message: envelopeOf(appendEntries()), notes: [news, accepted] }))).toBe('step');
  });

  it('is never a decision, a command or a failure', () => {
    const down = note('steppedDown', 'stepsDown', { from: 'leader', currentTerm: 2, messageTerm: 4 });
    const counted = note('commitAdvanced', 'mayCommit', { from: 0, to: 1, copies: 2, needed: 2, leaderCommit: null, proven: null });
    const toldSo = note('commitAdvanced', 'followerCommit', { from: 0, to: 1, copies: null, needed: null, leaderCommit: 1, proven: 1 });
    expect(interestOf(traceEvent({ notes: [down] }))).toBe('decision');
    expect(interestOf(traceEvent({ notes: [counted] }))).toBe('decision');
    expect(interestOf(traceEvent({ notes: [toldSo] }))).toBe('step');
    expect(interestOf(traceEvent({ kind: 'command', command: { type: 'crash', node: 'S1' } }))).toBe('decision');
    expect(interestOf(traceEvent({ kind: 'timer', notes: [beat], error: 'missing: entry 3' }))).toBe('decision');
  });
});

describe('a snapshot on its way', () => {
  it('is news when it begins, and then a step at a time', () => {
    const sent = (offset: number) =>
      note('snapshotSent', 'sendsSnapshot', { peer: 'S4', lastIncludedIndex: 12, nextIndex: 1, offset, bytes: 40, total: 84 });
    expect(interestOf(traceEvent({ kind: 'timer', notes: [sent(0), beat] }))).toBe('decision');
    expect(interestOf(traceEvent({ kind: 'timer', notes: [sent(40), beat] }))).toBe('step');
  });
});

describe('an event in a few words', () => {
  it('is the deed without the reason', () => {
    const refused = note('appendRefused', 'isStale', {
      leader: 'S3', messageTerm: 2, currentTerm: 4, prevLogIndex: 0, prevLogTerm: 0, haveTerm: null, lastLogIndex: 0,
    });
    expect(narrateBriefly(traceEvent({ message: full, notes: [refused] }))).toBe('S2 refuses S3’s AppendEntries');
    expect(narrateBriefly(traceEvent({ kind: 'timer', notes: [beat] }))).toBe('S2’s heartbeat timer fires');
    expect(narrateBriefly(traceEvent({ kind: 'disk' }))).toBe('S2’s write is on disk');
  });

  it('says who acted', () => {
    const propose = { type: 'propose', to: 'S5', command: { set: ['x: y', '7'] } } as const;
    expect(narrateBriefly(traceEvent({ kind: 'command', command: propose }))).toBe('A client sends set x: y=7 to S5');
    const read = { type: 'read', to: 'S5', key: 'x', mode: 'readIndex' } as const;
    expect(narrateBriefly(traceEvent({ kind: 'command', command: read }))).toBe('A client asks: read x (ReadIndex) at S5');
    expect(narrateBriefly(traceEvent({ kind: 'command', command: { type: 'crash', node: 'S1' } }))).toBe('You crash S1');
  });
});

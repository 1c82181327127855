import { describe, expect, it } from 'vitest';
import { note } from '../../raft/notes.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { envelopeOf, preVoteReply, timeoutNow, traceEvent } from '../../trace/testEvent.ts';
import { fileOf, fileText, NOT_ON_DISK } from './consoleFiles.ts';
import { CONSOLE_LINES, createConsoleReader } from './consoleReader.ts';
import { entriesOf, frameOf, nodeFrame } from './testFrame.ts';

const heard = (id: number, leader: string): TraceEvent =>
  traceEvent({ id, time: id * 10, notes: [note('leaderKnown', 'recognisesLeader', { leader, term: id })] });
const campaign = (id: number): TraceEvent =>
  traceEvent({ id, time: id * 10, kind: 'timer', notes: [note('electionStarted', 'startElection', { term: id, timeoutMs: 200 })] });
const command = (id: number, type: 'crash' | 'restart'): TraceEvent =>
  traceEvent({ id, time: id * 10, kind: 'command', command: { type, node: 'S2' } });

const log = entriesOf([1, 1, 2], 0, [{ set: ['x', '3'] }, null, { delete: 'x' }]);
const node = nodeFrame('S2', { entries: log, commitIndex: 3 });
const textsOf = (events: readonly TraceEvent[], eventCount = events.length) =>
  (createConsoleReader().read(events, frameOf([node], { eventCount })).get('S2') ?? []).map((line) => line.text);

describe('a console', () => {
  it('tells who leads, as the lab’s tail did', () => {
    expect(textsOf([heard(1, 'S3'), heard(2, 'S3'), campaign(3), heard(4, 'S1')])).toEqual([
      'Leader is now: S3',
      'Election timeout: candidate for term 3',
      'Leader is now: None',
      'Leader is now: S1',
    ]);
  });

  it('tells only the leader that is left when one event changes it twice', () => {
    const both = traceEvent({
      id: 2,
      notes: [
        note('steppedDown', 'stepsDown', { from: 'follower', currentTerm: 1, messageTerm: 2 }),
        note('leaderKnown', 'recognisesLeader', { leader: 'S1', term: 2 }),
      ],
    });
    expect(textsOf([heard(1, 'S3'), both])).toEqual(['Leader is now: S3', 'Term is now 2', 'Leader is now: S1']);
  });

  it('makes no news of nobody leading at the start or after a restart', () => {
    expect(textsOf([campaign(1)])).toEqual(['Election timeout: candidate for term 1']);
    expect(textsOf([heard(1, 'S3'), command(2, 'crash'), command(3, 'restart'), heard(4, 'S3')])).toEqual([
      'Leader is now: S3',
      'Crashed',
      'Started from disk, as follower',
      'Leader is now: S3',
    ]);
  });

  it('shows commands with what is appended and applied', () => {
    const taken = traceEvent({
      id: 1,
      notes: [note('appended', 'matchesPrevious', { from: 1, to: 2, already: 0 })],
      persist: [{ id: 1, hardState: null, truncateFrom: null, snapshot: null, append: log.slice(0, 2) }],
    });
    const applied = traceEvent({ id: 2, notes: [note('applied', 'appliesInOrder', { from: 1, to: 3 })] });
    expect(textsOf([taken, applied])).toEqual(['Appended 1–2: set x=3, no-op', 'Applied 1–3: set x=3, no-op, delete x']);
  });

  it('counts the steps of rebuilding a follower’s log', () => {
    const back = note('rolledBack', 'backtrack', { peer: 'S3', from: 19, to: 16, conflictTerm: 2, conflictIndex: 14, rollbacks: 2 });
    expect(textsOf([traceEvent({ notes: [back] })])).toEqual(['Rebuilding S3’s log: nextIndex 19 → 16, step 2']);
  });
});

describe('a console of the whole of Raft', () => {
  const line = (notes: TraceEvent['notes'], is: Partial<TraceEvent> = {}) => textsOf([traceEvent({ notes, ...is })]);
  const started = note('electionStarted', 'startElection', { term: 5, timeoutMs: 200 });

  it('tells a pre-vote from the election that it leads to', () => {
    expect(line([note('preVoteStarted', 'preVote', { term: 4, proposedTerm: 5, timeoutMs: 200 })])).toEqual([
      'Election timeout: pre-vote for term 5, still in term 4',
    ]);
    expect(line([started], { message: envelopeOf(preVoteReply({ to: 'S2' })) })).toEqual(['Pre-vote won: candidate for term 5']);
    expect(line([started], { message: envelopeOf(timeoutNow()) })).toEqual(['Told to campaign: candidate for term 5']);
  });

  it('says that nobody leads any more when a leader heard no majority, or was removed', () => {
    const lost = note('quorumLost', 'checkQuorum', { term: 2, heard: 1, needed: 2, timeoutMs: 150 });
    const alone = traceEvent({ id: 2, kind: 'timer', notes: [lost] });
    expect(textsOf([heard(1, 'S2'), alone]).slice(-2)).toEqual(['Follower in term 2: heard no majority for 150 ms', 'Leader is now: None']);
    const gone = note('steppedDown', 'removedLeader', { from: 'leader', currentTerm: 4, messageTerm: 4 });
    expect(line([gone])).toEqual(['Follower in term 4: removed from the members']);
  });

  it('tells snapshots, members and reads', () => {
    const config = { voters: ['S1', 'S2'], votersOutgoing: [], learners: ['S3'] };
    expect(
      line([
        note('snapshotInstalled', 'keepsTail', { lastIncludedIndex: 12, lastIncludedTerm: 1, haveTerm: 1, kept: 2, dropped: 0 }),
        note('configInForce', 'configTakesEffect', { index: 12, config, before: config }),
        note('readServed', 'readsLocally', { request: 1, key: 'x', mode: 'local', lastApplied: 12, confirmed: null, needed: null, sinceMs: null, leaseMs: null }),
      ]),
    ).toEqual(['Installed the snapshot through 12, kept 2 after it', 'Members now: S1 S2 +S3', 'Read x (local, perhaps stale)']);
  });
});

describe('reading on', () => {
  it('gives what reading everything at once gives', () => {
    const events = [heard(1, 'S3'), campaign(2), heard(3, 'S1'), command(4, 'crash'), command(5, 'restart'), heard(6, 'S1')];
    const reader = createConsoleReader();
    for (const count of [0, 1, 2, 4, 6]) {
      const bySteps = reader.read(events, frameOf([node], { eventCount: count })).get('S2') ?? [];
      expect(bySteps.map((line) => line.text)).toEqual(textsOf(events, count));
    }
  });

  it('goes back with the cursor, and forgets another branch', () => {
    const reader = createConsoleReader();
    const read = (events: readonly TraceEvent[], eventCount: number) =>
      (reader.read(events, frameOf([node], { eventCount })).get('S2') ?? []).map((line) => line.text);
    const events = [heard(1, 'S3'), campaign(2)];
    expect(read(events, 2)).toHaveLength(3);
    expect(read(events, 1)).toEqual(['Leader is now: S3']);
    expect(read([heard(1, 'S1'), campaign(2)], 2)[0]).toBe('Leader is now: S1');
  });

  it('says where its window begins in the middle of a run, and who led then', () => {
    const quiet = createConsoleReader();
    const nodes = [{ ...node, leaderId: 'S3' }, nodeFrame('S1', { leaderId: null })];
    const texts = (events: readonly TraceEvent[], id: string, eventCount = 99) =>
      (quiet.read(events, frameOf(nodes, { eventCount })).get(id) ?? []).map((line) => line.text);
    const beat = traceEvent({ id: 50, node: 'S3', kind: 'timer' });
    expect(texts([beat], 'S2')).toEqual(['… what was before is out of reach', 'Leader is now: S3']);
    expect(texts([beat, campaign(51)], 'S2').slice(2)).toEqual(['Election timeout: candidate for term 51', 'Leader is now: None']);
    const again = createConsoleReader().read([campaign(51)], frameOf(nodes, { eventCount: 51 })).get('S2') ?? [];
    expect(again.map((line) => line.text)).toEqual([
      '… what was before is out of reach',
      'Election timeout: candidate for term 51',
      'Leader is now: None',
    ]);
  });

  it('keeps a quiet console’s array, and only the newest lines', () => {
    const reader = createConsoleReader();
    const other = traceEvent({ id: 2, node: 'S1', notes: [note('leaderKnown', 'recognisesLeader', { leader: 'S1', term: 1 })] });
    const first = reader.read([heard(1, 'S3')], frameOf([node], { eventCount: 1 })).get('S2');
    // The window's events are the same objects from frame to frame.
    const events = [heard(1, 'S3'), other];
    const again = createConsoleReader();
    const before = again.read(events, frameOf([node], { eventCount: 1 })).get('S2');
    expect(again.read(events, frameOf([node], { eventCount: 2 })).get('S2')).toBe(before);
    expect(first).toHaveLength(1);
    const many = Array.from({ length: CONSOLE_LINES + 20 }, (_, i) => heard(i + 1, i % 2 === 0 ? 'S3' : 'S1'));
    const lines = reader.read(many, frameOf([node], { eventCount: many.length })).get('S2');
    expect(lines).toHaveLength(CONSOLE_LINES);
    expect(lines?.at(-1)?.event).toBe(many.length);
  });
});

describe('a node’s files', () => {
  it('part what is on disk from what a crash would take', () => {
    const file = fileOf({ ...node, durableIndex: 2 }, '.log');
    expect(file.durable).toEqual(['{"index":1,"term":1,"command":{"set":["x","3"]}}', '{"index":2,"term":1,"command":null}']);
    expect(file.volatile).toEqual(['{"index":3,"term":2,"command":{"delete":"x"}}']);
    expect(fileText(file)).toBe([...file.durable, NOT_ON_DISK, ...file.volatile, ''].join('\n'));
  });

  it('count from the snapshot', () => {
    const file = fileOf(nodeFrame('S2', { snapshotIndex: 12, entries: entriesOf([1, 2], 12), durableIndex: 13 }), '.log');
    expect([file.durable.length, file.volatile.length]).toEqual([1, 1]);
    expect(file.remark).toBe('Entries up to 12 are in the snapshot.');
  });

  it('show a new term in memory beside the old one on disk', () => {
    const campaigning = nodeFrame('S2', { currentTerm: 5, votedFor: 'S2', diskTerm: 4, diskVotedFor: 'S1' });
    const file = fileOf(campaigning, '.storage');
    expect(file.durable).toEqual(['{"currentTerm":4,"votedFor":"S1"}']);
    expect(file.volatile).toEqual(['{"currentTerm":5,"votedFor":"S2"}']);
    expect(fileOf({ ...campaigning, status: 'down' }, '.storage').volatile).toEqual([]);
  });

  it('are JSON for the dict, whatever its keys', () => {
    const dict = new Map<string, string | readonly string[]>([['a"b', '</script>'], ['list', ['1', '2']]]);
    const text = fileText(fileOf({ ...node, dict }, '.state_machine'));
    expect(JSON.parse(text)).toEqual({ 'a"b': '</script>', list: ['1', '2'] });
    expect(JSON.parse(fileText(fileOf({ ...node, dict: new Map() }, '.state_machine')))).toEqual({});
    expect(fileOf({ ...node, status: 'down' }, '.state_machine')).toMatchObject({ volatile: [], durable: [] });
  });
});

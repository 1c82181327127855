import { describe, expect, it } from 'vitest';
import { note } from '../raft/notes.ts';
import { ruleBook } from '../raft/ruleBook.ts';
import type { RunCommand } from './command.ts';
import type { EventKind } from './event.ts';
import { narrateEvent } from './narrate.ts';
import { sectionLabel, sectionLabels } from './narrateSection.ts';
import {
  appendEntries,
  appendEntriesReply,
  envelopeOf,
  noOps,
  requestVote,
  requestVoteReply,
  timeoutNow,
  traceEvent,
} from './testEvent.ts';

describe('the sentence about an event', () => {
  it('tells the decision that matters most and keeps the others in order', () => {
    const sentence = narrateEvent(
      traceEvent({
        node: 'S5',
        message: envelopeOf(requestVoteReply()),
        notes: [
          note('voteCounted', 'countsVote', { voter: 'S2', granted: true, votes: 3, needed: 3 }),
          note('becameLeader', 'quorumSize', { term: 4, votes: 3, needed: 3 }),
          note('proposed', 'noOpOnElection', { index: 18, term: 4, request: null }),
          note('heartbeatSent', 'sendsHeartbeats', { term: 4, peers: 4 }),
        ],
      }),
    );
    expect(sentence.text).toBe('S5 becomes leader of term 4 with 3 of the 3 votes it needs.');
    expect([sentence.rule, sentence.section, sentence.comparison]).toEqual(['quorumSize', 'P5.2', '3 ≥ 3']);
    expect(sentence.more.map((each) => each.rule)).toEqual(['countsVote', 'noOpOnElection', 'sendsHeartbeats']);
    expect(sentence.more.at(-1)?.text).toBe('S5 sends AppendEntries to 4 other nodes.');
  });

  it('finds a lost leadership more telling than the refusal that follows', () => {
    const refusal = {
      candidate: 'S5', messageTerm: 4, currentTerm: 4, votedFor: null,
      candidateLastTerm: 1, candidateLastIndex: 1, lastLogTerm: 2, lastLogIndex: 2,
    };
    const notes = [
      note('steppedDown', 'stepsDown', { from: 'leader', currentTerm: 2, messageTerm: 4 }),
      note('voteRefused', 'logIsUpToDate', refusal),
    ];
    const asLeader = narrateEvent(traceEvent({ message: envelopeOf(requestVote()), notes }));
    expect(asLeader.text).toBe('S2 steps down: S5’s vote request carries term 4, and S2 led term 2.');
    const follower = note('steppedDown', 'stepsDown', { from: 'follower', currentTerm: 2, messageTerm: 4 });
    const asFollower = narrateEvent(traceEvent({ message: envelopeOf(requestVote()), notes: [follower, ...notes.slice(1)] }));
    expect(asFollower.text).toMatch(/^S2 refuses S5 its vote/);
  });

  it('finds deleting entries more telling than appending and committing them', () => {
    const notes = [
      note('leaderKnown', 'recognisesLeader', { leader: 'S5', term: 4 }),
      note('truncated', 'truncationPoint', { from: 16, to: 17, haveTerm: 2, newTerm: 3 }),
      note('appended', 'matchesPrevious', { from: 16, to: 18, already: 0 }),
      note('commitAdvanced', 'followerCommit', { from: 15, to: 18, copies: null, needed: null, leaderCommit: 18, proven: 18 }),
      note('applied', 'appliesInOrder', { from: 16, to: 18 }),
    ];
    const sentence = narrateEvent(traceEvent({ message: envelopeOf(appendEntries()), notes }));
    expect(sentence.rule).toBe('truncationPoint');
    expect(sentence.more.map((each) => each.rule)).toEqual(['recognisesLeader', 'matchesPrevious', 'followerCommit', 'appliesInOrder']);
  });

  it('says why a message is lost', () => {
    const lost = (is: Parameters<typeof envelopeOf>[1]) =>
      narrateEvent(traceEvent({ kind: 'lost', message: envelopeOf(appendEntries({ to: 'S1' }), is) })).text;
    expect(lost({})).toBe('S3’s heartbeat to S1 is lost: S1 is down.');
    expect(lost({ lost: 'cut' })).toBe('S3’s heartbeat to S1 is lost: the link from S3 to S1 is cut.');
    expect(lost({ lost: 'loss' })).toBe('S3’s heartbeat to S1 is lost: the network dropped it by chance.');
  });

  it('tells with the sending what was lost at once', () => {
    const sent = [
      envelopeOf(appendEntries({ from: 'S2', to: 'S1' })),
      envelopeOf(appendEntries({ from: 'S2', to: 'S3' }), { lost: 'cut' }),
    ];
    const notes = [note('heartbeatSent', 'sendsHeartbeats', { term: 4, peers: 2 })];
    expect(narrateEvent(traceEvent({ kind: 'timer', sent, notes })).more.map((each) => each.text)).toEqual([
      'S2’s heartbeat to S3 is lost: the link from S2 to S3 is cut.',
    ]);
  });

  it('says that a message waits for a paused node', () => {
    const event = traceEvent({ kind: 'inbox', message: envelopeOf(appendEntriesReply({ success: true })) });
    expect(narrateEvent(event).text).toBe('S2’s acknowledgement waits in S3’s inbox: S3 is paused.');
  });

  it('names the receivers of a heartbeat, each once', () => {
    const sent = ['S1', 'S3', 'S3', 'S4'].map((to) => envelopeOf(appendEntries({ from: 'S2', to })));
    const notes = [note('heartbeatSent', 'sendsHeartbeats', { term: 4, peers: 3 })];
    const sentence = narrateEvent(traceEvent({ kind: 'timer', sent, notes }));
    expect(sentence.text).toBe('S2’s heartbeat timer fires: it sends AppendEntries to S1, S3 and S4.');
    expect(sentence.section).toBe('P5.2');
    expect(sentence.more).toEqual([]);
  });

  it('says what a write on disk sets free', () => {
    const durable = note('durable', 'persistsFirst', { lastIndex: 19 });
    const acknowledged = traceEvent({
      kind: 'disk',
      notes: [durable],
      sent: [envelopeOf(appendEntriesReply({ success: true, to: 'S5' }))],
    });
    expect(narrateEvent(acknowledged).text).toBe(
      'S2’s write is on disk: its log is durable up to 19. Now its acknowledgement to S5 may leave.',
    );
    const asked = traceEvent({
      kind: 'disk',
      notes: [note('durable', 'persistsFirst', { lastIndex: 0 })],
      sent: [envelopeOf(requestVote({ to: 'S1' })), envelopeOf(requestVote({ to: 'S3' }))],
    });
    expect(narrateEvent(asked).text).toBe('S2’s write is on disk. Now its vote requests to S1 and S3 may leave.');
    const commits = note('commitAdvanced', 'mayCommit', { from: 18, to: 19, copies: 3, needed: 3, leaderCommit: null, proven: null });
    expect(narrateEvent(traceEvent({ kind: 'disk', notes: [durable, commits] })).rule).toBe('mayCommit');
  });

  it('joins a client’s request with its answer', () => {
    const command: RunCommand = { type: 'propose', to: 'S2', command: { set: ['x', '7'] } };
    const taken = note('proposed', 'leaderAppends', { index: 19, term: 4, request: 3 });
    expect(narrateEvent(traceEvent({ kind: 'command', command, notes: [taken] }))).toMatchObject({
      text: 'A client asks S2: set x=7. S2 appends it at index 19 in term 4.',
      rule: 'leaderAppends',
      more: [],
    });
    const refused = note('proposalRefused', 'onlyLeaderAccepts', { request: 3, leader: 'S5', role: 'follower' });
    expect(narrateEvent(traceEvent({ kind: 'command', command, notes: [refused] })).text).toBe(
      'A client asks S2: set x=7. S2 refuses the client: it is a follower and names S5.',
    );
  });

  it('joins what else is asked of a node with its answer', () => {
    const change: RunCommand = { type: 'change', via: 'S2', voters: ['S2', 'S3'], learners: [] };
    const reason = 'S2 has another change under way; one at a time';
    const refused = note('requestRefused', 'oneChangeAtATime', { request: 3, op: 'change', leader: 'S2', role: 'leader', reason });
    expect(narrateEvent(traceEvent({ kind: 'command', command: change, notes: [refused] }))).toMatchObject({
      text: `S2 is asked to change the members to S2 S3. S2 refuses the change of members: ${reason}.`,
      section: 'P6, T4.1',
    });
    const read: RunCommand = { type: 'read', to: 'S2', key: 'x', mode: 'lease' };
    const values = { request: 3, key: 'x', mode: 'lease', lastApplied: 18, confirmed: null, needed: null, sinceMs: 20, leaseMs: 136 } as const;
    const served = note('readServed', 'leaseMs', values);
    expect(narrateEvent(traceEvent({ kind: 'command', command: read, notes: [served] }))).toMatchObject({
      text: expect.stringMatching(/^A client asks S2: read x \(lease\)\. S2 reads x from its dict by its lease/),
      comparison: '20 ms < 136 ms',
      more: [],
    });
  });

  it('finds a campaign that was asked for more telling than the asking', () => {
    const notes = [
      note('timeoutNowTaken', 'transfersLeadership', { leader: 'S3', term: 4 }),
      note('electionStarted', 'startElection', { term: 5, timeoutMs: 200 }),
    ];
    expect(narrateEvent(traceEvent({ message: envelopeOf(timeoutNow()), notes })).text).toMatch(/^S2 campaigns because S3 hands over/);
  });

  it('says that a timer was made to fire', () => {
    const notes = [note('electionStarted', 'startElection', { term: 4, timeoutMs: 200 })];
    const command: RunCommand = { type: 'campaign', node: 'S2' };
    expect(narrateEvent(traceEvent({ kind: 'command', command, notes })).text).toBe(
      'S2’s election timer is made to fire: it becomes a candidate for term 4 and votes for itself.',
    );
  });

  it('says when a node threw, and why a command did nothing', () => {
    expect(narrateEvent(traceEvent({ error: 'missing: entry 3' })).text).toBe(
      'S2 stops by an error of its own: missing: entry 3',
    );
    const refused = traceEvent({ kind: 'command', command: { type: 'crash', node: 'S2' }, error: 'S2 is already down.' });
    expect(narrateEvent(refused).text).toBe('“crash S2” does nothing: S2 is already down.');
  });

  it('has words for every kind with nothing else to tell', () => {
    const message = envelopeOf(appendEntries({ entries: noOps(1, 1, 2) }));
    const kinds: Record<EventKind, string> = {
      deliver: 'S3’s AppendEntries 1 reaches S2 and changes nothing.',
      lost: 'S3’s AppendEntries 1 to S2 is lost: S2 is down.',
      inbox: 'S3’s AppendEntries 1 waits in S2’s inbox: S2 is paused.',
      timer: 'S2’s timer fires: there is nothing to do.',
      disk: 'S2’s write is on disk.',
      command: 'Somebody acts on the run.',
      client: 'A client acts.',
    };
    for (const [kind, text] of Object.entries(kinds)) {
      expect(narrateEvent(traceEvent({ kind: kind as EventKind, message })).text).toBe(text);
    }
  });
});

describe('a section', () => {
  it('is shown with the text it stands in', () => {
    expect(sectionLabel('P5.3')).toMatchObject({ label: '§5.3', title: expect.stringContaining('the paper') });
    expect(sectionLabel('T6.4')).toMatchObject({ label: '§6.4', title: expect.stringContaining('the dissertation') });
    expect(sectionLabel('P Fig. 2').label).toBe('Figure 2');
    expect(sectionLabels('P8, T6.4').map((each) => each.label)).toEqual(['§8', '§6.4']);
    const [, figure] = sectionLabels('P7, Fig. 13');
    expect(figure).toMatchObject({ label: 'Figure 13', title: expect.stringContaining('the paper') });
  });

  it('is readable for every rule of the book', () => {
    for (const { section } of Object.values(ruleBook)) {
      for (const { label } of sectionLabels(section)) expect(label).toMatch(/^(§[\d.]+|Figure \d+)$/);
    }
  });
});

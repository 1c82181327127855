import { describe, expect, it } from 'vitest';
import { messageFields, messageNoun, messageTitle } from './narrateMessage.ts';
import { appendEntries, appendEntriesReply, noOps, requestVote, requestVoteReply } from './testEvent.ts';

const values = (message: Parameters<typeof messageFields>[0]) =>
  messageFields(message).map((each) => [each.name, each.value]);

describe('a message', () => {
  it('has a heading and a noun', () => {
    const entries = appendEntries({ entries: noOps(16, 18, 2) });
    const cases = [
      [requestVote(), 'RequestVote', 'vote request'],
      [requestVoteReply(), 'RequestVote reply: granted', 'vote'],
      [requestVoteReply({ voteGranted: false }), 'RequestVote reply: refused', 'refusal of a vote'],
      [appendEntries(), 'AppendEntries: heartbeat', 'heartbeat'],
      [appendEntries({ entries: noOps(16, 16, 2) }), 'AppendEntries: 1 entry', 'AppendEntries 16'],
      [entries, 'AppendEntries: 3 entries', 'AppendEntries 16–18'],
      [appendEntriesReply(), 'AppendEntries reply: refused', 'refusal'],
      [appendEntriesReply({ success: true }), 'AppendEntries reply: accepted', 'acknowledgement'],
    ] as const;
    for (const [message, title, noun] of cases) {
      expect([messageTitle(message), messageNoun(message)]).toEqual([title, noun]);
    }
  });

  it('shows every field under its name in Figure 2', () => {
    expect(values(requestVote({ lastLogIndex: 17, lastLogTerm: 3 }))).toEqual([
      ['term', '4'],
      ['candidateId', 'S5'],
      ['lastLogIndex', '17'],
      ['lastLogTerm', '3'],
    ]);
    expect(values(requestVoteReply())).toEqual([
      ['term', '4'],
      ['voteGranted', 'true'],
    ]);
    const message = appendEntries({
      prevLogIndex: 15,
      prevLogTerm: 2,
      leaderCommit: 14,
      entries: [
        { index: 16, term: 2, command: { set: ['x', '9'] } },
        { index: 17, term: 2, command: null },
      ],
    });
    expect(values(message)).toEqual([
      ['term', '2'],
      ['leaderId', 'S3'],
      ['prevLogIndex', '15'],
      ['prevLogTerm', '2'],
      ['entries[]', '16: t2 set x=9\n17: t2 no-op'],
      ['leaderCommit', '14'],
    ]);
    expect(values(appendEntries()).find(([name]) => name === 'entries[]')).toEqual(['entries[]', 'none']);
  });

  it('shows of a reply what its outcome says, and explains what Figure 2 doesn’t have', () => {
    expect(values(appendEntriesReply({ success: true, matchIndex: 18 }))).toEqual([
      ['term', '4'],
      ['success', 'true'],
      ['matchIndex', '18'],
    ]);
    const refusal = messageFields(appendEntriesReply({ prevLogIndex: 18, conflictTerm: 2, conflictIndex: 14 }));
    expect(refusal.map((each) => each.name)).toEqual(['term', 'success', 'prevLogIndex', 'conflictTerm', 'conflictIndex']);
    expect(refusal.slice(2).every((each) => each.hint !== undefined)).toBe(true);
  });
});

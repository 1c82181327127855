import { describe, expect, it } from 'vitest';
import { messageFields, messageNoun, messageTitle } from './narrateMessage.ts';
import {
  appendEntries,
  appendEntriesReply,
  installSnapshot,
  installSnapshotReply,
  noOps,
  preVote,
  preVoteReply,
  requestVote,
  requestVoteReply,
  timeoutNow,
} from './testEvent.ts';

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
      [preVote(), 'PreVote', 'pre-vote request'],
      [preVoteReply(), 'PreVote reply: granted', 'pre-vote'],
      [preVoteReply({ voteGranted: false }), 'PreVote reply: refused', 'refusal of a pre-vote'],
      [installSnapshot(), 'InstallSnapshot: whole, through 12', 'snapshot through 12'],
      [installSnapshot({ done: false }), 'InstallSnapshot: through 12, first chunk', 'chunk of the snapshot through 12'],
      [installSnapshot({ offset: 40, done: false }), 'InstallSnapshot: through 12, from 40 on', 'chunk of the snapshot through 12'],
      [installSnapshot({ offset: 40 }), 'InstallSnapshot: through 12, last chunk', 'chunk of the snapshot through 12'],
      [installSnapshotReply(), 'InstallSnapshot reply: installed', 'acknowledgement of a snapshot'],
      [installSnapshotReply({ installed: false, nextOffset: 40 }), 'InstallSnapshot reply: go on at 40', 'answer to a chunk'],
      [timeoutNow(), 'TimeoutNow: campaign at once', 'TimeoutNow'],
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
      ['transfer', 'false'],
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
      ['round', '1'],
    ]);
    expect(values(appendEntries()).find(([name]) => name === 'entries[]')).toEqual(['entries[]', 'none']);
  });

  it('shows of a reply what its outcome says, and explains what Figure 2 doesn’t have', () => {
    expect(values(appendEntriesReply({ success: true, matchIndex: 18 }))).toEqual([
      ['term', '4'],
      ['success', 'true'],
      ['matchIndex', '18'],
      ['round', '1'],
    ]);
    const refusal = messageFields(appendEntriesReply({ prevLogIndex: 18, conflictTerm: 2, conflictIndex: 14 }));
    expect(refusal.map((each) => each.name)).toEqual(['term', 'success', 'prevLogIndex', 'conflictTerm', 'conflictIndex', 'round']);
    expect(refusal.slice(2).every((each) => each.hint !== undefined)).toBe(true);
  });

  it('shows a snapshot’s chunk as Figure 13 has it', () => {
    expect(values(installSnapshot({ offset: 40, data: '…' }))).toEqual([
      ['term', '2'],
      ['leaderId', 'S3'],
      ['lastIncludedIndex', '12'],
      ['lastIncludedTerm', '1'],
      ['offset', '40'],
      ['data[]', '…'],
      ['done', 'true'],
      ['round', '1'],
    ]);
    const names = (message: Parameters<typeof messageFields>[0]) => messageFields(message).map((each) => each.name);
    expect(names(installSnapshotReply())).not.toContain('nextOffset');
    expect(values(installSnapshotReply({ installed: false, nextOffset: 40 }))).toContainEqual(['nextOffset', '40']);
  });

  it('tells the term that is asked about from the one that a node is in', () => {
    expect(values(preVoteReply())).toEqual([
      ['term', '4'],
      ['forTerm', '5'],
      ['voteGranted', 'true'],
    ]);
    expect(messageFields(preVote())[0]?.hint).toContain('nobody is in it');
  });
});

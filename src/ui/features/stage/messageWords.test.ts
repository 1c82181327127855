import { expect, it } from 'vitest';
import type { Message } from '../../../raft/types.ts';
import { frameOf, nodeFrame } from '../../../session/selectors/testFrame.ts';
import { appendEntries, envelopeOf, installSnapshot, installSnapshotReply, preVote, preVoteReply, timeoutNow } from '../../../trace/testEvent.ts';
import { isCalm, messageLabel, spokenMessage } from './messageWords.ts';

const frame = frameOf([nodeFrame('S2', { currentTerm: 4 }), nodeFrame('S3', { currentTerm: 2 })]);
const refusal: Message = {
  type: 'AppendEntriesReply', from: 'S2', to: 'S3', term: 4, success: false,
  matchIndex: 0, prevLogIndex: 15, conflictTerm: null, conflictIndex: 0, round: 1,
};
const entries = [{ index: 16, term: 2, command: null }, { index: 17, term: 2, command: null }];

it('labels answers that decide, and whatever is selected', () => {
  expect(messageLabel(frame, refusal, false, true)).toEqual({ text: 'refused', detail: 'carries term 4' });
  expect(messageLabel(frame, { ...refusal, term: 2 }, false, true)).toEqual({ text: 'refused', detail: 'no match at 15' });
  expect(messageLabel(frame, appendEntries(), false, true)).toBeNull();
  expect(messageLabel(frame, appendEntries({ entries, term: 4 }), true, false)).toEqual({ text: 'entries 16–17', detail: null });
});

it('labels nothing but the selected message when there are many, or many answers', () => {
  expect(messageLabel(frame, refusal, false, false)).toBeNull();
  expect(messageLabel(frame, refusal, true, false)).not.toBeNull();
  const answers = (count: number) => Array.from({ length: count }, (_, id) => envelopeOf(refusal, { id }));
  expect(isCalm({ inFlight: answers(3), inFlightCount: 3 })).toBe(true);
  expect(isCalm({ inFlight: answers(4), inFlightCount: 4 })).toBe(false);
  expect(isCalm({ inFlight: [], inFlightCount: 13 })).toBe(false);
});

it('says a message aloud', () => {
  const one = appendEntries({ entries: entries.slice(1), from: 'S5', to: 'S1' });
  expect(spokenMessage(envelopeOf(one, { deliverAt: 24 }), 10)).toBe('AppendEntries S5 to S1, 1 entry, arrives in 14 ms');
  expect(spokenMessage(envelopeOf(one), null)).toBe('AppendEntries S5 to S1, 1 entry');
  expect(spokenMessage(envelopeOf(refusal, { deliverAt: null }), 10)).toBe('AppendEntries reply S2 to S3, refused, waits to be delivered');
});

it('has words for pre-votes, snapshots and TimeoutNow', () => {
  const label = (message: Message) => messageLabel(frame, message, true, false);
  expect(label(preVote())).toEqual({ text: 'asks if it could win', detail: 'about term 5' });
  expect(label(installSnapshot({ offset: 40, data: 'x'.repeat(20) }))).toEqual({ text: 'snapshot chunk', detail: 'characters 41–60, the last' });
  expect(label(installSnapshotReply({ installed: false, nextOffset: 40 }))?.text).toBe('has 40 characters');
  expect(messageLabel(frame, timeoutNow({ to: 'S3' }), false, true)).toEqual({ text: 'campaign now', detail: null });
  expect(messageLabel(frame, preVoteReply(), false, true)?.text).toBe('would vote for it');
  const spoken = (message: Message) => spokenMessage(envelopeOf(message), null);
  expect(spoken(preVoteReply({ voteGranted: false }))).toBe('PreVote reply S2 to S5, would not vote');
  expect(spoken(installSnapshot())).toBe('InstallSnapshot S3 to S2, through 12, characters 1–8, the last');
});

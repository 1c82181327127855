import { expect, it } from 'vitest';
import { emptyLog } from '../raft/log.ts';
import { step } from '../raft/node.ts';
import { paperRules } from '../raft/rules.ts';
import type { Message } from '../raft/types.ts';
import { cloneNode } from '../raft/clone.ts';
import { coreMessageKey, coreNodeKey, decisive, ignored, messageFields } from './coreKeys.ts';
import { coreMachine } from './coreMachine.ts';
import { testedBounds } from './explore.ts';

const machine = coreMachine(testedBounds);
const fresh = machine.initial(0);

it('knows of every field of a node whether it decides what the node does', () => {
  const fields = Object.keys(fresh.memory).sort();
  // A new field of RaftNode goes into coreNodeKey and `decisive`, or with its reason into `ignored`.
  expect([...decisive, ...Object.keys(ignored)].sort()).toEqual(fields);
});

it('knows the same of every field of a message', () => {
  const memory = cloneNode(fresh.memory);
  const seen: Message[] = [...step(memory, { kind: 'campaign', now: 0 }, paperRules).sendAfterPersist];
  const leads = { type: 'AppendEntries', from: 'S2', to: 'S1', term: 2, prevLogIndex: 0, prevLogTerm: 0, entries: [], leaderCommit: 0, round: 0 } as const;
  const asks = { type: 'RequestVote', from: 'S2', to: 'S1', term: 1, lastLogIndex: 0, lastLogTerm: 0, transfer: false } as const;
  for (const message of [asks, leads]) {
    seen.push(...step(cloneNode(fresh.memory), { kind: 'message', now: 0, message }, paperRules).sendAfterPersist);
  }
  seen.push(leads);
  expect(new Set(seen.map(({ type }) => type))).toEqual(new Set(Object.keys(messageFields)));
  for (const message of seen) {
    const known = messageFields[message.type];
    expect(['type', 'from', 'to', 'term', ...(known?.read ?? []), ...(known?.ignored ?? [])].sort()).toEqual(Object.keys(message).sort());
    for (const field of known?.read ?? []) {
      expect(coreMessageKey({ ...message, [field]: field === 'entries' ? [{ index: 1, term: 1, command: null }] : 'another' }), `${message.type}.${field}`).not.toBe(coreMessageKey(message));
    }
  }
});

it('tells nodes apart by what decides, and by nothing else', () => {
  const entry = { index: 1, term: 1, command: null };
  const other = { ...fresh.memory, currentTerm: 1 };
  expect(coreNodeKey({ ...fresh, memory: other })).not.toBe(coreNodeKey(fresh));
  expect(coreNodeKey({ ...fresh, disk: { ...fresh.disk, log: { ...emptyLog(), entries: [entry] } } })).not.toBe(coreNodeKey(fresh));
  expect(coreNodeKey({ ...fresh, memory: { ...fresh.memory, nextWriteId: 9, electionDeadline: 7 } })).toBe(coreNodeKey(fresh));
});

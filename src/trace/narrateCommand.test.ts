import { describe, expect, it } from 'vitest';
import { defaultClient } from './client.ts';
import type { CommandType, RunCommand } from './command.ts';
import { describeRunCommand, formatCommand, formatLinks } from './narrateCommand.ts';
import { narrateCommandEvent } from './narrateCommandEvent.ts';
import { appendEntries, envelopeOf, traceEvent } from './testEvent.ts';

describe('an entry’s command', () => {
  it('fits on one line', () => {
    expect(formatCommand(null)).toBe('no-op');
    expect(formatCommand({ set: ['x', '7'] })).toBe('set x=7');
    expect(formatCommand({ delete: 'x' })).toBe('delete x');
    expect(formatCommand({ cas: ['x', '7', '8'] })).toBe('cas x: 7→8');
    expect(formatCommand({ cas: ['x', null, '8'] })).toBe('cas x: absent→8');
    expect(formatCommand({ append: ['l', 'v'] })).toBe('append l←v');
    expect(formatCommand({ read: 'x' })).toBe('read x');
    expect(formatCommand({ set: ['x', '7'], client: 'c1', seq: 2 })).toBe('set x=7 (c1 #2)');
    const config = { voters: ['S2', 'S3'], votersOutgoing: ['S1', 'S2'], learners: ['S4'] };
    expect(formatCommand({ config })).toBe('members S1 S2 | S2 S3 +S4');
  });
});

/** Every command: what the flag says, and what the feed says. */
const commands: Record<CommandType, readonly (readonly [RunCommand, flag: string, sentence: string])[]> = {
  campaign: [[{ type: 'campaign', node: 'S1' }, 'trigger S1’s election timer', 'S1’s election timer is made to fire.']],
  heartbeat: [[{ type: 'heartbeat', node: 'S1' }, 'trigger S1’s heartbeat', 'S1’s heartbeat timer is made to fire.']],
  crash: [[{ type: 'crash', node: 'S1' }, 'crash S1', 'S1 crashes: it keeps what is on its disk and forgets the rest.']],
  restart: [[{ type: 'restart', node: 'S1' }, 'restart S1', 'S1 starts again from its disk, as a follower.']],
  pause: [[{ type: 'pause', node: 'S1' }, 'pause S1', 'S1 is paused: its clock stands still and messages wait.']],
  resume: [[{ type: 'resume', node: 'S1' }, 'resume S1', 'S1 goes on where it was paused.']],
  partition: [
    [
      { type: 'partition', groups: [['S3', 'S4'], ['S5', 'S1', 'S2']] },
      'partition S3 S4 | S5 S1 S2',
      'The network splits: S3 S4 | S5 S1 S2.',
    ],
    [{ type: 'partition', groups: [] }, 'isolate every node', 'The network splits: every node is alone.'],
  ],
  cut: [
    [
      { type: 'cut', links: [{ from: 'S1', to: 'S2' }, { from: 'S3', to: 'S1' }, { from: 'S2', to: 'S1' }] },
      'cut S1–S2, S3→S1',
      'The network is cut: S1–S2, S3→S1.',
    ],
  ],
  heal: [
    [{ type: 'heal', links: null }, 'heal all links', 'Every link is healed.'],
    [{ type: 'heal', links: [{ from: 'S1', to: 'S2' }] }, 'heal S1→S2', 'The network heals: S1→S2.'],
  ],
  propose: [
    [{ type: 'propose', to: 'S3', command: { set: ['x', '9'] } }, 'set x=9 at S3', 'A client asks S3: set x=9.'],
  ],
  read: [
    [{ type: 'read', to: 'S3', key: 'x', mode: 'readIndex' }, 'read x (ReadIndex) at S3', 'A client asks S3: read x (ReadIndex).'],
    [{ type: 'read', to: 'S3', key: 'x', mode: 'local' }, 'read x (local) at S3', 'A client asks S3: read x (local).'],
  ],
  change: [
    [
      { type: 'change', via: 'S1', voters: ['S1', 'S2'], learners: ['S4'] },
      'change members to S1 S2 +S4 at S1',
      'S1 is asked to change the members to S1 S2 +S4.',
    ],
  ],
  transfer: [
    [{ type: 'transfer', from: 'S1', to: 'S3' }, 'transfer leadership from S1 to S3', 'S1 is asked to hand over to S3.'],
  ],
  compact: [
    [{ type: 'compact', node: 'S1', upTo: 12 }, 'compact S1’s log through 12', 'S1 is asked for a snapshot through entry 12.'],
    [{ type: 'compact', node: 'S1', upTo: null }, 'compact S1’s log', 'S1 is asked for a snapshot through what it has applied.'],
  ],
  addNode: [[{ type: 'addNode', node: 'S6' }, 'add S6', 'S6 starts with an empty disk: no configuration has it yet.']],
  startClient: [
    [
      { type: 'startClient', client: 'c1', settings: defaultClient },
      'client c1 begins',
      'c1 begins to ask by itself: append on list, in a session.',
    ],
  ],
  stopClient: [[{ type: 'stopClient', client: 'c1' }, 'client c1 stops', 'c1 asks for nothing any more.']],
  deliver: [[{ type: 'deliver', message: 7 }, 'deliver message 7', 'S3’s heartbeat to S2 is delivered by hand.']],
  drop: [[{ type: 'drop', message: 7 }, 'drop message 7', 'S3’s heartbeat to S2 is dropped by hand.']],
  duplicate: [[{ type: 'duplicate', message: 7 }, 'duplicate message 7', 'S3’s heartbeat to S2 is duplicated by hand.']],
  delay: [[{ type: 'delay', message: 7, byMs: 50 }, 'delay message 7 by 50 ms', 'S3’s heartbeat to S2 is delayed by 50 ms.']],
  hold: [[{ type: 'hold', message: 7 }, 'hold message 7', 'S3’s heartbeat to S2 is held back until somebody delivers it.']],
  network: [
    [
      { type: 'network', link: null, settings: { latencyMs: [26, 44], loss: 0.105, duplicate: 0, reorder: false } },
      'network: latency 26–44 ms, loss 10.5 %, duplicates 0 %, first in, first out',
      'Every link changes: latency 26–44 ms, loss 10.5 %, duplicates 0 %, first in, first out.',
    ],
    [
      { type: 'network', link: { from: 'S1', to: 'S2' }, settings: { latencyMs: [5, 5] } },
      'link S1→S2: latency 5 ms',
      'The link S1→S2 changes: latency 5 ms.',
    ],
  ],
  disk: [[{ type: 'disk', settings: { fsyncMs: [2, 5] } }, 'disks: fsync 2–5 ms', 'Disks change: a write takes 2–5 ms.']],
  clockRate: [
    [{ type: 'clockRate', node: 'S1', rate: 1.5 }, 'S1’s clock at 1.5×', 'S1’s clock runs 1.5 times as fast as virtual time.'],
  ],
  advance: [
    [{ type: 'advance', node: null, byMs: 10 }, 'advance all clocks by 10 ms', 'Every clock moves on by 10 ms.'],
    [{ type: 'advance', node: 'S1', byMs: 2.5 }, 'advance S1 by 2.5 ms', 'S1’s clock moves on by 2.5 ms.'],
  ],
};

describe('a person’s command', () => {
  const message = envelopeOf(appendEntries());
  it.each(Object.values(commands).flat())('%j', (command, flag, sentence) => {
    expect(describeRunCommand(command)).toBe(flag);
    expect(narrateCommandEvent(traceEvent({ kind: 'command', command, message }))).toBe(sentence);
  });

  it('shows a long value by its beginning', () => {
    const command: RunCommand = { type: 'propose', to: 'S3', command: { set: ['x', 'v'.repeat(5000)] } };
    expect(describeRunCommand(command)).toMatch(/^set x=v+… at S3$/);
    expect(narrateCommandEvent(traceEvent({ kind: 'command', command })).length).toBeLessThan(80);
  });

  it('names a message by its number when the event doesn’t carry it', () => {
    const event = traceEvent({ kind: 'command', command: { type: 'drop', message: 7 } });
    expect(narrateCommandEvent(event)).toBe('Message 7 is dropped by hand.');
  });
});

describe('links', () => {
  it('join both directions and name each once', () => {
    const there = { from: 'S1', to: 'S2' };
    expect(formatLinks([there, there])).toBe('S1→S2');
    expect(formatLinks([there, { from: 'S2', to: 'S1' }, there])).toBe('S1–S2');
  });
});

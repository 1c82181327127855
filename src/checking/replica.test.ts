import { describe, expect, it } from 'vitest';
import { applyEntry } from '../raft/applyEntry.ts';
import { paperRules } from '../raft/rules.ts';
import { encodeState } from '../raft/snapshotState.ts';
import { nodeOf } from '../raft/testNode.ts';
import type { Command } from '../raft/types.ts';
import { Replica } from './replica.ts';

const config = { voters: ['S1'], votersOutgoing: [], learners: [] };
const next = { voters: ['S1', 'S2'], votersOutgoing: [], learners: ['S3'] };
const of = (client: string, seq: number) => ({ client, seq });

const commands: Command[] = [
  null,
  { set: ['x', '1'] },
  { set: ['x', '1'], ...of('a', 1) },
  { append: ['list', '1'], ...of('a', 2) },
  { append: ['list', '1'], ...of('a', 2) },
  { set: ['x', 'late'], ...of('a', 1) },
  { cas: ['x', '1', '2'], ...of('b', 1) },
  { cas: ['x', '1', '3'], ...of('b', 2) },
  { config: next },
  { read: 'x' },
  { append: ['x', '4'] },
  { delete: 'x', ...of('c', 1) },
  // Two sessions are kept: a is used last at 5, so that it has expired by now.
  { append: ['list', '2'], ...of('a', 3) },
  { delete: 'nothing', ...of('b', 3) },
  { append: ['list', '3'] },
];

describe('Replica', () => {
  it('comes to the state that nodes come to, entry by entry', () => {
    const replica = new Replica(config, 2);
    const node = nodeOf({ options: { maxSessions: 2 } });
    let inForce = { config, configIndex: 0 };
    commands.forEach((command, i) => {
      const entry = { index: i + 1, term: 1, command };
      applyEntry({ node, rules: paperRules, notes: null }, entry);
      replica.apply(entry);
      if (command !== null && 'config' in command) inForce = { config: command.config as typeof config, configIndex: i + 1 };
      const { dict, sessions } = node;
      expect(replica.text(), `after ${JSON.stringify(command)}`).toBe(encodeState({ dict, sessions, ...inForce }));
    });
  });

  it('says what each entry did', () => {
    const replica = new Replica(config, 2);
    const effects = commands.map((command, i) => replica.apply({ index: i + 1, command }));
    expect(effects.flatMap(({ repeated }, i) => (repeated ? [i + 1] : []))).toEqual([5, 6, 13]);
    expect(effects[3]).toEqual({ key: 'list', value: { length: 1, last: '1' }, repeated: false });
    expect([effects[0]?.key, effects[8]?.key, effects[9]?.key, effects[11]?.value]).toEqual([null, null, null, null]);
  });

  it('goes on from a copy without disturbing the original', () => {
    const replica = new Replica(config, null);
    replica.apply({ index: 1, command: { set: ['x', '1'], client: 'a', seq: 1 } });
    const before = replica.text();
    const copy = replica.clone();
    copy.apply({ index: 2, command: { delete: 'x', client: 'a', seq: 2 } });
    expect([replica.text(), replica.index, copy.index]).toEqual([before, 1, 2]);
    expect(copy.text()).not.toBe(before);
  });
});

import { expect, it } from 'vitest';
import type { RecordedCommand } from '../trace/command.ts';
import { Driver, setupOf } from './testDriver.ts';

it('a recorded command that can’t be carried out is an event with its reason, and the run goes on', () => {
  const commands: RecordedCommand[] = [
    { time: 0, afterEvents: 0, command: { type: 'crash', node: 'S1' } },
    { time: 0, afterEvents: 1, command: { type: 'crash', node: 'S1' } },
    { time: 0, afterEvents: 2, command: { type: 'drop', message: 77 } },
    { time: 5, afterEvents: 3, command: { type: 'campaign', node: 'S9' } },
    { time: 6, afterEvents: 4, command: { type: 'campaign', node: 'S2' } },
  ];
  const driver = new Driver(setupOf(), commands);
  driver.run(100);
  expect(driver.events.slice(0, 5).map(({ kind, time, error }) => [kind, time, error])).toEqual([
    ['command', 0, null],
    ['command', 0, 'S1 is down already.'],
    ['command', 0, 'Message 77 is not in flight any more.'],
    ['command', 5, 'There is no node S9 here; the nodes are S1, S2, S3.'],
    ['command', 6, null],
  ]);
  expect(driver.node('S2').role).toBe('leader');
});

it('a command given in the middle drops the recorded future', () => {
  const commands: RecordedCommand[] = [{ time: 50, afterEvents: 0, command: { type: 'crash', node: 'S1' } }];
  const driver = new Driver(setupOf(), commands);
  driver.pass(20);
  driver.do({ type: 'pause', node: 'S2' });
  driver.pass(100);
  expect(driver.observed('S1').status).toBe('up');
  expect(driver.simulation.run().commands).toEqual([{ time: 20, afterEvents: 0, command: { type: 'pause', node: 'S2' } }]);
});

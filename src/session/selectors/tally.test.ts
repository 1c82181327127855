import { expect, it } from 'vitest';
import { votersOf } from './testFrame.ts';
import { tallyClause, tallyOf, tallyShare, tallyValue } from './tally.ts';

const joint = { voters: ['S3', 'S4', 'S5'], votersOutgoing: ['S1', 'S2', 'S3'], learners: [] };
const among = (...ids: string[]) => (id: string) => ids.includes(id);

it('counts one majority', () => {
  const tally = tallyOf(votersOf(5), among('S1', 'S2'));
  expect(tally.reached).toBe(false);
  expect([tallyClause(tally, 'votes'), tallyValue(tally), tallyShare(tally)]).toEqual(['2 of the 3 votes it needs', '2 < 3', '2 of 3']);
  expect(tallyClause(tallyOf(votersOf(1), among('S1')), 'copies')).toBe('1 of the 1 copy it needs');
});

it('needs both majorities while the configuration is joint, however many agree in all', () => {
  const tally = tallyOf(joint, among('S1', 'S2', 'S3'));
  expect(tally.reached).toBe(false);
  expect(tallyClause(tally, 'votes')).toBe('a majority of the old half, 1 of the 2 votes it needs from the new');
  expect([tallyValue(tally), tallyShare(tally)]).toEqual(['3 ≥ 2, 1 < 2', '3 ≥ 2, 1 < 2']);
  expect(tallyOf(joint, among('S1', 'S3', 'S4')).reached).toBe(true);
});

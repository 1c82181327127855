import { expect, test } from 'vitest';
import { assignmentOf, groupsOf, groupVerdict, isolated, splitAround } from './partitionGroups.ts';

const nodes = ['S1', 'S2', 'S3', 'S4', 'S5'];
const bothWays = (a: string, b: string) => [
  { from: a, to: b },
  { from: b, to: a },
];

test('without cuts everybody is in one group', () => {
  expect(groupsOf(nodes, assignmentOf(nodes, []))).toEqual([nodes]);
});

test('groups are read off the cuts', () => {
  const cuts = ['S1', 'S2', 'S5'].flatMap((a) => ['S3', 'S4'].flatMap((b) => bothWays(a, b)));
  expect(groupsOf(nodes, assignmentOf(nodes, cuts))).toEqual([
    ['S1', 'S2', 'S5'],
    ['S3', 'S4'],
  ]);
});

test('one link that still works, one way even, joins two groups', () => {
  const cuts = nodes.slice(1).flatMap((other) => bothWays('S1', other));
  expect(groupsOf(nodes, assignmentOf(nodes, cuts))).toEqual([['S1'], ['S2', 'S3', 'S4', 'S5']]);
  expect(groupsOf(nodes, assignmentOf(nodes, cuts.slice(1)))).toEqual([nodes]);
  expect(groupsOf(nodes, assignmentOf(nodes, cuts.filter(({ from }) => from !== 'S2')))).toEqual([nodes]);
});

test('the leader’s side is a majority or a minority of the voters', () => {
  expect(groupsOf(nodes, splitAround(nodes, 'S4', 'majority'))).toEqual([
    ['S1', 'S4', 'S5'],
    ['S2', 'S3'],
  ]);
  expect(groupsOf(nodes, splitAround(nodes, 'S4', 'minority'))).toEqual([
    ['S4', 'S5'],
    ['S1', 'S2', 'S3'],
  ]);
  const four = nodes.slice(0, 4);
  expect(groupsOf(four, splitAround(four, 'S1', 'majority'))).toEqual([['S1', 'S2', 'S3'], ['S4']]);
  expect(groupsOf(four, splitAround(four, 'S1', 'minority'))).toEqual([['S1'], ['S2', 'S3', 'S4']]);
  const two = nodes.slice(0, 2);
  expect(groupsOf(two, splitAround(two, 'S2', 'minority'))).toEqual([['S2'], ['S1']]);
});

test('learners don’t count for a side', () => {
  const assignment = splitAround(nodes, 'S1', 'majority', ['S1', 'S2', 'S3']);
  expect(groupsOf(nodes, assignment)).toEqual([
    ['S1', 'S2'],
    ['S3', 'S4', 'S5'],
  ]);
});

test('isolation leaves one node alone', () => {
  expect(groupsOf(nodes, isolated(nodes, 'S3'))).toEqual([['S1', 'S2', 'S4', 'S5'], ['S3']]);
});

test('a group’s weight is told in voters', () => {
  expect(groupVerdict(['S1', 'S2', 'S3'], nodes)).toBe('3 of 5, a majority');
  expect(groupVerdict(['S1', 'S2'], nodes.slice(0, 4))).toBe('2 of 4, no majority');
});

import { expect, test } from 'vitest';
import { count, formatTable, median, ratio } from './table.ts';

test('columns line up under a head', () => {
  const table = formatTable([{ what: 'speed', figure: '1,000 a second', against: '2×' }]);
  expect(table.split('\n')).toEqual([
    '| what  | here           | held against |',
    '|-------|----------------|--------------|',
    '| speed | 1,000 a second | 2×           |',
  ]);
});

test('figures read as people write them', () => {
  expect([count(57_012.4), ratio(1.526), median([3, 1, 2]), median([1, 2, 3, 4])]).toEqual(['57,012', '1.53×', 2, 3]);
});

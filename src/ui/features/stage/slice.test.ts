import { expect, it } from 'vitest';
import { allLinks } from '../../viz/cutLines.ts';
import { stageGeometry } from '../../viz/ring.ts';
import { sliceCommands } from './slice.ts';

const links = allLinks(stageGeometry(520, 520, ['S1', 'S2', 'S3']));
const both = (a: string, b: string) => [{ from: a, to: b }, { from: b, to: a }];

it('cuts both ways what it crosses and what is not yet cut both ways', () => {
  const cut = new Map([['S1-S2', 'both'], ['S1-S3', 'ab']] as const);
  expect(sliceCommands(links, cut, ['S1-S2', 'S1-S3'], [])).toEqual([{ type: 'cut', links: both('S1', 'S3') }]);
  expect(sliceCommands(links, cut, [], [])).toEqual([]);
});

it('moved, heals what it leaves, and keeps open what was healed on it before', () => {
  const cut = new Map([['S1-S2', 'both']] as const);
  const commands = sliceCommands(links, cut, ['S1-S3', 'S2-S3'], ['S1-S2', 'S1-S3']);
  expect(commands).toEqual([
    { type: 'cut', links: both('S2', 'S3') },
    { type: 'heal', links: both('S1', 'S2') },
  ]);
});

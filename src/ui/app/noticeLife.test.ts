import { expect, test } from 'vitest';
import { noticeLifeMs } from './noticeLife.ts';

const notice = { id: 1, tone: 'info', text: 'Branched.', action: null } as const;

test('what went wrong stays until it is closed', () => {
  expect(noticeLifeMs({ ...notice, tone: 'bad' })).toBeNull();
});

test('a long text and an action get more time', () => {
  const short = noticeLifeMs(notice) ?? 0;
  expect(noticeLifeMs({ ...notice, text: 'x'.repeat(100) })).toBeGreaterThan(short);
  expect(noticeLifeMs({ ...notice, action: 'Undo' })).toBe(10_000);
});

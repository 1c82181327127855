import type { Notice } from '../../session/state.ts';

/** How long a notice stays, in ms: time to read it, more when something can be done about it; null until closed. */
export function noticeLifeMs({ tone, text, action }: Notice): number | null {
  if (tone === 'bad') return null;
  const reading = 2500 + 50 * text.length;
  return action === null ? reading : Math.max(10_000, reading);
}

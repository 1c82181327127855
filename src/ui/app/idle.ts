import type { SessionState } from '../../session/state.ts';

/** Nothing is under way: browser tests wait for this instead of sleeping. */
export function isIdle(state: Pick<SessionState, 'phase' | 'playing' | 'pending'>): boolean {
  return state.phase !== 'boot' && !state.playing && (state.pending ?? 0) === 0;
}

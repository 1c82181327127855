import type { SessionState } from '../../session/state.ts';
import { highestTerm, newestLeader } from '../../session/selectors/cluster.ts';

/** What the tab says: the state of the cluster first, so that it can be read in a narrow tab. */
export function documentTitle({ phase, frame }: Pick<SessionState, 'phase' | 'frame'>): string {
  if (phase === 'boot') return 'Raft Playground';
  if (phase === 'failed') return 'Stopped · Raft Playground';
  const violated = frame.invariants.find((invariant) => invariant.violation !== null);
  if (violated !== undefined) return `${violated.property} violated · Raft Playground`;
  const leader = newestLeader(frame);
  const headline =
    leader === null ? `Nobody leads term ${highestTerm(frame)}` : `${leader.id} leads term ${leader.currentTerm}`;
  return `${headline} · Raft Playground`;
}

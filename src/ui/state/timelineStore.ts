/** What timeline and transport share about the picture of time: which messages are shown, and which marks are in view. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** `causes`: the selection's causes bold, the rest faint. `all`: every message. `noHeartbeats`: without the routine. */
export type MessageFilter = 'causes' | 'all' | 'noHeartbeats';

/** Marks that a reader may need explained, in the order of the key. */
export const markKinds = [
  'follower', 'learner', 'preCandidate', 'candidate', 'leader', 'oldLeader', 'paused',
  'election', 'commit', 'preVote', 'snapshot', 'members', 'handover', 'restart', 'crash', 'lost', 'violation',
] as const;
export type MarkKind = (typeof markKinds)[number];

interface TimelineState {
  readonly filter: MessageFilter;
  /** In the order of `markKinds`. */
  readonly marks: readonly MarkKind[];
}

export const timelineStore = createStore<TimelineState>(() => ({ filter: 'causes', marks: [] }));

export function useTimelineState<T>(selector: (state: TimelineState) => T): T {
  return useStore(timelineStore, selector);
}

export function setMessageFilter(filter: MessageFilter): void {
  timelineStore.setState({ filter });
}

/** Tells which marks are in view; an unchanged set changes nothing. */
export function showMarks(seen: ReadonlySet<MarkKind>): void {
  const marks = markKinds.filter((kind) => seen.has(kind));
  if (marks.join() !== timelineStore.getState().marks.join()) timelineStore.setState({ marks });
}

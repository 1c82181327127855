import { Segmented } from './Segmented.tsx';
import { setMessageFilter, useTimelineState, type MessageFilter } from '../state/timelineStore.ts';

const filters: readonly { value: MessageFilter; label: string; title: string }[] = [
  { value: 'causes', label: 'Causes', title: 'What led to the selection in ink, the rest faint' },
  { value: 'all', label: 'All messages', title: 'Every message' },
  { value: 'noHeartbeats', label: 'No heartbeats', title: 'Without heartbeats and their answers' },
];

/** Which messages the timeline shows. */
export function MessageFilterControl() {
  const filter = useTimelineState((state) => state.filter);
  return <Segmented label="Messages on the timeline" value={filter} options={filters} onChange={setMessageFilter} />;
}

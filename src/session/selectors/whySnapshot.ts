/** Why a node gets a snapshot instead of entries. P7 */
import type { Frame, NodeFrame } from '../frame.ts';
import { lastLogIndex, newestLeader } from './cluster.ts';
import { chainOf, expected } from './whyChain.ts';
import { lastNote, type Events } from './whyEvents.ts';
import { fact, ruleCheck, type ChainItem, type Why } from './whyTypes.ts';

/** Null when it doesn't get one. */
export function whySnapshot(frame: Frame, events: Events, node: NodeFrame): Why | null {
  const leader = newestLeader(frame);
  const known = leader?.progress[node.id];
  const { incoming, id } = node;
  const sent = known?.state === 'snapshot' && known.snapshotIndex > node.commitIndex;
  if (leader === null || leader === node || (incoming === null && !sent)) return null;
  const through = incoming?.lastIncludedIndex ?? known?.snapshotIndex ?? 0;
  const needs = known?.nextIndex ?? lastLogIndex(node) + 1;
  const there = incoming === null ? 'Nothing of it is there yet.' : `${incoming.bytes}${incoming.total === null ? '' : ` of ${incoming.total}`} characters are there.`;
  const began =
    lastNote(events, frame.eventCount, id, 'chunkTaken', (values) => values.lastIncludedIndex === through) ??
    lastNote(events, frame.eventCount, leader.id, 'snapshotSent', (values) => values.peer === id);
  const flying = frame.inFlight.find(({ message }) => message.type === 'InstallSnapshot' && message.to === id);
  const next: ChainItem[] =
    flying === undefined || flying.message.type !== 'InstallSnapshot'
      ? []
      : [{ ...expected(flying.deliverAt, flying.message.done ? `${id} installs it` : `${id} gets a chunk`), message: flying.id }];
  return {
    question: `Why does ${id} get a snapshot?`,
    answer: `It needs entry ${needs}, and ${leader.id} has compacted its log up to ${leader.snapshotIndex}: it sends the state that the entries made. ${there}`,
    checks: [
      ruleCheck('sendsSnapshot', 'decides', `${needs} ≤ ${leader.snapshotIndex}`),
      fact('its log ends at', lastLogIndex(node)),
      fact('the snapshot goes to', through),
    ],
    remark: 'Chunks are in memory until the last is there: a crash between them begins it anew.',
    chain: [...(began === null ? [] : chainOf(events, began.id, 3)), ...next],
  };
}

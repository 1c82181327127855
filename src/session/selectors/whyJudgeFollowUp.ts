/** What else an acknowledgement makes possible at its leader: reads, a transfer, the end of a catch-up. T6.4, T3.10, T4.2.1 */
import { quorumIndex } from '../../raft/quorum.ts';
import { paperRules } from '../../raft/rules.ts';
import type { AppendEntriesReply } from '../../raft/types.ts';
import { clip, listed } from '../../trace/narrateWords.ts';
import type { NodeFrame } from '../frame.ts';
import { lastLogIndex } from './cluster.ts';

/** One sentence; null when nothing else follows. */
export function followUp(leader: NodeFrame, message: AppendEntriesReply): string | null {
  const said = [readsAnswered(leader, message), transferGoesOn(leader, message), catchUpEnds(leader, message)].filter((each) => each !== null);
  return said.length === 0 ? null : said.join(' ');
}

function readsAnswered(leader: NodeFrame, { from, round }: AppendEntriesReply): string | null {
  const acked = (id: string): number => leader.progress[id]?.ackedRound ?? 0;
  const answered = (id: string): number =>
    id === leader.id ? leader.round : id === from ? Math.max(round, acked(id)) : acked(id);
  const confirmed = quorumIndex(paperRules, leader.config, answered, null);
  const ready = leader.reads.filter(
    ({ readIndex, round: asked }) => readIndex !== null && asked <= confirmed && readIndex <= leader.lastApplied,
  );
  if (ready.length === 0) return null;
  const keys = listed([...new Set(ready.map(({ key }) => clip(key, 16)))]);
  return `That confirms round ${confirmed}: ${leader.id} still leads, and answers the ${ready.length === 1 ? 'read' : 'reads'} of ${keys}.`;
}

function transferGoesOn(leader: NodeFrame, { from, success, matchIndex }: AppendEntriesReply): string | null {
  const { transfer } = leader;
  if (transfer === null || transfer.told || transfer.target !== from || !success) return null;
  return matchIndex < lastLogIndex(leader) ? null : `Then ${from} has everything, and ${leader.id} tells it to campaign.`;
}

function catchUpEnds(leader: NodeFrame, { from, success, matchIndex }: AppendEntriesReply): string | null {
  const { change } = leader;
  if (change === null || change.catchUp === null || !success || !change.voters.includes(from)) return null;
  if (leader.config.voters.includes(from) || !paperRules.isCaughtUp(matchIndex, change.catchUp.target)) return null;
  const last = lastLogIndex(leader);
  return `Then ${from} holds what round ${change.catchUp.round} was about${matchIndex >= last ? ', and all there is' : ''}.`;
}

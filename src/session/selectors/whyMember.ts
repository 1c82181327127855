/** Why a node has no vote, or votes twice over: learners, newcomers, the removed, and joint configurations. P6, T4 */
import type { LogIndex, NodeId } from '../../raft/types.ts';
import { configClause, configLabel, listed } from '../../trace/narrateWords.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { clusterConfig, membershipIn } from '../members/membership.ts';
import type { ChangeFrame } from '../nodeParts.ts';
import { newestLeader } from './cluster.ts';
import { tallyClause, tallyShare } from './tally.ts';
import { chainOf } from './whyChain.ts';
import { copiesOf } from './whyCopies.ts';
import { lastNote, type Events } from './whyEvents.ts';
import { fact, ruleCheck, type ChainItem, type Why } from './whyTypes.ts';

/** A leader in the middle of a change: two majorities. P6 */
export function whyJoint(frame: Frame, events: Events, leader: NodeFrame): Why {
  const { id, config, configIndex, commitIndex } = leader;
  const copies = copiesOf(frame, leader, configIndex);
  const committed = configIndex <= commitIndex;
  const next = committed
    ? `Entry ${configIndex} is committed, so ${id} goes on to the new half alone.`
    : `Entry ${configIndex} has ${tallyClause(copies.tally, 'copies')}.`;
  return {
    question: `Why does ${id} need two majorities?`,
    answer: `The joint configuration of entry ${configIndex} is in force since it was appended: ${configClause(config)}. ${next}`,
    checks: [
      ruleCheck('configTakesEffect', 'decides', configLabel(config)),
      ruleCheck('leavesJoint', committed ? 'passes' : 'moot', null),
      fact(`copies of index ${configIndex}, old half and new`, tallyShare(copies.tally)),
    ],
    remark: 'Neither half decides without the other, so the old and the new members can’t elect a leader each.',
    chain: inForceSince(frame, events, id, configIndex),
  };
}

/** New voters that don't vote yet. T4.2.1 */
export function whyCatchingUp(
  frame: Frame,
  events: Events,
  leader: NodeFrame,
  voters: readonly NodeId[],
  { round, target }: NonNullable<ChangeFrame['catchUp']>,
): Why {
  const matchOf = (peer: NodeId): LogIndex => leader.progress[peer]?.matchIndex ?? 0;
  const joining = voters.filter((peer) => peer !== leader.id && !leader.config.voters.includes(peer));
  const behind = joining.filter((peer) => matchOf(peer) < target);
  const state = (behind.length > 0 ? behind : joining).map((peer) => `${peer} is known to hold ${matchOf(peer)}`);
  const began = lastNote(events, frame.eventCount, leader.id, 'catchUpStarted');
  return {
    question: `Why ${joining.length === 1 ? 'doesn’t' : 'don’t'} ${listed(joining)} vote yet?`,
    answer: `${joining.length === 1 ? 'It catches' : 'They catch'} up first: round ${round} goes up to entry ${target}, and ${listed(state)}.`,
    checks: [
      ruleCheck('isCaughtUp', 'decides', joining.map((peer) => `${matchOf(peer)} ${matchOf(peer) < target ? '<' : '≥'} ${target}`).join(', ')),
      fact('the new configuration', configLabel({ voters, votersOutgoing: [], learners: leader.change?.learners ?? [] })),
    ],
    remark: 'Counted among the voters with an empty log, it would hold up every commit until it has caught up.',
    chain: began === null ? [] : chainOf(events, began.id, 3),
  };
}

/** A node without a vote, or with one that it has lost; null when it votes. */
export function whyNoVoter(frame: Frame, events: Events, node: NodeFrame): Why | null {
  const leader = newestLeader(frame);
  const change = leader?.change ?? null;
  const joins = change !== null && change.voters.includes(node.id) && leader?.config.voters.includes(node.id) === false;
  if (leader !== null && joins && change.catchUp !== null) return whyCatchingUp(frame, events, leader, change.voters, change.catchUp);
  const { config, index } = clusterConfig(frame);
  const own = membershipIn(node.config, node.id);
  if (membershipIn(config, node.id) !== 'outside') return null;
  const members = fact('members', configLabel(config));
  const may = ruleCheck('mayCampaign', 'decides', null);
  if (own !== 'outside') {
    return {
      question: `Why does ${node.id} hear nothing?`,
      answer: `It was removed with entry ${index}, and that entry hasn’t reached it: ${leader?.id ?? 'the leader'} sends to its members only.`,
      checks: [ruleCheck('configTakesEffect', 'decides', null), members, fact('it still goes by', configLabel(node.config))],
      remark: 'It campaigns when its timer fires. With CheckQuorum the others pass its requests over while they hear a leader; with PreVote it raises no term.',
      chain: [],
    };
  }
  const isNew = node.configIndex === 0 && node.entries.length === 0 && node.snapshotIndex === 0;
  return {
    question: isNew ? `Why does ${node.id} do nothing?` : `Why does ${node.id} take no part?`,
    answer: isNew
      ? `No configuration has it yet: nobody sends it anything, and without a vote it doesn’t campaign. Ask the leader to add it.`
      : `It was removed with entry ${index}, and knows: it campaigns no more, counts for no majority, and can be switched off.`,
    checks: [may, members],
    remark: null,
    chain: isNew ? [] : inForceSince(frame, events, node.id, node.configIndex),
  };
}

function inForceSince(frame: Frame, events: Events, node: NodeId, index: LogIndex): ChainItem[] {
  const event = lastNote(events, frame.eventCount, node, 'configInForce', (values) => values.index === index);
  return event === null ? [] : chainOf(events, event.id, 4);
}

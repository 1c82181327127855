/** Why a node follows, and why nobody leads. P5.2, P5.4.1 */
import { paperRules } from '../../raft/rules.ts';
import { milliseconds } from '../../trace/narrateWords.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { committedIndex, lastLogIndex, newestLeader, termAt, votesNeeded } from './cluster.ts';
import { chainOf, expected } from './whyChain.ts';
import { lastNote, type Events } from './whyEvents.ts';
import { isCut } from './whyJudge.ts';
import { fact, ruleCheck, type ChainItem, type Why } from './whyTypes.ts';

/** A follower of a leader that it hears, or believes to hear. */
export function whyFollowing(frame: Frame, events: Events, node: NodeFrame): Why {
  const leader = newestLeader(frame);
  if (leader !== null && isCut(frame, leader.id, node.id)) return whyCutOff(frame, node, leader);
  const committed = committedIndex(frame);
  if (node.commitIndex < committed && leader !== null) return whyBehind(frame, node, leader, committed);
  const heard =
    lastNote(events, frame.eventCount, node.id, 'heartbeatAccepted') ??
    lastNote(events, frame.eventCount, node.id, 'appended');
  const who = node.leaderId ?? leader?.id ?? 'a leader';
  return {
    question: `Why isn’t ${node.id} ${node.role === 'learner' ? 'a voter' : 'a candidate'}?`,
    answer:
      node.role === 'learner'
        ? `It listens without a vote: it gets every entry and counts for no majority.`
        : `It hears ${who}, which leads term ${node.currentTerm}: each message from there restarts its election timer.`,
    checks: [ruleCheck('resetsElectionTimer', 'decides', null), ...timerFact(frame, node)],
    remark: null,
    chain: [...(heard === null ? [] : chainOf(events, heard.id, 3)), ...timeoutAhead(node)],
  };
}

function timerFact(frame: Frame, node: NodeFrame): ReturnType<typeof fact>[] {
  return node.electionAt === null
    ? []
    : [fact('its election timer fires in', milliseconds(Math.max(0, node.electionAt - frame.time)))];
}

function timeoutAhead(node: NodeFrame): ChainItem[] {
  return node.electionAt === null ? [] : [expected(node.electionAt, `Unless it hears again, ${node.id} campaigns`)];
}

function whyCutOff(frame: Frame, node: NodeFrame, leader: NodeFrame): Why {
  const needed = votesNeeded(node.config);
  const reached = node.config.voters.filter((id) => id === node.id || !isCut(frame, node.id, id)).length;
  return {
    question: `Why does ${node.id} not follow ${leader.id}?`,
    answer:
      node.currentTerm < leader.currentTerm
        ? `The link from ${leader.id} is cut: ${node.id} has heard nothing of term ${leader.currentTerm} and is still in term ${node.currentTerm}.`
        : `The link from ${leader.id} is cut: its heartbeats don’t arrive, and ${node.id} campaigns when its timer fires.`,
    checks: [
      ruleCheck('startElection', 'passes', null),
      fact('voters it reaches', `${reached} of ${node.config.voters.length}`),
      fact('votes it would need', needed),
      ...timerFact(frame, node),
    ],
    remark: reached < needed ? 'It can’t win: it reaches no majority.' : null,
    chain: timeoutAhead(node),
  };
}

function whyBehind(frame: Frame, node: NodeFrame, leader: NodeFrame, committed: number): Why {
  const next = leader.progress[node.id];
  const last = lastLogIndex(node);
  const has = last >= committed && termAt(node, committed) !== null;
  return {
    question: `Why has ${node.id} applied only ${node.lastApplied} of ${committed}?`,
    answer: has
      ? `It has the entries, but hasn’t been told yet that they are committed: the next message from ${leader.id} says so.`
      : `It is behind, not wrong: its log ends at ${last}. ${leader.id} sends it entries from ${next?.nextIndex ?? last + 1} on${next?.state === 'probe' ? ', once both have found where their logs agree' : ''}.`,
    checks: [
      ruleCheck('followerCommit', 'decides', null),
      fact('commitIndex here, at the leader', `${node.commitIndex}, ${leader.commitIndex}`),
      fact('its log ends at', last),
      ...(next === undefined ? [] : [fact(`nextIndex[${node.id}], matchIndex[${node.id}]`, `${next.nextIndex}, ${next.matchIndex}`)]),
    ],
    remark: next !== undefined && next.rollbacks > 0 ? `nextIndex for it has been rolled back ${next.rollbacks} ${next.rollbacks === 1 ? 'time' : 'times'} in this term.` : null,
    chain: [],
  };
}

/** Nobody leads: whose timer is next, and whether this node could win. P5.4.1 */
export function whyNobodyLeads(frame: Frame, _events: Events, node: NodeFrame): Why {
  const needed = votesNeeded(node.config);
  const mine = { index: lastLogIndex(node), term: termAt(node, lastLogIndex(node)) ?? 0 };
  const others = frame.nodes.filter((each) => each.id !== node.id && node.config.voters.includes(each.id));
  const reachable = others.filter((each) => each.status === 'up' && !isCut(frame, node.id, each.id) && !isCut(frame, each.id, node.id));
  const willing = reachable.filter((each) =>
    paperRules.logIsUpToDate(mine.term, mine.index, termAt(each, lastLogIndex(each)) ?? 0, lastLogIndex(each)),
  );
  const possible = willing.length + 1 >= needed;
  const due = frame.nodes
    .filter((each) => each.status === 'up' && each.electionAt !== null)
    .sort((a, b) => (a.electionAt ?? 0) - (b.electionAt ?? 0))[0];
  return {
    question: `Why is there no leader?`,
    answer: `Nobody has won an election since the last leader went.${due === undefined || due.electionAt === null ? '' : ` ${due.id}’s timer is the next to fire, in ${milliseconds(Math.max(0, due.electionAt - frame.time))}.`}`,
    checks: [
      ruleCheck('startElection', 'passes', null),
      ruleCheck('logIsUpToDate', possible ? 'passes' : 'decides', null),
      fact(`nodes that ${node.id} reaches`, `${reachable.length + 1} of ${others.length + 1}`),
      fact('of these would vote for it', `${willing.length + 1}, needs ${needed}`),
    ],
    remark: possible
      ? null
      : reachable.length + 1 < needed
        ? `${node.id} can’t win: it reaches no majority.`
        : `${node.id} can’t win: too many logs are more up to date than its own.`,
    chain: due === undefined || due.electionAt === null ? [] : [expected(due.electionAt, `${due.id} becomes a candidate`)],
  };
}

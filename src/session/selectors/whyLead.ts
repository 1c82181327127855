/** Why a node leads, still believes that it leads, or doesn't lead yet. P5.2 */
import { allVoters } from '../../raft/quorum.ts';
import type { NodeId } from '../../raft/types.ts';
import { listed } from '../../trace/narrateWords.ts';
import { defaultOptions } from '../../trace/run.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { committedIndex, highestTerm, lastLogIndex, votesNeeded } from './cluster.ts';
import { tallyClause, tallyOf, tallyValue } from './tally.ts';
import { chainOf, expected } from './whyChain.ts';
import { lastNote, type Events } from './whyEvents.ts';
import { isCut, judge, nodeOf } from './whyJudge.ts';
import { fact, ruleCheck, type ChainItem, type Check, type Why } from './whyTypes.ts';

/** The leader with nothing left to commit. */
export function whyLeading(frame: Frame, events: Events, node: NodeFrame): Why {
  const won = lastNote(events, frame.eventCount, node.id, 'becameLeader', ({ term }) => term === node.currentTerm);
  const needed = votesNeeded(node.config);
  return {
    question: `Why does ${node.id} lead?`,
    answer: `A majority voted for it in term ${node.currentTerm}, and nobody has seen a later term. Its heartbeats keep the others from campaigning.`,
    checks: [
      ruleCheck('quorumSize', 'decides', `≥ ${needed} of ${node.config.voters.length}`),
      ruleCheck('sendsHeartbeats', 'passes', null),
    ],
    remark: lastLogIndex(node) > 0 ? `Everything in its log is committed, up to ${committedIndex(frame)}.` : null,
    chain: won === null ? [] : chainOf(events, won.id),
  };
}

/** A leader whose term is over and who hasn't heard. */
export function whyOldLeader(frame: Frame, events: Events, node: NodeFrame): Why {
  const term = highestTerm(frame);
  const newer = frame.nodes.filter((each) => each.currentTerm > node.currentTerm && each.status !== 'down').map((each) => each.id);
  const voters = node.config.voters;
  const reached = voters.filter((id) => id === node.id || reaches(frame, node.id, id));
  const needed = votesNeeded(node.config);
  const coming = newsUnderWay(frame, node);
  const believers = voters.filter((id) => (nodeOf(frame, id)?.currentTerm ?? 0) <= node.currentTerm);
  return {
    question: `Why does ${node.id} still think it leads?`,
    answer: `No message of a later term has reached it: ${listed(newer)} ${newer.length === 1 ? 'is' : 'are'} in term ${term}, and it is in term ${node.currentTerm}.`,
    checks: [
      ruleCheck('stepsDown', 'decides', `${term} > ${node.currentTerm}`),
      fact('voters it reaches both ways', `${reached.length} of ${voters.length}`),
      fact('voters not beyond its term', `${believers.length} of ${voters.length}`),
      fact('copies it needs to commit', needed),
    ],
    remark: believers.length < needed ? 'It can commit nothing: no majority is left in its term.' : null,
    chain: coming,
  };
}

function reaches(frame: Frame, a: NodeId, b: NodeId): boolean {
  return nodeOf(frame, b)?.status === 'up' && !isCut(frame, a, b) && !isCut(frame, b, a);
}

/** Messages under way that will tell it of a later term. */
function newsUnderWay(frame: Frame, node: NodeFrame): ChainItem[] {
  return frame.inFlight
    .filter(({ message, lost }) => lost === null && message.to === node.id && message.term > node.currentTerm)
    .filter(({ message }) => !isCut(frame, message.from, message.to))
    .sort((a, b) => (a.deliverAt ?? Infinity) - (b.deliverAt ?? Infinity))
    .slice(0, 2)
    .map(({ message, deliverAt }) => ({
      ...expected(deliverAt, judge(frame, message, defaultOptions).brief),
      message: frame.inFlight.find((each) => each.message === message)?.id ?? null,
    }));
}

/** A candidate, and what its votes are waiting for. */
export function whyNotElected(frame: Frame, events: Events, node: NodeFrame): Why {
  const tally = tallyOf(node.config, (voter) => node.votes[voter] === true);
  const yes = Object.entries(node.votes).filter(([, granted]) => granted).map(([id]) => id);
  const no = Object.entries(node.votes).filter(([, granted]) => !granted).map(([id]) => id);
  const started = lastNote(events, frame.eventCount, node.id, 'electionStarted', ({ term }) => term === node.currentTerm);
  const silent = silentVoters(frame, node);
  const checks: Check[] = [
    ruleCheck('quorumSize', 'decides', tallyValue(tally)),
    fact('votes', yes.length === 0 ? 'none yet' : yes.join(', ')),
    ...(no.length === 0 ? [] : [fact('refused by', no.join(', '))]),
  ];
  const coming = frame.inFlight
    .filter(({ message }) => message.to === node.id && message.type === 'RequestVoteReply' && message.term >= node.currentTerm)
    .slice(0, 3)
    .map((envelope) => ({
      ...expected(envelope.deliverAt, `${envelope.message.from}’s answer arrives`),
      message: envelope.id,
    }));
  return {
    question: `Why isn’t ${node.id} leader yet?`,
    answer: `It has ${tallyClause(tally, 'votes')} in term ${node.currentTerm}. ${silent}`.trim(),
    checks,
    remark: node.votes[node.id] === true ? null : 'Its own vote counts once it is on disk.',
    chain: [...(started === null ? [] : chainOf(events, started.id, 3)), ...coming],
  };
}

/** Who hasn't answered a candidate, and why, as far as it can be seen from outside. */
export function silentVoters(frame: Frame, node: NodeFrame): string {
  const waiting = allVoters(node.config).filter((id) => id !== node.id && node.votes[id] === undefined);
  const state = (id: NodeId): string => {
    const peer = nodeOf(frame, id);
    if (peer === null || peer.status === 'down') return 'down';
    if (!reaches(frame, node.id, id)) return peer.status === 'paused' ? 'paused' : 'cut off';
    return 'yet to answer';
  };
  const groups = new Map<string, NodeId[]>();
  for (const id of waiting) groups.set(state(id), [...(groups.get(state(id)) ?? []), id]);
  const clauses = [...groups].map(([what, ids]) => `${listed(ids)} ${ids.length === 1 ? 'is' : 'are'} ${what}`);
  return clauses.length === 0 ? 'Everybody has answered.' : `${listed(clauses)}.`;
}

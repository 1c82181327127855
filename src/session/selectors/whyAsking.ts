/** Why a node that asks whether it could win doesn't campaign yet. T9.6 */
import type { Frame, NodeFrame } from '../frame.ts';
import { tallyClause, tallyOf, tallyValue } from './tally.ts';
import { chainOf, expected } from './whyChain.ts';
import { lastNote, type Events } from './whyEvents.ts';
import { silentVoters } from './whyLead.ts';
import { fact, ruleCheck, type ChainItem, type Why } from './whyTypes.ts';

export function whyAsking(frame: Frame, events: Events, node: NodeFrame): Why {
  const { id, currentTerm, votes, config } = node;
  const tally = tallyOf(config, (voter) => votes[voter] === true);
  const no = Object.keys(votes).filter((voter) => votes[voter] === false);
  const began = lastNote(events, frame.eventCount, id, 'preVoteStarted', ({ term }) => term === currentTerm);
  const coming: ChainItem[] = frame.inFlight
    .filter(({ message }) => message.to === id && message.type === 'PreVoteReply' && message.forTerm === currentTerm + 1)
    .slice(0, 3)
    .map((envelope) => ({ ...expected(envelope.deliverAt, `${envelope.message.from}’s answer arrives`), message: envelope.id }));
  return {
    question: `Why doesn’t ${id} campaign?`,
    answer: `It asks first whether it could win term ${currentTerm + 1}: it is promised ${tallyClause(tally, 'votes')}. ${silentVoters(frame, node)}`,
    checks: [
      ruleCheck('preVote', 'decides', tallyValue(tally)),
      ...(no.length === 0 ? [] : [fact('would not vote for it', no.join(', '))]),
      ...(node.electionAt === null ? [] : [fact('asks again', 'when its election timer fires')]),
    ],
    remark: `Its term stays ${currentTerm} meanwhile: a node that can’t win disturbs nobody.`,
    chain: [...(began === null ? [] : chainOf(events, began.id, 3)), ...coming],
  };
}

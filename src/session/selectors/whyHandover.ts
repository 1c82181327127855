/** Why a leader takes no commands while it hands over. T3.10 */
import { milliseconds } from '../../trace/narrateWords.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import type { TransferFrame } from '../nodeParts.ts';
import { lastLogIndex } from './cluster.ts';
import { chainOf, expected } from './whyChain.ts';
import { lastNote, type Events } from './whyEvents.ts';
import { fact, ruleCheck, type ChainItem, type Why } from './whyTypes.ts';

export function whyHandingOver(frame: Frame, events: Events, leader: NodeFrame, { target, told, until }: TransferFrame): Why {
  const { id } = leader;
  const last = lastLogIndex(leader);
  const match = leader.progress[target]?.matchIndex ?? 0;
  const began = lastNote(events, frame.eventCount, id, 'transferStarted', (values) => values.target === target);
  const order = frame.inFlight.find(({ message }) => message.type === 'TimeoutNow' && message.from === id && message.to === target);
  const next: ChainItem[] =
    order === undefined ? [] : [{ ...expected(order.deliverAt, `${target} campaigns for term ${leader.currentTerm + 1}`), message: order.id }];
  return {
    question: `Why does ${id} take no commands?`,
    answer: told
      ? `It hands over to ${target}, which has everything in its log and was told to campaign at once.`
      : `It hands over to ${target}, whose log is known to match up to ${match} of ${last}: what came in now would keep it from catching up.`,
    checks: [
      ruleCheck('transfersLeadership', 'decides', `${match} ${match < last ? '<' : '='} ${last}`),
      ...(until === null ? [] : [ruleCheck('givesUpTransfer', 'passes', `in ${milliseconds(Math.max(0, until - frame.time))}`)]),
      fact('was told to campaign', told ? 'yes' : 'not yet'),
    ],
    remark: `${id} leads until it hears of the new term: nobody is without a leader for longer than an election takes.`,
    chain: [...(began === null ? [] : chainOf(events, began.id, 3)), ...next],
  };
}

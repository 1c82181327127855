/** Chunks of a snapshot and their answers, judged by the paper's rules. P7, Figure 13 */
import { paperRules } from '../../raft/rules.ts';
import type { InstallSnapshot, InstallSnapshotReply } from '../../raft/types.ts';
import { characters } from '../../trace/narrateWords.ts';
import type { NodeFrame } from '../frame.ts';
import { lastLogIndex, termAt } from './cluster.ts';
import { judgeAcknowledgement, unasked } from './whyJudgeAppend.ts';
import { higherTerm, order, takesOver, termCheck } from './whyJudgeVote.ts';
import { ruleCheck, type Check, type Judgement } from './whyTypes.ts';

export function judgeInstallSnapshot(node: NodeFrame, message: InstallSnapshot): Judgement {
  const { id, currentTerm, commitIndex } = node;
  const { term, lastIncludedIndex, offset, data, done } = message;
  const stale = paperRules.isStale(term, currentTerm);
  const checks = [...termCheck(node, term, false), ruleCheck('isStale', stale ? 'decides' : 'passes', order(term, currentTerm))];
  const judged = (text: string, brief: string, more: Check): Judgement => ({
    text: `${id} would ${text}.${takesOver(node, term)}`,
    brief: `${id} ${brief}`,
    checks: [...checks, more],
    remark: null,
  });
  const news = paperRules.installsSnapshot(lastIncludedIndex, commitIndex);
  const newsCheck = ruleCheck('installsSnapshot', stale ? 'moot' : news ? 'passes' : 'decides', `${lastIncludedIndex} ${news ? '>' : '≤'} ${commitIndex}`);
  if (stale) return judged(`refuse it: it speaks for term ${term}, and ${id} is already in term ${currentTerm}`, 'refuses', newsCheck);
  if (!news) return judged(`need nothing of it: it has committed up to ${commitIndex} already`, 'needs nothing of it', newsCheck);
  checks.push(newsCheck);
  const there = piecesOf(node, message);
  const fits = ruleCheck('sendsSnapshot', offset === there && done ? 'passes' : 'decides', `${offset} ${offset === there ? '=' : '≠'} ${there}`);
  if (offset !== there) {
    return judged(`not use this chunk: it begins with character ${offset + 1}, and ${id} waits for character ${there + 1}`, `asks for character ${there + 1}`, fits);
  }
  if (!done) return judged(`keep ${characters(offset, data.length)} and ask for the next chunk`, 'keeps the chunk', fits);
  checks.push(fits);
  return installed(node, message, checks);
}

/** How many characters of this snapshot are there already. */
function piecesOf({ incoming, currentTerm }: NodeFrame, message: InstallSnapshot): number {
  const same =
    incoming !== null &&
    message.term === currentTerm &&
    incoming.leader === message.from &&
    incoming.lastIncludedIndex === message.lastIncludedIndex &&
    incoming.lastIncludedTerm === message.lastIncludedTerm;
  return same ? incoming.bytes : 0;
}

function installed(node: NodeFrame, message: InstallSnapshot, checks: readonly Check[]): Judgement {
  const { id } = node;
  const { lastIncludedIndex, lastIncludedTerm, term } = message;
  const haveTerm = termAt(node, lastIncludedIndex);
  const keeps = paperRules.keepsTail(haveTerm, lastIncludedTerm);
  const after = Math.max(0, lastLogIndex(node) - lastIncludedIndex);
  const entries = after === 1 ? 'entry' : `${after} entries`;
  const tail =
    haveTerm === null
      ? 'its log ends before that'
      : keeps
        ? `its log has term ${haveTerm} there as well, so ${after === 0 ? 'nothing is lost' : `the ${entries} after it ${after === 1 ? 'stays' : 'stay'}`}`
        : `its log has term ${haveTerm} there, not ${lastIncludedTerm}, so all of it goes${after === 0 ? '' : `, the ${entries} after it as well`}`;
  return {
    text: `${id} would install the snapshot through ${lastIncludedIndex}: ${tail}.${takesOver(node, term)}`,
    brief: `${id} installs the snapshot`,
    checks: [
      ...checks,
      ruleCheck('keepsTail', 'decides', haveTerm === null ? `nothing at ${lastIncludedIndex}` : `t${haveTerm} ${keeps ? '=' : '≠'} t${lastIncludedTerm}`),
    ],
    remark: 'Its dict, its client sessions and its configuration become the snapshot’s.',
  };
}

export function judgeInstallSnapshotReply(node: NodeFrame, message: InstallSnapshotReply): Judgement {
  const { id } = node;
  const { from, lastIncludedIndex, nextOffset } = message;
  if (paperRules.stepsDown(message.term, node.currentTerm)) return higherTerm(node, message.term);
  const progress = node.progress[from];
  if (node.role !== 'leader' || message.term !== node.currentTerm || progress === undefined) return unasked(node, message.term);
  if (message.installed) {
    const known = judgeAcknowledgement(node, from, lastIncludedIndex, progress.matchIndex);
    return { ...known, remark: `From entry ${Math.max(lastIncludedIndex, progress.matchIndex) + 1} on ${from} gets entries again.` };
  }
  const sending = progress.state === 'snapshot' && progress.snapshotIndex === lastIncludedIndex;
  const goesOn = sending && progress.snapshotOffset !== nextOffset;
  const why = sending ? 'that chunk is on its way already' : `${from} isn’t sent that snapshot any more`;
  return {
    text: goesOn ? `${id} would send ${from} the next chunk, from character ${nextOffset + 1} on.` : `${id} would do nothing: ${why}.`,
    brief: goesOn ? `${id} sends the next chunk` : `${id} does nothing`,
    checks: [ruleCheck('sendsSnapshot', 'decides', goesOn ? `${progress.snapshotOffset} → ${nextOffset}` : null)],
    remark: null,
  };
}

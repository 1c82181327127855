/** AppendEntries and its answers, judged by the paper's rules. P5.3, P5.4.2 */
import { quorumIndex } from '../../raft/quorum.ts';
import { paperRules } from '../../raft/rules.ts';
import type { AppendEntries, AppendEntriesReply, LogIndex, NodeId, Progress, Term } from '../../raft/types.ts';
import { counted, entryRange, indexRange } from '../../trace/narrateWords.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { entryFate, lastLogIndex, termAt } from './cluster.ts';
import { followUp } from './whyJudgeFollowUp.ts';
import { higherTerm, order, takesOver, termCheck } from './whyJudgeVote.ts';
import { ruleCheck, type Check, type JudgeOptions, type Judgement } from './whyTypes.ts';

/** What the receiver's log has to say to one AppendEntries. */
interface LogAnswer {
  readonly stale: boolean;
  readonly matches: boolean;
  /** `15: t2 = t2`, `18 > 15` */
  readonly previous: string;
  readonly cutFrom: LogIndex | null;
  readonly last: LogIndex;
  /** First index that is new or replaced; null: it has them all. */
  readonly newFrom: LogIndex | null;
  readonly newTo: LogIndex;
  readonly commit: LogIndex;
}

export function judgeAppendEntries(frame: Frame, node: NodeFrame, message: AppendEntries): Judgement {
  const answer = askLog(node, message);
  const refused = answer.stale || !answer.matches;
  const cut = answer.cutFrom === null ? 'nothing' : indexRange(answer.cutFrom, answer.last);
  const checks: Check[] = [
    ...termCheck(node, message.term, false),
    ruleCheck('isStale', answer.stale ? 'decides' : 'passes', order(message.term, node.currentTerm)),
    ruleCheck(
      'matchesPrevious',
      answer.stale ? 'moot' : answer.matches ? 'passes' : 'decides',
      answer.stale ? `${message.prevLogIndex}, t${message.prevLogTerm} would ${answer.matches ? 'pass' : 'fail'}` : answer.previous,
    ),
  ];
  if (message.entries.length > 0) {
    const decides = answer.cutFrom !== null ? 'decides' : 'passes';
    checks.push(ruleCheck('truncationPoint', refused ? 'moot' : decides, refused ? `would delete ${cut}` : `deletes ${cut}`));
  }
  if (answer.commit > node.commitIndex) {
    checks.push(ruleCheck('followerCommit', refused ? 'moot' : 'passes', `${refused ? 'would be ' : ''}${node.commitIndex} → ${answer.commit}`));
  }
  return {
    text: `${appendText(node, message, answer)}${takesOver(node, message.term)}`,
    brief: appendBrief(node, message, answer),
    checks,
    remark: refused ? savedByRefusal(frame, node, answer) : null,
  };
}

function askLog(node: NodeFrame, message: AppendEntries): LogAnswer {
  const { prevLogIndex, prevLogTerm, entries } = message;
  const last = lastLogIndex(node);
  const haveTerm = termAt(node, prevLogIndex);
  const compacted = prevLogIndex < node.snapshotIndex;
  const matches = compacted || paperRules.matchesPrevious(haveTerm, prevLogTerm);
  const conflict = entries.find(({ index, term }) => {
    const have = index <= node.snapshotIndex ? term : termAt(node, index);
    return have !== null && have !== term;
  });
  const cutFrom = paperRules.truncationPoint({
    firstConflict: conflict?.index ?? null,
    prevLogIndex,
    lastLogIndex: last,
    snapshotIndex: node.snapshotIndex,
  });
  const missing = entries.find(({ index }) => index > last || (cutFrom !== null && index >= cutFrom));
  const proven = prevLogIndex + entries.length;
  return {
    stale: paperRules.isStale(message.term, node.currentTerm),
    matches,
    previous: describePrevious(message, haveTerm, last, compacted),
    cutFrom,
    last,
    newFrom: missing?.index ?? null,
    newTo: proven,
    commit: Math.max(node.commitIndex, paperRules.followerCommit(message.leaderCommit, proven, last)),
  };
}

function describePrevious(
  { prevLogIndex, prevLogTerm }: AppendEntries,
  haveTerm: Term | null,
  last: LogIndex,
  compacted: boolean,
): string {
  if (prevLogIndex === 0) return 'from the start';
  if (compacted) return `${prevLogIndex} is in the snapshot`;
  if (haveTerm === null) return `${prevLogIndex} > ${last}`;
  return `${prevLogIndex}: t${prevLogTerm} ${haveTerm === prevLogTerm ? '=' : '≠'} t${haveTerm}`;
}

function appendText(node: NodeFrame, message: AppendEntries, answer: LogAnswer): string {
  const { id } = node;
  const { prevLogIndex, prevLogTerm } = message;
  if (answer.stale) {
    return `${id} would refuse it: it speaks for term ${message.term}, and ${id} is already in term ${node.currentTerm}.`;
  }
  if (!answer.matches) {
    const have = termAt(node, prevLogIndex);
    return have === null
      ? `${id} would refuse it: it builds on entry ${prevLogIndex}, and ${id}’s log ${answer.last === 0 ? 'is empty' : `ends at ${answer.last}`}.`
      : `${id} would refuse it: it builds on entry ${prevLogIndex} of term ${prevLogTerm}, and ${id} has term ${have} there.`;
  }
  const commits = answer.commit > node.commitIndex ? `commit up to ${answer.commit}` : null;
  if (answer.newFrom === null) {
    const rest = commits === null ? '' : ` and ${commits}`;
    if (message.entries.length > 0) {
      return `${id} would accept it${rest}: it already has ${counted(message.entries.length, 'entry', 'entries')}.`;
    }
    return commits === null
      ? `${id} would accept the heartbeat and restart its election timer.`
      : `${id} would accept the heartbeat, restart its election timer and ${commits}.`;
  }
  const takes = `append ${entryRange(answer.newFrom, answer.newTo)}`;
  const deletes = answer.cutFrom === null ? null : `delete ${entryRange(answer.cutFrom, answer.last)}`;
  const deeds = [deletes, takes, commits].filter((each) => each !== null);
  const end = deeds.pop() ?? '';
  return `${id} would ${deeds.length === 0 ? end : `${deeds.join(', ')} and ${end}`}.`;
}

function appendBrief(node: NodeFrame, message: AppendEntries, answer: LogAnswer): string {
  const { id } = node;
  if (answer.stale || !answer.matches) return `${id} refuses`;
  if (node.role === 'leader') return `${id} becomes a follower`;
  if (answer.cutFrom !== null) return `${id} deletes ${indexRange(answer.cutFrom, answer.last)}`;
  if (answer.newFrom !== null) return `${id} appends ${indexRange(answer.newFrom, answer.newTo)}`;
  return message.entries.length === 0 ? `${id} accepts the heartbeat` : `${id} accepts`;
}

/** What would be gone without the refusal. */
function savedByRefusal(frame: Frame, node: NodeFrame, { cutFrom, last, stale }: LogAnswer): string | null {
  if (cutFrom === null) return null;
  let committed = 0;
  for (let index = cutFrom; index <= last; index += 1) {
    if (entryFate(frame, node, index) === 'committed') committed += 1;
  }
  if (committed === 0) return null;
  const rule = stale ? 'The term alone keeps' : 'This check keeps';
  return `${rule} ${counted(committed, 'committed entry', 'committed entries')} safe here.`;
}

export function judgeAppendEntriesReply(
  node: NodeFrame,
  message: AppendEntriesReply,
  options: JudgeOptions,
): Judgement {
  const { currentTerm } = node;
  if (paperRules.stepsDown(message.term, currentTerm)) return higherTerm(node, message.term);
  const progress = node.progress[message.from];
  if (node.role !== 'leader' || message.term !== currentTerm || progress === undefined) return unasked(node, message.term);
  const judgement = message.success
    ? judgeAcknowledgement(node, message.from, message.matchIndex, progress.matchIndex)
    : judgeRefusal(node, message, progress, options);
  return { ...judgement, remark: judgement.remark ?? followUp(node, message) };
}

/** An answer that nobody waits for: of an earlier term, or to a node that leads no more. P5.1 */
export function unasked({ id, currentTerm, role }: NodeFrame, term: Term): Judgement {
  const reason =
    term < currentTerm
      ? `it answers term ${term}, and ${id} is in term ${currentTerm}`
      : role === 'leader'
        ? 'it comes from outside of its configuration'
        : `it leads no more`;
  return {
    text: `${id} would ignore it: ${reason}.`,
    brief: `${id} ignores it`,
    checks: [ruleCheck('isStale', 'decides', order(term, currentTerm))],
    remark: null,
  };
}

/** What a leader does when it learns that `from` holds its log up to `acked`. P Figure 2, P5.4.2 */
export function judgeAcknowledgement(node: NodeFrame, from: NodeId, acked: LogIndex, before: LogIndex): Judgement {
  const { id, currentTerm } = node;
  const match = paperRules.matchAfterAck(before, acked);
  const check =
    match > before
      ? ruleCheck('matchAfterAck', 'passes', `${before} → ${match}`)
      : ruleCheck('matchAfterAck', 'decides', `${acked} ≤ ${before}`);
  const copied = (peer: string): number =>
    peer === id ? node.durableIndex : peer === from ? match : (node.progress[peer]?.matchIndex ?? 0);
  const index = quorumIndex(paperRules, node.config, copied, null);
  const entryTerm = termAt(node, index);
  if (match === before) {
    return {
      text: `${id} would learn nothing new: matchIndex for ${from} is ${before} already.`,
      brief: `${id} learns nothing new`,
      checks: [check],
      remark: null,
    };
  }
  if (index <= node.commitIndex || entryTerm === null) {
    return {
      text: `${id} would know that ${from} holds its log up to ${match}.`,
      brief: `${id} knows ${from} has ${match}`,
      checks: [check],
      remark: null,
    };
  }
  const may = paperRules.mayCommit(entryTerm, currentTerm);
  const own = ruleCheck('mayCommit', 'decides', `t${entryTerm} ${may ? '=' : '≠'} t${currentTerm}`);
  return {
    text: may
      ? `${id} would commit up to ${index}: with ${from}’s copy it is on a majority of disks.`
      : `${id} would not commit ${index} yet: it is of term ${entryTerm}, and ${id} counts copies of term ${currentTerm} only.`,
    brief: may ? `${id} commits ${indexRange(node.commitIndex + 1, index)}` : `${id} may not commit ${index} yet`,
    checks: [check, own],
    remark: null,
  };
}

function judgeRefusal(
  node: NodeFrame,
  message: AppendEntriesReply,
  { matchIndex, state }: Progress,
  { fastBacktracking }: JudgeOptions,
): Judgement {
  const { id } = node;
  const { prevLogIndex, conflictTerm, conflictIndex } = message;
  const wanted = paperRules.backtrack({
    fast: fastBacktracking,
    nextIndex: prevLogIndex + 1,
    conflictTerm,
    conflictIndex,
    lastOfConflictTerm: conflictTerm === null ? null : lastOfTerm(node, conflictTerm, prevLogIndex),
  });
  const to = Math.max(matchIndex + 1, Math.min(wanted, prevLogIndex));
  const settled = prevLogIndex <= matchIndex || state === 'snapshot';
  return {
    text: settled
      ? state === 'snapshot'
        ? `${id} would ignore it: ${message.from} gets a snapshot by now.`
        : `${id} would ignore it: ${message.from} has confirmed entry ${prevLogIndex} since.`
      : `${id} would move nextIndex for ${message.from} back from ${prevLogIndex + 1} to ${to} and try again.`,
    brief: settled ? `${id} ignores it` : `${id} tries entry ${to}`,
    checks: [ruleCheck('backtrack', 'decides', settled ? (state === 'snapshot' ? null : `${prevLogIndex} ≤ ${matchIndex}`) : `${prevLogIndex + 1} → ${to}`)],
    remark: null,
  };
}

function lastOfTerm(node: NodeFrame, term: Term, below: LogIndex): LogIndex | null {
  for (let index = Math.min(below, lastLogIndex(node)); index > node.snapshotIndex; index -= 1) {
    const have = termAt(node, index);
    if (have === term) return index;
    if (have === null || have < term) return null;
  }
  return node.snapshotTerm === term && node.snapshotIndex > 0 ? node.snapshotIndex : null;
}

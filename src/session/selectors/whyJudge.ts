/**
 * What a node would do with a message if it arrived now: the paper's rules in
 * the order in which the node asks them, each with its numbers. Nothing here
 * changes a node; the running node decides by itself when the message comes.
 */
import { unreachable } from '../../base/assert.ts';
import type { Message, NodeId } from '../../raft/types.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { judgeAppendEntries, judgeAppendEntriesReply } from './whyJudgeAppend.ts';
import { judgePreVote, judgePreVoteReply } from './whyJudgePreVote.ts';
import { judgeInstallSnapshot, judgeInstallSnapshotReply } from './whyJudgeSnapshot.ts';
import { judgeTimeoutNow } from './whyJudgeTransfer.ts';
import { judgeRequestVote, judgeRequestVoteReply } from './whyJudgeVote.ts';
import type { JudgeOptions, Judgement } from './whyTypes.ts';

/** The node with this id; null if the cluster has none. */
export function nodeOf(frame: Frame, id: NodeId): NodeFrame | null {
  return frame.nodes.find((node) => node.id === id) ?? null;
}

/** Is the way from one node to the other cut? */
export function isCut(frame: Frame, from: NodeId, to: NodeId): boolean {
  return frame.cuts.some((cut) => cut.from === from && cut.to === to);
}

/** What the receiver of `message` would decide if it arrived at the cursor. */
export function judge(frame: Frame, message: Message, options: JudgeOptions): Judgement {
  const { from, to } = message;
  const node = nodeOf(frame, to);
  if (node === null || node.status === 'down') return unheard(`${to} is down`, `${to} is down: lost`);
  if (isCut(frame, from, to)) return unheard(`the link from ${from} to ${to} is cut`, 'The link is cut: lost');
  const judgement = judgeAt(frame, node, message, options);
  return node.status === 'paused'
    ? { ...judgement, remark: `${to} is paused: the message waits in its inbox until it goes on.` }
    : judgement;
}

/** What `node` would decide on `message`, however it came there. */
export function judgeAt(frame: Frame, node: NodeFrame, message: Message, options: JudgeOptions): Judgement {
  switch (message.type) {
    case 'RequestVote':
      return judgeRequestVote(frame, node, message, options);
    case 'RequestVoteReply':
      return judgeRequestVoteReply(node, message);
    case 'AppendEntries':
      return judgeAppendEntries(frame, node, message);
    case 'AppendEntriesReply':
      return judgeAppendEntriesReply(node, message, options);
    case 'PreVote':
      return judgePreVote(frame, node, message, options);
    case 'PreVoteReply':
      return judgePreVoteReply(node, message);
    case 'InstallSnapshot':
      return judgeInstallSnapshot(node, message);
    case 'InstallSnapshotReply':
      return judgeInstallSnapshotReply(node, message);
    case 'TimeoutNow':
      return judgeTimeoutNow(node, message);
    default:
      return unreachable(message);
  }
}

function unheard(reason: string, brief: string): Judgement {
  return { text: `Nobody would hear it: ${reason}.`, brief, checks: [], remark: null };
}

/**
 * Does every step of the real core have its counterpart in the abstract model?
 * Each different step of a single node that a search meets is compared once:
 * the node before and after as the model sees it, and what was sent. The core
 * may do in one step what the model does in a few (count the last vote, lead,
 * append a no-op), or what the model doesn't see at all (move nextIndex). As a
 * step touches one node and the messages, and all steps of a node that occur
 * are compared, every run within the bounds is a run of the model.
 *
 * Only with disks that write at once: a crash that loses a write under way
 * takes back what the node did, and the model's steps are durable.
 */
import type { Message } from '../raft/types.ts';
import type { CoreBounds, CoreNode } from './coreMachine.ts';
import { coreMessageView, coreNodeView, seenLog } from './coreViews.ts';
import { nameOf, type Act } from './machine.ts';
import { appendEntries, clientRequest, modelRules, ownActs, receive, type ModelMessage, type ModelNode } from './model.ts';
import { modelMessageKey, modelNodeKey } from './modelMachine.ts';

/** Most steps of the model for one of the core: the last vote counted, leading, a no-op, committing. */
const MOST_STEPS = 4;

/** Says why `act` from `before` is no step of the model; null when it is one, several or none. */
export function unmatchedStep(bounds: CoreBounds, before: CoreNode, message: Message | null, act: Act<CoreNode, Message>): string | null {
  const goal = toModel(act.node);
  const sent = act.sent.map((each) => modelMessageKey(messageToModel(each)));
  const walk = (node: ModelNode, allowed: ReadonlySet<string>, left: number): boolean => {
    const may = new Set([...allowed, ...appendEntries(node, bounds).map(modelMessageKey)]);
    if (modelNodeKey(node) === modelNodeKey(goal) && sent.every((key) => may.has(key))) return true;
    if (left === 0) return false;
    return stepsOf(node, goal, bounds).some((next) => walk(next.node, new Set([...may, ...next.sent.map(modelMessageKey)]), left - 1));
  };
  const start = toModel(before);
  const first = message === null ? { node: start, sent: [] } : receive(start, messageToModel(message), modelRules);
  if (walk(first.node, new Set(first.sent.map(modelMessageKey)), MOST_STEPS)) return null;
  return `Refinement: no steps of the model do what "${act.label}" does: ${modelNodeKey(start)} → ${modelNodeKey(goal)}, sent ${sent.join('; ')}`;
}

/** What the model may do next by itself; of the commands that clients may give, only the one that the core was given. */
function stepsOf(node: ModelNode, goal: ModelNode, bounds: CoreBounds): readonly Act<ModelNode, ModelMessage>[] {
  const given = goal.log[node.log.length];
  const acts = ownActs(node, { entries: Infinity, crashes: 0 }, bounds, modelRules);
  return given === undefined ? acts : [...acts, ...clientRequest(node, given.command)];
}

/** A real node as the model sees it. */
function toModel(node: CoreNode): ModelNode {
  const { place, role, term, votedFor, log, commitIndex, match } = coreNodeView(node);
  // The order of `voters` is that of a renamed node, so places are gone through by number.
  const votes = node.memory.config.voters.map((_, at) => at).filter((at) => role === 'candidate' && node.memory.votes[nameOf(at)] === true);
  return { place, term, votedFor, log, role, commitIndex, votes, match: match ?? [] };
}

/** A real message as the model sees it; a refusal says nothing but its term. */
function messageToModel(message: Message): ModelMessage {
  const { from, to, term, match } = coreMessageView(message);
  const envelope = { from, to, term };
  switch (message.type) {
    case 'RequestVote':
      return { ...envelope, type: 'RequestVote', lastIndex: message.lastLogIndex, lastTerm: message.lastLogTerm };
    case 'RequestVoteReply':
      return { ...envelope, type: 'Vote', granted: message.voteGranted };
    case 'AppendEntries': {
      const { prevLogIndex: prevIndex, prevLogTerm: prevTerm, leaderCommit: commit } = message;
      const entries = seenLog({ entries: [...message.entries], snapshotIndex: 0, snapshotTerm: 0 });
      return { ...envelope, type: 'AppendEntries', prevIndex, prevTerm, entries, commit };
    }
    case 'AppendEntriesReply':
      return { ...envelope, type: 'Ack', success: message.success, match };
    default:
      throw new Error(`the model has no ${message.type} of ${nameOf(from)}`);
  }
}

/** The abstract model as the search wants it: keys, renamings and views; no rule of Raft is here. */
import type { Machine, MessageView, Place, Renaming, SeenEntry } from './machine.ts';
import { appendEntries, modelRules, newNode, ownActs, receive, type Bounds, type ModelMessage, type ModelNode, type ModelRules } from './model.ts';

/** The model within `bounds`, following `rules`. */
export function modelMachine(bounds: Bounds, rules: ModelRules = modelRules): Machine<ModelNode, ModelMessage> {
  return {
    nodes: bounds.nodes,
    maxTerm: bounds.terms,
    maxCrashes: bounds.crashes,
    initial: newNode,
    acts: (node, spent) => ownActs(node, spent, bounds, rules),
    receive: (node, message) => receive(node, message, rules),
    news: (place, term) => ({ type: 'Vote', from: (place + 1) % bounds.nodes, to: place, term, granted: false }),
    isSpent: (node, message, mayCrash) => isSpent(node, message, rules, mayCrash),
    offers: (node) => appendEntries(node, bounds),
    nodeKey: modelNodeKey,
    messageKey: modelMessageKey,
    renameNode,
    renameMessage: (message, renaming) => ({ ...message, from: to(renaming, message.from), to: to(renaming, message.to) }),
    nodeView: (node) => ({
      ...node,
      match: node.role === 'leader' ? node.match : null,
      disk: { term: node.term, votedFor: node.votedFor, log: node.log },
    }),
    messageView,
  };
}

/** Equal for equal nodes. */
export function modelNodeKey(node: ModelNode): string {
  const { place, term, votedFor, role, commitIndex, votes, match, log } = node;
  return `${place}|${term}|${votedFor}|${role}|${commitIndex}|${votes.join()}|${match.join()}|${logKey(log)}`;
}

/** Equal for equal messages. */
export function modelMessageKey(message: ModelMessage): string {
  const head = `${message.type}|${message.from}|${message.to}|${message.term}`;
  switch (message.type) {
    case 'RequestVote':
      return `${head}|${message.lastIndex}|${message.lastTerm}`;
    case 'Vote':
      return `${head}|${message.granted}`;
    case 'AppendEntries':
      return `${head}|${message.prevIndex}|${message.prevTerm}|${message.commit}|${logKey(message.entries)}`;
    case 'Ack':
      return `${head}|${message.success}|${message.match}`;
  }
}

/**
 * Refusals say nothing but a term. A vote counts for a candidate once, an
 * acknowledgement for a leader if it is more than the last. A vote that was
 * given is not given again. What a follower holds of its leader's log it goes
 * on holding in that term. And what belongs to an earlier term is refused.
 */
function isSpent(node: ModelNode, message: ModelMessage, rules: ModelRules, mayCrash: boolean): boolean {
  if (message.term !== node.term) return message.term < node.term || (message.type === 'Vote' && !message.granted);
  switch (message.type) {
    case 'RequestVote':
      return node.votedFor !== null && rules.voteAfterCrash(node.votedFor) === node.votedFor;
    case 'Vote':
      return !message.granted || node.role !== 'candidate' || node.votes.includes(message.from);
    case 'Ack':
      return !message.success || (node.match[message.from] ?? Infinity) >= message.match;
    case 'AppendEntries':
      return node.role === 'follower' && holds(node, message) && (!mayCrash || holds({ ...node, commitIndex: 0 }, message));
  }
}

function logKey(log: readonly SeenEntry[]): string {
  return log.map(({ term, command }) => `${term}:${command}`).join();
}

function to(renaming: Renaming, place: Place): Place {
  return renaming[place] ?? place;
}

function renameNode(node: ModelNode, renaming: Renaming): ModelNode {
  const match = node.match.slice();
  node.match.forEach((known, place) => (match[to(renaming, place)] = known));
  return {
    ...node,
    place: to(renaming, node.place),
    votedFor: node.votedFor === null ? null : to(renaming, node.votedFor),
    votes: node.votes.map((place) => to(renaming, place)).sort((a, b) => a - b),
    match,
  };
}

/** Would `node` answer yes to `message`, without anything changing? */
function holds(node: ModelNode, message: ModelMessage): boolean {
  const answer = receive(node, message, modelRules);
  return modelNodeKey(answer.node) === modelNodeKey(node) && answer.sent.some((sent) => sent.type === 'Ack' && sent.success);
}

function messageView(message: ModelMessage): MessageView {
  const { from, to: receiver, term } = message;
  const view = { from, to: receiver, term, match: 0 };
  switch (message.type) {
    case 'RequestVote':
      return { ...view, says: 'asks' };
    case 'Vote':
      return { ...view, says: message.granted ? 'grants' : 'nothing' };
    case 'AppendEntries':
      return { ...view, says: 'leads' };
    case 'Ack':
      return { ...view, says: message.success ? 'holds' : 'nothing', match: message.match };
  }
}

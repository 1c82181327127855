/**
 * The invariants of RAFT.md that elections and replication can break, over
 * views: the same for the model and the real core. Each function looks at as
 * little of a state as the invariant needs (one step, two logs, a log and what
 * is committed), so that its answer can be kept: a search meets the same pair
 * of logs thousands of times.
 *
 * Messages are never forgotten here, so who voted for whom and who led is read
 * from them, and only what is committed needs to be remembered beside them.
 */
import type { LogIndex, Term } from '../raft/types.ts';
import { nameOf, type MessageView, type NodeView, type SeenEntry } from './machine.ts';

/** Ghost state: an entry that some node has held committed, and the term in which that was first so. */
export interface CommittedEntry extends SeenEntry {
  readonly commitTerm: Term;
}

type Verdict = string | null;

/** 8 and 12: what holds of a node by itself. */
export function checkNode(node: NodeView): Verdict {
  const name = nameOf(node.place);
  if (node.commitIndex > node.log.length) return `State Order: ${name} has committed beyond its log`;
  let before = 0;
  for (const { term } of node.log) {
    if (term < before || term > node.term) return `State Order: terms fall along ${name}'s log or exceed its own`;
    before = term;
  }
  if (node.role === 'leader' && node.votedFor !== node.place) return `Votes For Oneself: ${name} leads and voted for another`;
  return null;
}

/** 3, 7, 9: what holds of one step of one node, from `a` to `b`. */
export function checkStep(a: NodeView, b: NodeView, crash: boolean): Verdict {
  const name = nameOf(b.place);
  if (b.disk.term < a.disk.term) return `Monotone State: the term on ${name}'s disk fell`;
  if (crash) return null;
  if (b.term < a.term) return `Monotone State: ${name}'s term fell`;
  if (b.commitIndex < a.commitIndex) return `Monotone State: ${name}'s commitIndex fell`;
  const led = a.role === 'leader' && b.term === a.term;
  if (!led) return null;
  if (!startsWith(b.log, a.log, a.log.length)) return `Leader Append-Only: ${name} changed its log while leading`;
  if (b.role === 'leader' && b.match?.some((match, place) => match < (a.match?.[place] ?? 0)) === true) {
    return `Monotone State: a matchIndex of ${name} fell`;
  }
  if (b.commitIndex > a.commitIndex && b.log[b.commitIndex - 1]?.term !== b.term) {
    return `Commit Rule: ${name} leads term ${b.term} and committed up to an entry of term ${b.log[b.commitIndex - 1]?.term ?? 0}`;
  }
  return null;
}

/** 11: what a node promises in a message is on its disk when the message leaves. */
export function checkSent(node: NodeView, message: MessageView): Verdict {
  const { disk } = node;
  const name = nameOf(node.place);
  const vote = message.says === 'grants' ? message.to : message.says === 'asks' ? message.from : null;
  if (vote !== null && (disk.term < message.term || (disk.term === message.term && disk.votedFor !== vote))) {
    return `Persist Before Send: ${name} gave its vote of term ${message.term} to ${nameOf(vote)} before it was on disk`;
  }
  if (message.says === 'holds' && (disk.term < message.term || (disk.term === message.term && disk.log.length < message.match))) {
    return `Persist Before Send: ${name} acknowledged ${message.match} entries before they were on disk`;
  }
  return null;
}

/** 4 and 10: what holds of two nodes. */
export function checkPair(a: NodeView, b: NodeView): Verdict {
  const names = `${nameOf(a.place)} and ${nameOf(b.place)}`;
  if (!matching(a.log, b.log) || !matching(a.disk.log, b.disk.log)) return `Log Matching: the logs of ${names} differ before an entry they share`;
  return checkMatchIndex(a, b) ?? checkMatchIndex(b, a);
}

/** 10: a leader doesn't believe that another holds more than it does. */
function checkMatchIndex(leader: NodeView, other: NodeView): Verdict {
  const match = leader.match?.[other.place] ?? 0;
  if (leader.role !== 'leader' || other.disk.term > leader.term || startsWith(other.disk.log, leader.log, match)) return null;
  return `Match Index: ${nameOf(leader.place)} believes that ${nameOf(other.place)} holds ${match} of its entries`;
}

/** 5: a leader holds what was committed in earlier terms. */
export function checkCompleteness(node: NodeView, committed: readonly CommittedEntry[]): Verdict {
  if (node.role !== 'leader') return null;
  const missing = committed.findIndex((entry, i) => entry.commitTerm < node.term && !sameEntry(node.log[i], entry));
  if (missing < 0) return null;
  return `Leader Completeness: ${nameOf(node.place)} leads term ${node.term} without entry ${missing + 1}, committed in term ${committed[missing]?.commitTerm ?? 0}`;
}

/** 6: takes what `node` holds committed into `committed`, or says which entry was committed otherwise. */
export function commit(node: NodeView, committed: readonly CommittedEntry[]): readonly CommittedEntry[] | string {
  const more: CommittedEntry[] = [];
  for (let index = 1; index <= node.commitIndex; index += 1) {
    const [entry, before] = [node.log[index - 1], committed[index - 1]];
    if (entry === undefined) continue;
    if (before === undefined) more.push({ ...entry, commitTerm: node.term });
    else if (!sameEntry(entry, before)) {
      return `State Machine Safety: ${nameOf(node.place)} applies ${entry.command} of term ${entry.term} at ${index}, where ${before.command} of term ${before.term} was committed`;
    }
  }
  return more.length === 0 ? committed : [...committed, ...more];
}

/** 9 and 14: how many of `committed` the disk of `node` holds. A majority must hold each, from its commitment on for ever. */
export function heldOf(node: NodeView, committed: readonly CommittedEntry[]): LogIndex {
  const missing = committed.findIndex((entry, i) => !sameEntry(node.disk.log[i], entry));
  return missing < 0 ? committed.length : missing;
}

/** Do the logs agree up to the last entry that they share by index and term? */
function matching(a: readonly SeenEntry[], b: readonly SeenEntry[]): boolean {
  for (let i = Math.min(a.length, b.length) - 1; i >= 0; i -= 1) {
    if (a[i]?.term === b[i]?.term) return startsWith(a, b, i + 1);
  }
  return true;
}

/** Are the first `length` entries of both the same? */
function startsWith(a: readonly SeenEntry[], b: readonly SeenEntry[], length: LogIndex): boolean {
  for (let i = 0; i < length; i += 1) if (!sameEntry(a[i], b[i])) return false;
  return true;
}

function sameEntry(a: SeenEntry | undefined, b: SeenEntry | undefined): boolean {
  return a !== undefined && b !== undefined && a.term === b.term && a.command === b.command;
}

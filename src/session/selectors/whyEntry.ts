/** Why an entry is committed, isn't yet, or never will be. P5.3, P5.4.2 */
import type { LogIndex, NodeId, Term } from '../../raft/types.ts';
import { paperRules } from '../../raft/rules.ts';
import { counted, indexRange, listed } from '../../trace/narrateWords.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { committedIndex, committedTermAt, doomedFrom, entryAt, entryFate, lastLogIndex, newestLeader, termAt, votesNeeded } from './cluster.ts';
import { chainOf, expected, itemOf } from './whyChain.ts';
import { tallyShare } from './tally.ts';
import { withCommand } from './whyCommand.ts';
import { ackOf, carrierOf, commandLabel, copiesOf, countedSentence, missingSentence } from './whyCopies.ts';
import { findAhead, findBack, noteOf, type Events } from './whyEvents.ts';
import { fact, ruleCheck, type ChainItem, type Check, type Why } from './whyTypes.ts';

/** What one node has where an entry stands. */
export interface EntryPlace {
  readonly node: NodeId;
  /** `disk` and `memory`: it holds this very entry; `snapshot`: compacted; `other`: another term's; `none`: its log ends before. */
  readonly holds: 'disk' | 'memory' | 'snapshot' | 'other' | 'none';
  readonly term: Term | null;
}

/** Where the entry that `node` holds at `index` is to be found, in cluster order. */
export function placesOf(frame: Frame, node: NodeFrame, index: LogIndex): EntryPlace[] {
  const term = termAt(node, index);
  return frame.nodes.map((each) => {
    const theirs = termAt(each, index);
    const holds =
      index <= each.snapshotIndex
        ? 'snapshot'
        : theirs === null
          ? 'none'
          : theirs !== term
            ? 'other'
            : index <= each.durableIndex
              ? 'disk'
              : 'memory';
    return { node: each.id, holds, term: theirs };
  });
}

/** What becomes of the entry that `node` holds at `index`, and why; null when it holds none there. */
export function whyEntry(frame: Frame, events: Events, node: NodeFrame, index: LogIndex): Why | null {
  if (index > lastLogIndex(node) || index < 1) return null;
  const name = `${commandLabel(node, index)} (entry ${index})`;
  if (index <= node.snapshotIndex) return inSnapshot(node, index);
  return withCommand(frame, node, index, whyThere(frame, events, node, index, name));
}

function whyThere(frame: Frame, events: Events, node: NodeFrame, index: LogIndex, name: string): Why {
  const fate = entryFate(frame, node, index);
  if (fate === 'committed') return whyCommitted(frame, events, node, index, name);
  if (fate === 'doomed') return whyDoomed(frame, events, node, index);
  const leader = newestLeader(frame);
  if (leader === null || termAt(leader, index) !== termAt(node, index)) return whyUndecided(frame, node, index, name, leader);
  return whyNotCommitted(frame, events, leader, index);
}

function inSnapshot(node: NodeFrame, index: LogIndex): Why {
  return {
    question: `Where is entry ${index}?`,
    answer: `${node.id} has compacted its log up to ${node.snapshotIndex}: the entry is committed and its effect is in the snapshot.`,
    checks: [],
    remark: null,
    chain: [],
  };
}

/** Both halves of Figure 2's last rule for leaders; the book has them apart. */
const COMMITS: Check = {
  text: 'An entry commits once a majority has it on disk and it is of the leader’s own term.',
  section: 'P5.3, P5.4.2',
  value: null,
  state: 'decides',
};

/** Why the leader has not committed the entry at `index`: copies, and the term of what it may count. */
export function whyNotCommitted(frame: Frame, events: Events, leader: NodeFrame, index: LogIndex): Why {
  const copies = copiesOf(frame, leader, index);
  const entryTerm = termAt(leader, index) ?? 0;
  const ownTerm = paperRules.mayCommit(entryTerm, leader.currentTerm);
  const enough = copies.tally.reached;
  const missing = missingSentence(copies);
  const later = leader.entries.some((entry) => entry.index > index && entry.term === leader.currentTerm);
  const answer =
    !ownTerm && enough
      ? `${countedSentence(copies)} But it is of term ${entryTerm}, and ${leader.id} leads term ${leader.currentTerm}: it commits only with ${later ? 'a later entry' : 'an entry'} of term ${leader.currentTerm}.`
      : [countedSentence(copies), missing].filter((each) => each !== null).join(' ');
  const checks: Check[] = [
    ownTerm ? COMMITS : ruleCheck('mayCommit', 'decides', null),
    fact(`copies of index ${index}`, tallyShare(copies.tally)),
    fact(`log[${index}].term ${ownTerm ? '=' : '≠'} currentTerm`, `${entryTerm} ${ownTerm ? '=' : '≠'} ${leader.currentTerm}`),
  ];
  return {
    question: `Why is ${commandLabel(leader, index)} not committed?`,
    answer,
    checks,
    remark: unreachableMajority(copies),
    chain: commitChain(frame, events, leader, index),
  };
}

function unreachableMajority(copies: ReturnType<typeof copiesOf>): string | null {
  const canAnswer = (voter: NodeId): boolean => !['down', 'cut'].includes(copies.states.get(voter) ?? 'down');
  for (const { voters, majority, name } of copies.tally.halves) {
    const left = voters.filter(canAnswer).length;
    const whom = name === 'voters' ? name : `voters of the ${name}`;
    if (left < majority) return `Only ${left} of ${voters.length} ${whom} can answer: no majority, so it waits.`;
  }
  return null;
}

/** From the client's request to the commit that is to be expected. */
function commitChain(frame: Frame, events: Events, leader: NodeFrame, index: LogIndex): ChainItem[] {
  const born = findBack(events, frame.eventCount, (event) => {
    const found = event.node === leader.id ? noteOf(event, 'proposed') : null;
    return found !== null && found.values.index === index && found.values.term === termAt(leader, index);
  });
  const chain = born === null ? [] : chainOf(events, born.id, 3);
  const coming: ChainItem[] = [];
  for (const voter of copiesOf(frame, leader, index).states.keys()) {
    const carrier = carrierOf(frame, leader.id, voter, index);
    if (carrier !== null) coming.push(expected(carrier.deliverAt, `${voter} gets entry ${index}`));
    const ack = ackOf(frame, leader.id, voter, index);
    if (ack !== null) coming.push(expected(ack.deliverAt, `${leader.id} hears that ${voter} has it`));
  }
  const commit = findAhead(events, frame.eventCount, (event) => commits(event, leader.id, index));
  if (commit !== null) coming.push(itemOf(commit, 'expected'));
  coming.sort((a, b) => (a.time ?? Infinity) - (b.time ?? Infinity));
  return [...chain, ...coming.slice(0, 4)];
}

function commits(event: Events[number], node: NodeId, index: LogIndex): boolean {
  if (event.node !== node) return false;
  const found = noteOf(event, 'commitAdvanced');
  return found !== null && found.values.from < index && index <= found.values.to;
}

function whyCommitted(frame: Frame, events: Events, node: NodeFrame, index: LogIndex, name: string): Why {
  const holders = placesOf(frame, node, index).filter((place) => place.holds === 'disk' || place.holds === 'snapshot');
  const voters = holders.filter((place) => node.config.voters.includes(place.node));
  const event = findBack(events, frame.eventCount, (each) => {
    const found = noteOf(each, 'commitAdvanced');
    return found !== null && found.values.copies !== null && found.values.from < index && index <= found.values.to;
  });
  const knows = node.commitIndex >= index ? '' : ` ${node.id} itself doesn’t know yet: its commitIndex is ${node.commitIndex}.`;
  const byCount = event === null ? null : noteOf(event, 'commitAdvanced');
  const withLater = byCount !== null && byCount.values.to > index;
  return {
    question: `Why is ${name} committed?`,
    answer: `${listed(voters.map((place) => place.node))} ${voters.length === 1 ? 'has' : 'have'} it on disk, and ${votesNeeded(node.config)} make a majority: no later leader can be elected without it.${knows}`,
    checks: [
      ruleCheck('mayCommit', 'decides', null),
      fact('copies on disk', `${voters.length} of ${node.config.voters.length}`),
      ...(byCount === null ? [] : [fact('copies when it was committed', `${byCount.values.copies} ≥ ${byCount.values.needed}`)]),
    ],
    remark: withLater ? `It was committed together with the entries up to ${byCount.values.to}.` : null,
    chain: event === null ? [] : chainOf(events, event.id),
  };
}

/** Why a later leader removes the entry, and all after it. */
export function whyDoomed(frame: Frame, events: Events, node: NodeFrame, index: LogIndex): Why {
  const from = Math.min(doomedFrom(frame, node), index);
  const last = lastLogIndex(node);
  const mine = termAt(node, from) ?? 0;
  const leader = newestLeader(frame);
  const committed = committedTermAt(frame, from);
  const theirs = (leader === null || leader === node ? committed : termAt(leader, from)) ?? committed;
  const copies = placesOf(frame, node, index).filter((place) => place.holds === 'disk' || place.holds === 'memory');
  const by = leader === null || leader === node ? 'the next leader' : leader.id;
  const settled =
    committed === null
      ? `${by} has an entry of term ${theirs} at ${from}`
      : `at ${from} an entry of term ${committed} is committed`;
  const born = findBack(events, frame.eventCount, (event) => {
    const found = noteOf(event, 'proposed');
    return found !== null && found.values.index === index && found.values.term === termAt(node, index);
  });
  const target = from === last ? `${from}` : indexRange(from, last);
  return {
    question: `Why will ${commandLabel(node, index)} be overwritten?`,
    answer: `${settled.charAt(0).toUpperCase()}${settled.slice(1)}, and ${node.id} has term ${mine} there. The first AppendEntries of ${by} that both logs can start from deletes ${target}.`,
    checks: [
      ruleCheck('truncationPoint', 'decides', `t${mine} ≠ t${theirs ?? '?'}`),
      fact('copies of this entry', `${copies.length} of ${frame.nodes.length}`),
      fact('needed to commit', votesNeeded(node.config)),
    ],
    remark: `Nobody was told that it is committed, so nothing that was promised is lost.`,
    chain: born === null ? [] : chainOf(events, born.id),
  };
}

function whyUndecided(frame: Frame, node: NodeFrame, index: LogIndex, name: string, leader: NodeFrame | null): Why {
  const holders = placesOf(frame, node, index).filter((place) => place.holds === 'disk');
  const needed = votesNeeded(node.config);
  const where = holders.length === 0 ? 'No disk holds it yet' : `It is on ${counted(holders.length, 'disk')}`;
  const answer =
    leader === null
      ? `${where}, and nobody leads: it stays if a node that has it wins the next election, and can be overwritten if another does.`
      : `${where}. ${leader.id} leads term ${leader.currentTerm}, and its log ends at ${lastLogIndex(leader)}: what it puts at ${index} replaces this entry.`;
  const majority = holders.length >= needed && entryAt(node, index) !== null;
  return {
    question: `What becomes of ${name}?`,
    answer,
    checks: [
      ruleCheck('logIsUpToDate', 'passes', null),
      fact('copies on disk', `${holders.length} of ${frame.nodes.length}`),
      fact('committed up to', committedIndex(frame)),
    ],
    remark: majority && leader === null ? 'A majority has it, but no leader has counted it: that alone doesn’t make it safe.' : null,
    chain: [],
  };
}

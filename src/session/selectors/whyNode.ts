/** The question a reader is most likely to have about one node now. */
import type { NoteKind } from '../../raft/notes.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { clauseOf, narrateEvent } from '../../trace/narrate.ts';
import { compared } from '../../trace/narrateCompare.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { doomedFrom, isOldLeader, newestLeader, votesNeeded } from './cluster.ts';
import { whyAsking } from './whyAsking.ts';
import { chainOf } from './whyChain.ts';
import { firstWaiting } from './whyCopies.ts';
import { whyDoomed, whyNotCommitted } from './whyEntry.ts';
import { findBack, lastNote, type Events } from './whyEvents.ts';
import { whyLeading, whyNotElected, whyOldLeader } from './whyLead.ts';
import { whyFollowing, whyNobodyLeads } from './whyFollow.ts';
import { whyHandingOver } from './whyHandover.ts';
import { whyCatchingUp, whyJoint, whyNoVoter } from './whyMember.ts';
import { whySnapshot } from './whySnapshot.ts';
import { ruleCheck, type Check, type Why } from './whyTypes.ts';

/** How long a refusal or a lost leadership stays the first thing to ask about, in virtual ms. */
const FRESH_MS = 250;

/** The question and its answer; there is always one. */
export function whyNode(frame: Frame, events: Events, node: NodeFrame): Why {
  if (node.status !== 'up') return whySilent(frame, events, node);
  if (node.role === 'leader') {
    if (isOldLeader(node, frame)) return whyOldLeader(frame, events, node);
    const duty = whyOnDuty(frame, events, node);
    if (duty !== null) return duty;
    const waiting = firstWaiting(node);
    return waiting === null ? whyLeading(frame, events, node) : whyNotCommitted(frame, events, node, waiting);
  }
  if (node.role === 'candidate') return whyNotElected(frame, events, node);
  if (node.role === 'preCandidate') return whyAsking(frame, events, node);
  const snapshot = whySnapshot(frame, events, node);
  if (snapshot !== null) return snapshot;
  const recent = freshDecision(frame, events, node);
  if (recent !== null) return recent;
  const doomed = doomedFrom(frame, node);
  if (doomed !== Infinity) return whyDoomed(frame, events, node, doomed);
  const member = whyNoVoter(frame, events, node);
  if (member !== null) return member;
  return newestLeader(frame) === null ? whyNobodyLeads(frame, events, node) : whyFollowing(frame, events, node);
}

function whySilent(frame: Frame, events: Events, node: NodeFrame): Why {
  const paused = node.status === 'paused';
  const event = findBack(
    events,
    frame.eventCount,
    (each) => each.node === node.id && (each.error !== null ? each.kind !== 'command' : each.command?.type === (paused ? 'pause' : 'crash')),
  );
  const survivors = frame.nodes.filter((each) => each.status === 'up').length;
  const needed = votesNeeded(node.config);
  if (paused) {
    return {
      question: `Why does ${node.id} do nothing?`,
      answer: `It is paused: its clock stands still and messages wait in its inbox. The others can’t tell that from a crash.`,
      checks: [],
      remark: null,
      chain: event === null ? [] : chainOf(events, event.id),
    };
  }
  const cause =
    node.error === null
      ? `It has crashed. Its disk keeps term ${node.diskTerm}, its vote and its log; its dict is gone until it starts again and applies the log anew.`
      : `It stopped by an error of its own: ${node.error}`;
  return {
    question: node.error === null ? `What is left of ${node.id}?` : `Why did ${node.id} stop?`,
    answer: cause,
    checks: node.error === null ? [ruleCheck('persistsFirst', 'passes', null)] : [],
    remark:
      survivors >= needed
        ? `${survivors} nodes are up, and ${needed} make a majority: the cluster goes on.`
        : `Only ${survivors} nodes are up, and ${needed} would make a majority: the cluster stands still.`,
    chain: event === null ? [] : chainOf(events, event.id),
  };
}

/** What a leader is busy with besides leading; null: nothing. */
function whyOnDuty(frame: Frame, events: Events, node: NodeFrame): Why | null {
  const { transfer, change, config } = node;
  if (transfer !== null) return whyHandingOver(frame, events, node, transfer);
  if (change !== null && change.catchUp !== null) return whyCatchingUp(frame, events, node, change.voters, change.catchUp);
  return config.votersOutgoing.length > 0 ? whyJoint(frame, events, node) : null;
}

/** A follower that has just stepped down or refused: that is what one wants to know. */
function freshDecision(frame: Frame, events: Events, node: NodeFrame): Why | null {
  const fresh = (event: TraceEvent | null): event is TraceEvent =>
    event !== null && frame.time - event.time <= FRESH_MS;
  const down = lastNote(events, frame.eventCount, node.id, 'steppedDown', (values) => values.from === 'leader' || values.from === 'candidate');
  if (fresh(down)) return whyEvent(events, down, `Why did ${node.id} step down?`);
  const alone = lastNote(events, frame.eventCount, node.id, 'quorumLost');
  if (fresh(alone)) return whyEvent(events, alone, `Why did ${node.id} step down?`);
  const refused = findBack(
    events,
    frame.eventCount,
    (event) => event.node === node.id && event.notes.some((note) => refusals.has(note.what)),
  );
  if (!fresh(refused) || settledSince(events, frame, node, refused)) return null;
  const verb = refused.notes.some((note) => note.what === 'voteIgnored') ? 'ignore' : 'refuse';
  return whyEvent(events, refused, `Why did ${node.id} ${verb} ${refused.message?.message.from ?? 'it'}?`);
}

const refusals: ReadonlySet<NoteKind> = new Set(['voteRefused', 'appendRefused', 'preVoteRefused', 'voteIgnored', 'chunkRefused']);

/** Did the node accept something after it refused? Then the refusal is no longer the point. */
function settledSince(events: Events, frame: Frame, node: NodeFrame, refused: TraceEvent): boolean {
  const from = refused.message?.message.from;
  const accepted = findBack(
    events,
    frame.eventCount,
    (event) =>
      event.id > refused.id &&
      event.node === node.id &&
      event.message?.message.from === from &&
      event.notes.some((note) => note.what === 'appended' || note.what === 'heartbeatAccepted' || note.what === 'voteGranted' || note.what === 'chunkTaken'),
  );
  return accepted !== null;
}

/** An event as an answer: its sentence, its rule with the numbers, its causes. */
export function whyEvent(events: Events, event: TraceEvent, question = 'Why?'): Why {
  const sentence = narrateEvent(event);
  const first = event.notes.find((note) => clauseOf(event, note).text === sentence.text) ?? null;
  const checks: Check[] =
    sentence.rule === null
      ? []
      : [ruleCheck(sentence.rule, 'decides', first === null ? null : compared(first))];
  return {
    question,
    answer: sentence.text,
    checks,
    remark: null,
    chain: chainOf(events, event.id),
  };
}

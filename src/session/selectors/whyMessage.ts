/** Why a message says what it says, and what it will do where it goes. */
import type { NoteKind } from '../../raft/notes.ts';
import type { Envelope, TraceEvent } from '../../trace/event.ts';
import { narrateEvent } from '../../trace/narrate.ts';
import { messageNoun } from '../../trace/narrateMessage.ts';
import { whyLost } from '../../trace/narrate.ts';
import { leadingNote } from '../../trace/narrateWeight.ts';
import type { Frame } from '../frame.ts';
import { chainOf, expected, hop, itemOf } from './whyChain.ts';
import { eventAt, type Events, type MessageFate } from './whyEvents.ts';
import { judge, judgeAt, nodeOf } from './whyJudge.ts';
import { whyEvent } from './whyNode.ts';
import type { ChainItem, JudgeOptions, Why } from './whyTypes.ts';

/**
 * The answer for one message. A refusal asks why it was refused, with the rules
 * as the refusing node went through them; anything else under way asks what
 * it will do on arrival; what has arrived tells what it did.
 */
export function whyMessage(
  frame: Frame,
  events: Events,
  envelope: Envelope,
  fate: MessageFate,
  options: JudgeOptions,
): Why {
  switch (fate.kind) {
    case 'delivered':
      return { ...whyEvent(events, fate.event, 'What did it do?') };
    case 'lost':
      return whyLostMessage(events, envelope, fate.event);
    case 'removed':
      return { ...whyEvent(events, fate.event, 'Where is it?') };
    case 'inbox':
    case 'inFlight':
    case 'notSent':
      return refusalBehind(frame, events, envelope, options) ?? whatItWillDo(frame, events, envelope, options);
  }
}

/** The event that decided what `envelope` says: its sender's last step that handled a message or a timer. */
function decisionBehind(events: Events, envelope: Envelope): TraceEvent | null {
  let event = eventAt(events, envelope.sentBy);
  while (event !== null && event.kind === 'disk') {
    const cause = eventAt(events, event.cause);
    if (cause === null || cause.id >= event.id) break;
    event = cause;
  }
  return event;
}

function refusalBehind(frame: Frame, events: Events, envelope: Envelope, options: JudgeOptions): Why | null {
  const { message } = envelope;
  const refused =
    (message.type === 'AppendEntriesReply' && !message.success) ||
    (message.type === 'RequestVoteReply' && !message.voteGranted) ||
    (message.type === 'PreVoteReply' && !message.voteGranted) ||
    (message.type === 'InstallSnapshotReply' && !message.installed);
  const decision = refused ? decisionBehind(events, envelope) : null;
  if (decision === null || decision.message === null) return null;
  const reason = leadingRefusal(decision);
  const node = nodeOf(frame, message.from);
  if (reason === null || node === null) return null;
  // Refusing changes nothing that the rules look at, so the node as it is now still answers the same;
  // where it doesn't, the recorded reason stands alone.
  const again = judgeAt(frame, node, decision.message.message, options);
  const agrees = again.checks.some((check) => check.state === 'decides' && check.section === reason.section);
  const own = whyEvent(events, decision);
  return {
    question: 'Why?',
    answer: reason.text,
    checks: agrees ? again.checks.filter((check) => check.state !== 'passes' || check.section !== 'P5.1') : own.checks,
    remark: agrees ? again.remark : null,
    chain: withArrival(frame, envelope, chainOf(events, decision.id, 5), options),
  };
}

const refusals: ReadonlySet<NoteKind> = new Set(['appendRefused', 'voteRefused', 'preVoteRefused', 'chunkRefused']);

function leadingRefusal(event: TraceEvent): { text: string; section: string | null } | null {
  const note = leadingNote(event.notes.filter((each) => refusals.has(each.what)));
  return note === null ? null : narrateEvent({ ...event, notes: [note] });
}

function whatItWillDo(frame: Frame, events: Events, envelope: Envelope, options: JudgeOptions): Why {
  const judgement = judge(frame, envelope.message, options);
  return {
    question: 'What if it arrived now?',
    answer: judgement.text,
    checks: judgement.checks,
    remark: judgement.remark,
    chain: withArrival(frame, envelope, [...chainOf(events, envelope.sentBy, 4), hop(envelope, 'now')], options),
  };
}

function withArrival(frame: Frame, envelope: Envelope, chain: ChainItem[], options: JudgeOptions): ChainItem[] {
  const past = chain.map((item, i) => (item.state === 'now' && i < chain.length - 1 ? { ...item, state: 'past' as const } : item));
  return [...past, expected(envelope.deliverAt, judge(frame, envelope.message, options).brief)];
}

function whyLostMessage(events: Events, envelope: Envelope, event: TraceEvent | null): Why {
  const { message } = envelope;
  const chain = [...chainOf(events, envelope.sentBy, 4).map((item) => ({ ...item, state: 'past' as const })), hop(envelope)];
  const gone: ChainItem =
    event === null
      ? { time: null, text: 'It is lost on its way', state: 'now', event: null, message: null }
      : itemOf(event, 'now');
  const noun = messageNoun(message);
  return {
    question: 'Why did it not arrive?',
    answer:
      event === null
        ? `The ${noun} is lost: ${whyLost(envelope)}. ${message.from} isn’t told.`
        : `${narrateEvent(event).text} ${message.from} isn’t told.`,
    checks: [],
    remark: 'Raft needs no message to arrive: what matters is sent again, and what comes twice does no harm.',
    chain: [...chain, gone],
  };
}

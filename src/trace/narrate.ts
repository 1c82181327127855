/**
 * Events in plain English. The sentence on top is about the decision that
 * matters most to a reader; what else followed from the event stands in `more`,
 * in the order in which it happened.
 */
import { unreachable } from '../base/assert.ts';
import type { Note } from '../raft/notes.ts';
import type { RuleId } from '../raft/ruleBook.ts';
import type { RunCommand } from './command.ts';
import type { Envelope, TraceEvent } from './event.ts';
import { narrateClient } from './narrateClient.ts';
import { narrateCommandEvent } from './narrateCommandEvent.ts';
import { compared } from './narrateCompare.ts';
import { messageNoun } from './narrateMessage.ts';
import { narrateNote } from './narrateNote.ts';
import { answerTo, leadingNote } from './narrateWeight.ts';
import { sectionOf } from './narrateSection.ts';
import { listed, named } from './narrateWords.ts';

/** One sentence and the rule that decided; `section` is in the ruleBook's notation (`P5.3`). */
export interface Clause {
  readonly text: string;
  readonly rule: RuleId | null;
  readonly section: string | null;
  /** The numbers compared: `2 < 4`. */
  readonly comparison?: string;
}

/** An event in words. */
export interface Sentence extends Clause {
  /** What else followed from the same event. */
  readonly more: readonly Clause[];
}

/** `event` in words; pure, and the same for the same event. */
export function narrateEvent(event: TraceEvent): Sentence {
  const head = headline(event);
  const rest = event.notes.filter((note) => note !== head.note).map((note) => clauseOf(event, note));
  const gone = event.sent.filter((envelope) => envelope.lost !== null).map((envelope) => plain(lossOf(envelope)));
  return { ...head.clause, more: [...rest, ...gone] };
}

/** One note of `event` as a clause. */
export function clauseOf(event: TraceEvent, note: Note): Clause {
  const comparison = compared(note);
  const clause = { text: narrateNote(event, note), rule: note.rule, section: sectionOf(note.rule) };
  return comparison === null ? clause : { ...clause, comparison };
}

interface Headline {
  readonly clause: Clause;
  /** The note that the headline tells, so that it isn't told twice. */
  readonly note: Note | null;
}

function headline(event: TraceEvent): Headline {
  if (event.error !== null && event.kind !== 'command') return { clause: threw(event, event.error), note: null };
  const note = leadingNote(event.notes);
  switch (event.kind) {
    case 'command':
      return commandHeadline(event, note);
    case 'lost':
      return { clause: plain(narrateLost(event)), note: null };
    case 'inbox':
      return { clause: plain(narrateInbox(event)), note: null };
    case 'timer':
      return note === null
        ? { clause: plain(`${named(event.node)}’s timer fires: there is nothing to do.`), note }
        : told(event, note);
    case 'disk':
      return diskHeadline(event, note);
    case 'deliver':
      return note === null ? { clause: plain(narrateDelivery(event)), note } : told(event, note);
    case 'client':
      return { clause: plain(event.client === undefined ? 'A client acts.' : narrateClient(event.client)), note: null };
    default:
      return unreachable(event.kind);
  }
}

function told(event: TraceEvent, note: Note): Headline {
  return { clause: clauseOf(event, note), note };
}

function plain(text: string): Clause {
  return { text, rule: null, section: null };
}

function decided(text: string, rule: RuleId): Clause {
  return { text, rule, section: sectionOf(rule) };
}

function threw(event: TraceEvent, error: string): Clause {
  return plain(`${named(event.node)} stops by an error of its own: ${error}`);
}

/** A command that made a node act is told with what the node did. */
function commandHeadline(event: TraceEvent, note: Note | null): Headline {
  const { command } = event;
  const text = narrateCommandEvent(event);
  if (note === null || event.error !== null || command === null) return { clause: plain(text), note: null };
  if (!isRequest(command)) return told(event, note);
  const answer = answerTo(event.notes);
  if (answer === null) return { clause: plain(text), note: null };
  const comparison = compared(answer);
  const clause = decided(`${text} ${answerWords(event, answer)}`, answer.rule);
  return { clause: comparison === null ? clause : { ...clause, comparison }, note: answer };
}

function isRequest({ type }: RunCommand): boolean {
  return type === 'propose' || type === 'read' || type === 'change' || type === 'transfer';
}

/** What was asked has just been said, so it is not said again. */
function answerWords(event: TraceEvent, answer: Note): string {
  if (answer.what !== 'proposed' || event.command?.type !== 'propose') return narrateNote(event, answer);
  return `${named(event.node)} appends it at index ${answer.values.index} in term ${answer.values.term}.`;
}

/** A message that nobody handled: who lost what, and why. */
function narrateLost(event: TraceEvent): string {
  const envelope = event.message;
  if (envelope === null) return 'A message is lost.';
  return lossOf(envelope);
}

function lossOf(envelope: Envelope): string {
  const { from, to } = envelope.message;
  return `${from}’s ${messageNoun(envelope.message)} to ${to} is lost: ${whyLost(envelope)}.`;
}

/** The reason inside a sentence: `S1 is down`, `the link is cut`, `by chance`. */
export function whyLost(envelope: Envelope): string {
  switch (envelope.lost) {
    case 'cut':
      return `the link from ${envelope.message.from} to ${envelope.message.to} is cut`;
    case 'loss':
      return 'the network dropped it by chance';
    case null:
      return `${envelope.message.to} is down`;
    default:
      return unreachable(envelope.lost);
  }
}

function narrateInbox(event: TraceEvent): string {
  if (event.message === null) return `A message waits: ${named(event.node)} is paused.`;
  const { from, to } = event.message.message;
  return `${from}’s ${messageNoun(event.message.message)} waits in ${to}’s inbox: ${to} is paused.`;
}

/** A write that is done matters for what it sets free: a copy or a vote that counts, messages that may leave. */
function diskHeadline(event: TraceEvent, note: Note | null): Headline {
  if (note !== null && note.what !== 'durable') return told(event, note);
  const node = named(event.node);
  const done =
    note !== null && note.values.lastIndex > 0
      ? `${node}’s write is on disk: its log is durable up to ${note.values.lastIndex}.`
      : `${node}’s write is on disk.`;
  const released = event.sent.length > 0 ? ` Now ${outgoing(event.sent)} may leave.` : '';
  return { clause: decided(`${done}${released}`, 'persistsFirst'), note };
}

function outgoing(sent: readonly Envelope[]): string {
  const first = sent[0];
  if (first !== undefined && sent.length === 1) return `its ${messageNoun(first.message)} to ${first.message.to}`;
  const requests = sent.every((envelope) => envelope.message.type === 'RequestVote');
  return `its ${requests ? 'vote requests' : 'messages'} to ${receivers(sent)}`;
}

function receivers(sent: readonly Envelope[]): string {
  return listed([...new Set(sent.map((envelope) => envelope.message.to))]);
}

function narrateDelivery(event: TraceEvent): string {
  if (event.message === null) return `${named(event.node)} gets a message.`;
  const { message } = event.message;
  return `${message.from}’s ${messageNoun(message)} reaches ${message.to} and changes nothing.`;
}

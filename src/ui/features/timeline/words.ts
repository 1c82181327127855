/** The timeline in words: what the pointer is on, and the whole for those who don't see it. */
import type { LaneSegment, Timeline, TimelineMessage } from '../../../session/selectors/timeline.ts';
import { eventAt, type Events } from '../../../session/selectors/whyEvents.ts';
import type { EventId } from '../../../trace/event.ts';
import { narrateEvent, whyLost } from '../../../trace/narrate.ts';
import { narrateBriefly } from '../../../trace/narrateBrief.ts';
import { messageNoun } from '../../../trace/narrateMessage.ts';
import { listed, roleWord } from '../../../trace/narrateWords.ts';
import { placeText } from '../../state/timeText.ts';
import type { Hit } from './hit.ts';

/** A tooltip: when, and what. */
export interface Words {
  readonly when: string;
  readonly what: string;
}

const TOLD = 8;

export function wordsOf(timeline: Timeline, events: Events, hit: Hit, at: number): Words | null {
  switch (hit.kind) {
    case 'event':
      return eventWords(timeline, events, hit.event);
    case 'message':
      return messageWords(timeline, events, hit.message);
    case 'violation': {
      const { time, event, property, detail } = hit.violation;
      return { when: placeText(timeline.axis, timeline.axis === 'time' ? time : event), what: `${property} is violated. ${detail}` };
    }
    case 'lane':
      return { when: placeText(timeline.axis, at), what: laneWords(timeline, hit.lane, hit.segment, at) };
  }
}

function eventWords(timeline: Timeline, events: Events, id: EventId): Words | null {
  const event = eventAt(events, id);
  if (event === null) return null;
  return { when: placeText(timeline.axis, timeline.axis === 'time' ? event.time : event.id), what: narrateEvent(event).text };
}

function messageWords(timeline: Timeline, events: Events, message: TimelineMessage): Words {
  const { axis } = timeline;
  const { envelope, from, to, end } = message;
  const what = `${envelope.message.from}’s ${messageNoun(envelope.message)} to ${envelope.message.to}`;
  const left = placeText(axis, from);
  const when = to === null || end === 'lost' ? left : `${left} → ${placeText(axis, to)}`;
  switch (end) {
    case 'delivered': {
      const event = eventAt(events, message.endEvent);
      return { when, what: event === null ? `${what}.` : narrateEvent(event).text };
    }
    case 'lost':
    case 'lostOnArrival': {
      // Of a loss on arrival the event knows the reason.
      const told = end === 'lost' ? envelope : (eventAt(events, message.endEvent)?.message ?? envelope);
      return { when, what: `${what} is lost: ${whyLost(told)}.` };
    }
    case 'dropped':
      return { when, what: `${what} was dropped by hand.` };
    case 'inbox':
      return { when, what: `${what} waits in its inbox: ${envelope.message.to} is paused.` };
    case 'waiting':
      return { when, what: `${what} waits until somebody delivers it.` };
    case 'flying':
      return { when, what: `${what} is on its way.` };
  }
}

function laneWords(timeline: Timeline, lane: number, segment: LaneSegment | null, at: number): string {
  const id = timeline.lanes[lane] ?? '';
  if (segment === null) return `${id} is down.`;
  const { role, term, paused, oldFrom, from, to } = segment;
  const span = to === null ? `since ${placeText(timeline.axis, from)}` : `${placeText(timeline.axis, from)} – ${placeText(timeline.axis, to)}`;
  const rest = `${paused ? ', paused' : ''} (${span})`;
  if (role === null) return `${id} is up; what it was is no longer known${rest}.`;
  if (role === 'leader') {
    const old = oldFrom === null || oldFrom > at ? '' : `, superseded since ${placeText(timeline.axis, oldFrom)}`;
    return `${id} leads term ${term}${old}${rest}.`;
  }
  return term === 0 ? `${id} waits for a first election${rest}.` : `${id} is a ${roleWord(role)} in term ${term}${rest}.`;
}

/** What the selected message leads to, once it arrives: the known future, or that it will arrive. */
export function aheadText(timeline: Timeline, events: Events, selected: TimelineMessage | undefined): string | null {
  if (selected === undefined) return null;
  const event = eventAt(events, selected.endEvent);
  return event === null ? `arrives at ${timeline.lanes[selected.toLane] ?? ''}` : narrateBriefly(event);
}

/** The picture for those who don't see it. `cursor` and later: what lies ahead is not told. */
export function summary(timeline: Timeline, cursor: number): string {
  const { axis, lanes } = timeline;
  const past = <T extends { readonly at: number }>(marks: readonly T[]): T[] => marks.filter(({ at }) => at <= cursor).slice(-TOLD);
  const roles = lanes.map((_, lane) => {
    const segment = timeline.segments[lane]?.findLast(({ from, to }) => from <= cursor && cursor < (to ?? Infinity));
    return laneWords(timeline, lane, segment ?? null, cursor).replace(/ \([^()]*\)\.$/, '.');
  });
  const elections = past(timeline.elections).map(({ lane, term, at }) => `${lanes[lane] ?? ''} for term ${term} at ${placeText(axis, at)}`);
  const actions = past(timeline.flags).map(({ label, at }) => `${label} at ${placeText(axis, at)}`);
  const commits = past(timeline.commits).map(({ lane, to, at }) => `${lanes[lane] ?? ''} up to ${to} at ${placeText(axis, at)}`);
  return [
    `At ${placeText(axis, cursor)}:`,
    ...roles,
    elections.length > 0 ? `Last elections: ${listed(elections)}.` : 'No election yet.',
    ...(commits.length > 0 ? [`Last commits: ${listed(commits)}.`] : []),
    ...(actions.length > 0 ? [`Last actions: ${listed(actions)}.`] : []),
  ].join(' ');
}

/**
 * Makes the timeline from the events that the page holds, and goes on where it
 * stopped when events were added. It starts anew only when the window was
 * replaced: after a far seek, on another branch, in another run.
 */
import type { NodeId } from '../../raft/types.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { flagLabel, isOfClient } from './timelineFlags.ts';
import { MessageList } from './timelineMessages.ts';
import { milestoneOf } from './timelineMilestones.ts';
import { addedBy, lanesOf, restingRole, startingStates } from './timelineStart.ts';
import { NodeTracker, statusChange, type NodeState } from './timelineState.ts';
import {
  axisOf, positionOf, wasRefused,
  type CommitMark, type ElectionMark, type FlagMark, type LaneSegment, type MilestoneMark, type StatusMark, type TermMark,
  type Timeline, type TimelineAxis, type TimelineSource,
} from './timeline.ts';

/** Older than the window is forgotten in lumps of at least this many events. */
const FORGET_EVENTS = 1000;

export class TimelineBuilder {
  #made: Making | null = null;
  #source: TimelineSource | null = null;
  #revision = 0;

  /** The timeline of `source`. The same object with longer lists when events were only added. */
  update(source: TimelineSource): Timeline {
    const made = this.#made;
    const before = this.#source;
    this.#source = source;
    if (made !== null && before !== null && sameRun(before, source) && made.goesOn(source.events)) {
      if (before.events !== source.events && made.goOn(source.events)) this.#revision += 1;
      made.revision = this.#revision;
      return made;
    }
    this.#revision += 1;
    const anew = new Making(source);
    anew.goOn(source.events);
    anew.revision = this.#revision;
    this.#made = anew;
    return anew;
  }
}

function sameRun(before: TimelineSource, now: TimelineSource): boolean {
  return before.setup === now.setup && before.frame.nodes.length === now.frame.nodes.length;
}

class Making implements Timeline {
  readonly axis: TimelineAxis;
  readonly lanes: readonly NodeId[];
  readonly segments: LaneSegment[][];
  status: StatusMark[] = [];
  elections: ElectionMark[] = [];
  commits: CommitMark[] = [];
  milestones: MilestoneMark[] = [];
  flags: FlagMark[] = [];
  terms: TermMark[] = [];
  start: number;
  lastEvent: number;
  revision = 0;
  readonly #messages: MessageList;
  readonly #laneOf: ReadonlyMap<NodeId, number>;
  readonly #nodes: NodeTracker[];
  #firstId = 0;
  #last: TraceEvent | null = null;

  constructor(source: TimelineSource) {
    const first = source.events[0];
    this.axis = axisOf(source);
    this.start = first === undefined || first.id === 1 ? 0 : positionOf(this.axis, first);
    this.lastEvent = this.start;
    this.#firstId = first?.id ?? 1;
    this.lanes = lanesOf(source);
    this.#laneOf = new Map(this.lanes.map((id, lane) => [id, lane]));
    this.#messages = new MessageList(this.axis, this.#laneOf);
    const states = startingStates(source, this.lanes);
    this.#nodes = this.lanes.map(
      (id, lane) => new NodeTracker(id, states[lane] ?? { status: 'up', role: null, term: 0 }, restingRole(source, id)),
    );
    this.segments = this.lanes.map(() => []);
    this.#nodes.forEach(({ state }, lane) => this.#open(lane, state, this.start));
    this.#raiseTerm(this.start);
  }

  get messages(): MessageList['all'] {
    return this.#messages.all;
  }

  /** Whether `events` hold everything that was taken in last, so that only new ones follow. */
  goesOn(events: readonly TraceEvent[]): boolean {
    const first = events[0];
    const last = this.#last;
    if (first === undefined) return last === null;
    if (last !== null && events[last.id - first.id] !== last) return false;
    if (last === null && first.id !== 1) return false;
    // A node more is a lane more, and lanes are made at the beginning.
    const from = last === null ? 0 : last.id - first.id + 1;
    return events.slice(from).every((event) => this.#laneOf.has(addedBy(event) ?? this.lanes[0] ?? ''));
  }

  /** Takes in what is new; false when nothing is. */
  goOn(events: readonly TraceEvent[]): boolean {
    const first = events[0];
    if (first === undefined) return false;
    const from = this.#last === null ? 0 : this.#last.id - first.id + 1;
    for (let i = from; i < events.length; i += 1) {
      const event = events[i];
      if (event !== undefined) this.#take(event);
    }
    if (first.id >= this.#firstId + FORGET_EVENTS) this.#forgetBefore(first);
    return from < events.length;
  }

  #take(event: TraceEvent): void {
    const at = positionOf(this.axis, event);
    this.#last = event;
    this.lastEvent = at;
    this.#messages.take(event);
    const lane = event.node === null ? undefined : this.#laneOf.get(event.node);
    const node = lane === undefined ? undefined : this.#nodes[lane];
    if (event.command !== null && node?.firstSight(event) !== false) this.#flag(event, at);
    if (lane === undefined || node === undefined) return;
    const before = node.state;
    node.take(event);
    this.#mark(event, lane, at);
    const change = statusChange(event);
    if (change !== null) this.status.push({ kind: change, lane, at, event: event.id });
    if (node.state === before) return;
    this.#close(lane, at);
    this.#open(lane, node.state, at);
    this.#raiseTerm(at);
  }

  #mark(event: TraceEvent, lane: number, at: number): void {
    for (const note of event.notes) {
      const { what, values } = note;
      const milestone = milestoneOf(note);
      if (milestone !== null) {
        const term = this.#nodes[lane]?.state.term ?? 0;
        this.milestones.push({ ...milestone, lane, at, term, event: event.id });
      }
      if (what === 'electionStarted') this.elections.push({ lane, at, term: values.term, event: event.id });
      if (what === 'commitAdvanced' && values.copies !== null) {
        const term = this.#nodes[lane]?.state.term ?? 0;
        this.commits.push({ lane, at, term, from: values.from, to: values.to, event: event.id });
      }
    }
  }

  #flag(event: TraceEvent, at: number): void {
    const { command } = event;
    if (command === null || isOfClient(event)) return;
    const refused = wasRefused(event);
    const label = flagLabel(event, this.#leader());
    this.flags.push({ at, label: refused ? `${label} (refused)` : label, command, refused, event: event.id });
  }

  /** The leader of the highest term among those who lead. */
  #leader(): NodeId | null {
    let leader: NodeId | null = null;
    let term = -1;
    this.#nodes.forEach(({ state }, lane) => {
      if (state.role !== 'leader' || state.status === 'down' || state.term <= term) return;
      leader = this.lanes[lane] ?? null;
      term = state.term;
    });
    return leader;
  }

  #open(lane: number, state: NodeState, at: number): void {
    if (state.status === 'down') return;
    const { role, term } = state;
    const highest = this.terms.at(-1)?.term ?? 0;
    const oldFrom = role === 'leader' && term < highest ? at : null;
    this.segments[lane]?.push({ lane, role, term, paused: state.status === 'paused', from: at, to: null, oldFrom });
  }

  #close(lane: number, at: number): void {
    const segments = this.segments[lane];
    const last = segments?.at(-1);
    if (last === undefined || last.to !== null) return;
    // Several changes at one moment: only the last of them lasts.
    if (last.from === at) segments?.pop();
    else last.to = at;
  }

  #raiseTerm(at: number): void {
    const highest = Math.max(0, ...this.#nodes.map(({ state }) => state.term));
    const before = this.terms.at(-1)?.term ?? -1;
    if (highest <= before) return;
    this.terms.push({ at, term: highest });
    for (const segments of this.segments) {
      const last = segments.at(-1);
      if (last !== undefined && last.to === null && last.role === 'leader' && last.term < highest) last.oldFrom ??= at;
    }
  }

  #forgetBefore(first: TraceEvent): void {
    const start = positionOf(this.axis, first);
    const since = ({ at }: { readonly at: number }): boolean => at >= start;
    this.#firstId = first.id;
    this.start = start;
    this.#messages.forgetBefore(start);
    this.status = this.status.filter(since);
    this.elections = this.elections.filter(since);
    this.commits = this.commits.filter(since);
    this.milestones = this.milestones.filter(since);
    this.flags = this.flags.filter(since);
    this.terms = this.terms.filter(({ at }, i, all) => at >= start || (all[i + 1]?.at ?? Infinity) > start);
    this.segments.forEach((segments, lane) => {
      this.segments[lane] = segments.filter(({ to }) => to === null || to >= start);
    });
  }
}

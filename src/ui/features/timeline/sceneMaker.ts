/** Puts together what a drawing needs, and makes again only what has changed. */
import type { Session } from '../../../session/session.ts';
import { causePath, type CausePath } from '../../../session/selectors/timelineCauses.ts';
import { knownEndOf, type Timeline, type TimelineMessage } from '../../../session/selectors/timeline.ts';
import type { SessionState } from '../../../session/state.ts';
import type { Violation } from '../../../trace/verdict.ts';
import { timelineOf } from '../../state/timelineModel.ts';
import { timelineStore } from '../../state/timelineStore.ts';
import { placeFlags, type PlacedFlag } from './flagRows.ts';
import type { Layout } from './layout.ts';
import type { Scene } from './scene.ts';
import type { View } from './view.ts';
import { aheadText } from './words.ts';

/** A value that is made again when one of its reasons changes. */
class Kept<T> {
  #reasons: readonly unknown[] = [];
  #value: T | null = null;

  get(reasons: readonly unknown[], make: () => T): T {
    const same = reasons.length === this.#reasons.length && reasons.every((each, i) => Object.is(each, this.#reasons[i]));
    if (this.#value === null || !same) {
      this.#value = make();
      this.#reasons = reasons;
    }
    return this.#value;
  }
}

export class SceneMaker {
  readonly #session: Session;
  readonly #flags = new Kept<readonly PlacedFlag[]>();
  readonly #path = new Kept<{ path: CausePath; ahead: string | null }>();
  readonly #violations = new Kept<readonly Violation[]>();

  constructor(session: Session) {
    this.#session = session;
  }

  make(layout: Layout, view: View, cursor: number, widthOf: (label: string) => number): Scene {
    const state = this.#session.store.getState();
    const timeline = timelineOf(this.#session);
    const { filter } = timelineStore.getState();
    const { revision } = timeline;
    const knownEnd = Math.max(knownEndOf(state), cursor);
    const complete = (state.events.at(-1)?.id ?? 0) >= state.frame.endEvents;
    const flags = this.#flags.get([timeline, revision, view.k, layout.flagRows.length], () =>
      placeFlags(timeline.flags, view.k, layout.flagRows.length, widthOf),
    );
    const violations = this.#violations.get([state.frame.invariants], () =>
      state.frame.invariants.flatMap(({ violation }) => (violation === null ? [] : [violation])),
    );
    return {
      timeline, layout, view, cursor, knownEnd, filter, flags, violations,
      lanesEnd: complete ? knownEnd : Math.max(cursor, timeline.lastEvent),
      ...this.#selected(state, timeline),
      selectedLane: laneOf(state, timeline),
    };
  }

  #selected(state: SessionState, timeline: Timeline): { path: CausePath; ahead: string | null } {
    const { selection, events } = state;
    return this.#path.get([timeline, timeline.revision, selection], () => {
      const path = causePath(timeline, events, selection);
      const chosen: TimelineMessage | undefined =
        selection?.kind === 'message' ? timeline.messages.find(({ envelope }) => envelope.id === selection.message) : undefined;
      return { path, ahead: aheadText(timeline, events, chosen) };
    });
  }
}

function laneOf({ selection }: SessionState, timeline: Timeline): number | null {
  const id = selection?.kind === 'node' || selection?.kind === 'entry' ? selection.node : null;
  const lane = id === null ? -1 : timeline.lanes.indexOf(id);
  return lane < 0 ? null : lane;
}

/** One timeline for every view of a session, brought up to date when somebody asks. */
import type { Session } from '../../session/session.ts';
import type { Timeline } from '../../session/selectors/timeline.ts';
import { TimelineBuilder } from '../../session/selectors/timelineBuilder.ts';

const builders = new WeakMap<Session, TimelineBuilder>();

/** The timeline of what the page knows now. Cheap when nothing is new. */
export function timelineOf(session: Session): Timeline {
  let builder = builders.get(session);
  if (builder === undefined) builders.set(session, (builder = new TimelineBuilder()));
  return builder.update(session.store.getState());
}

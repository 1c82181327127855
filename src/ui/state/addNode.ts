/** A node more: its name, its place on the ring while its worker starts, and what to do with it then. */
import type { NodeId } from '../../raft/types.ts';
import { changeOf } from '../../session/members/deeds.ts';
import { clusterConfig, membershipIn, nextNodeName } from '../../session/members/membership.ts';
import type { Session } from '../../session/session.ts';
import { listed } from '../../trace/narrateWords.ts';
import { commandAndTell } from './askCluster.ts';
import { openDialog, uiStore } from './uiStore.ts';

/** Starts a node under the next free name. It is outside of the configuration until a change names it. */
export function addNode(session: Session): void {
  const id = nextNodeName(session.store.getState().frame.nodes);
  uiStore.setState({ starting: id });
  const look = (): void => {
    const { frame, pending = 0 } = session.store.getState();
    const there = frame.nodes.some((node) => node.id === id);
    if (!there && pending > 0) return;
    stop();
    uiStore.setState({ starting: null });
    if (there) sayWhatNow(session);
  };
  const stop = session.store.subscribe(look);
  session.command({ type: 'addNode', node: id });
}

const HINT = 'outside the configuration: make';

/** One hint for all that are outside, in place of the one before; it goes when they have got a place. */
function sayWhatNow(session: Session): void {
  for (const { id, text } of session.store.getState().notices) if (text.includes(HINT)) session.dismissNotice(id);
  const outside = outsideOf(session);
  const [first, ...more] = outside;
  if (first === undefined) return;
  if (more.length > 0) {
    session.notify('info', `${listed(outside)} are ${HINT} them learners or voters.`, { label: 'Members…', run: () => openDialog('members') });
  } else {
    session.notify('info', `${first} is ${HINT} it a learner or a voter.`, { label: `Make ${first} a learner`, run: () => makeLearner(session, first) });
  }
  const hint = session.store.getState().notices.at(-1)?.id ?? 0;
  const stop = session.store.subscribe(({ notices }) => {
    const shown = notices.some(({ id }) => id === hint);
    if (shown && outsideOf(session).join() === outside.join()) return;
    stop();
    if (shown) session.dismissNotice(hint);
  });
}

function outsideOf(session: Session): NodeId[] {
  const { frame } = session.store.getState();
  const { config } = clusterConfig(frame);
  return frame.nodes.map(({ id }) => id).filter((id) => membershipIn(config, id) === 'outside');
}

function makeLearner(session: Session, id: NodeId): void {
  const change = changeOf(session.store.getState().frame, id, 'learner');
  if (typeof change === 'string') session.notify('info', `Not now: ${change}.`);
  else commandAndTell(session, change);
}

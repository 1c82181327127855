/** A node more: its name, its place on the ring while its worker starts, and what to do with it then. */
import { changeOf } from '../../session/members/deeds.ts';
import { nextNodeName } from '../../session/members/membership.ts';
import type { Session } from '../../session/session.ts';
import { commandAndTell } from './askCluster.ts';
import { uiStore } from './uiStore.ts';

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
    if (there) sayWhatNow(session, id);
  };
  const stop = session.store.subscribe(look);
  session.command({ type: 'addNode', node: id });
}

function sayWhatNow(session: Session, id: string): void {
  session.notify('info', `${id} is outside the configuration: make it a learner or a voter.`, {
    label: `Make ${id} a learner`,
    run: () => {
      const change = changeOf(session.store.getState().frame, id, 'learner');
      if (typeof change === 'string') session.notify('info', `Not now: ${change}.`);
      else commandAndTell(session, change);
    },
  });
}

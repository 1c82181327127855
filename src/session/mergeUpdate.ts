/** Puts what the engine says has changed into the state that the page shows. */
import { defaultNetwork } from '../trace/run.ts';
import { applyOperations, noOperations } from './clientFrames.ts';
import { applyEvents } from './engine/eventWindow.ts';
import { applyNodeDelta } from './engine/nodeDelta.ts';
import type { EngineUpdate } from './engine/protocol.ts';
import { noFigures, startMoment } from './figures.ts';
import type { Frame } from './frame.ts';
import type { SessionState } from './state.ts';

/** The frame of a run that has not been heard of yet. */
export const emptyFrame: Frame = {
  time: 0,
  eventCount: 0,
  nextEventAt: null,
  endTime: 0,
  endEvents: 0,
  nodes: [],
  inFlight: [],
  inFlightCount: 0,
  cuts: [],
  network: defaultNetwork,
  fsyncMs: [0, 0],
  requests: [],
  clients: [],
  operations: noOperations,
  invariants: [],
  figures: noFigures,
  moment: startMoment,
  branches: [],
  branch: 0,
  committedEver: null,
};

/** The fields of the state that `update` changes. What didn't change keeps its identity. */
export function mergeUpdate(state: SessionState, update: EngineUpdate): Partial<SessionState> {
  const another = update.setup !== undefined;
  const before = another ? emptyFrame : state.frame;
  const changed = update.nodes.length !== before.nodes.length || update.nodes.some((delta) => delta !== null);
  const nodes = changed
    ? update.nodes.map((delta, i) => {
        const known = before.nodes[i] ?? null;
        if (delta !== null) return applyNodeDelta(known, delta);
        if (known === null) throw new Error(`the engine says nothing of node ${i + 1}`);
        return known;
      })
    : before.nodes;
  const operations = update.operations === undefined ? before.operations : applyOperations(before.operations, update.operations);
  return {
    frame: { ...before, ...update.frame, nodes, operations },
    ...(update.events === null ? {} : { events: applyEvents(state.events, update.events) }),
    ...(update.setup === undefined ? {} : { setup: update.setup }),
    ...(update.title === undefined ? {} : { title: update.title }),
  };
}

/** `expect`: its keys are looked over here, so that a typo is a broken document and not a failed run. */
import type { NodeId } from '../raft/types.ts';
import type { Json } from '../trace/scenario.ts';
import { readKnownId } from './decodeIds.ts';
import { type Place, readFields } from './reader.ts';

const STATE_KEYS = [
  'time', 'nodes', 'inFlight', 'requests', 'refusals', 'violations', 'linearizable', 'traceHash',
];
const NODE_KEYS = [
  'up', 'role', 'term', 'votedFor', 'leader', 'log', 'logTerms', 'firstIndex', 'snapshotIndex', 'snapshotTerm',
  'commitIndex', 'lastApplied', 'durableIndex', 'config', 'state', 'sessions', 'votesGranted', 'nextIndex', 'matchIndex',
];
const CONFIG_KEYS = ['voters', 'votersOutgoing', 'learners'];

/** `place` as it is, once its keys are known ones. */
export function checkExpectation(place: Place, ids: readonly NodeId[]): Json {
  const state = readFields(place, STATE_KEYS, 'a part of the state (an object)');
  if (state.has('nodes')) {
    const nodes = readFields(state.at('nodes'), null);
    for (const id of nodes.keys) {
      readKnownId({ path: nodes.at(id).path, value: id }, ids);
      checkNode(nodes.at(id), ids);
    }
  }
  return place.value as Json;
}

function checkNode(place: Place, ids: readonly NodeId[]): void {
  const node = readFields(place, NODE_KEYS);
  if (node.has('config')) readFields(node.at('config'), CONFIG_KEYS);
  for (const key of ['state', 'sessions']) {
    if (node.has(key)) readFields(node.at(key), null);
  }
  for (const key of ['nextIndex', 'matchIndex']) {
    if (node.has(key)) readFields(node.at(key), ids);
  }
}

/** `steps`: one action each. What a step doesn't know, it refuses: a typo must not pass for nothing. */
import type { NodeId } from '../raft/types.ts';
import type { NetworkSettings, RunCommand } from '../trace/command.ts';
import { readClientName, readStartClient } from './decodeClient.ts';
import { checkExpectation } from './decodeExpect.ts';
import { FILTER_KEYS, readFilter } from './decodeFilter.ts';
import { readClockRate, readGroups, readHealed, readLink, readLinks, readNetworkChange } from './decodeFaults.ts';
import { readKnownId } from './decodeIds.ts';
import { readAddNode, readChange, readCompact, readPropose, readRead, readTransfer } from './decodeRequest.ts';
import { readDisk } from './decodeSettings.ts';
import { quoteList } from './defect.ts';
import {
  COUNT_MAX,
  type Fields,
  optional,
  type Place,
  readFields,
  readInteger,
  readNumber,
  readText,
  readTrue,
  refuse,
} from './reader.ts';
import type { MessageAction, ScenarioStep } from './scenario.ts';

/** What a step may refer to. */
export interface StepContext {
  /** The nodes that are there by then: an `addNode` adds one for the steps after it. */
  readonly ids: NodeId[];
  readonly mode: NetworkSettings['mode'];
}

type Decoder = (place: Place, context: StepContext, step: Fields) => ScenarioStep;

const MS = { low: 0, high: COUNT_MAX };
const NOTE_MAX = 2000;

const command = (run: RunCommand): ScenarioStep => ({ kind: 'command', command: run });
const onNode =
  (type: 'campaign' | 'heartbeat' | 'crash' | 'restart' | 'pause' | 'resume'): Decoder =>
  (place, { ids }) =>
    command({ type, node: readKnownId(place, ids) });
const onMessages =
  (action: Exclude<MessageAction, 'delay'>): Decoder =>
  (place, { ids }) => {
    const filter = readFilter(readFields(place, FILTER_KEYS, 'a filter (an object)'), ids);
    return { kind: 'messages', action, filter, byMs: 0 };
  };

/** Every action of the format; a new one is one line here. */
const ACTIONS: Readonly<Record<string, Decoder>> = {
  campaign: onNode('campaign'),
  heartbeat: onNode('heartbeat'),
  crash: onNode('crash'),
  restart: onNode('restart'),
  pause: onNode('pause'),
  resume: onNode('resume'),
  advance: readAdvance,
  propose: (place, { ids }) => command(readPropose(place, ids)),
  read: (place, { ids }) => command(readRead(place, ids)),
  change: (place, { ids }) => command(readChange(place, ids)),
  transfer: (place, { ids }) => command(readTransfer(place, ids)),
  compact: (place, { ids }) => command(readCompact(place, ids)),
  addNode: (place, { ids }) => {
    const node = readAddNode(place, ids);
    ids.push(node);
    return command({ type: 'addNode', node });
  },
  startClient: timedOnly((place) => command(readStartClient(place))),
  stopClient: timedOnly((place) => command({ type: 'stopClient', client: readClientName(place) })),
  deliver: onMessages('deliver'),
  drop: onMessages('drop'),
  duplicate: onMessages('duplicate'),
  hold: timedOnly(onMessages('hold')),
  delay: timedOnly(readDelay),
  settle: (place) => (readTrue(place), { kind: 'settle' }),
  quiesce: (place) => (readTrue(place), { kind: 'quiesce' }),
  run: timedOnly((place) => ({ kind: 'run', byMs: readNumber(place, 'a number of milliseconds', MS) })),
  runEvents: readRunEvents,
  partition: (place, { ids }) => command({ type: 'partition', groups: readGroups(place, ids) }),
  cut: (place, { ids }) => command({ type: 'cut', links: readLinks(place, ids) }),
  heal: (place, { ids }) => command({ type: 'heal', links: readHealed(place, ids) }),
  network: (place) => command(readNetworkChange(place)),
  link: (place, { ids }) => command(readLink(place, ids)),
  disk: (place) => command({ type: 'disk', settings: readDisk(place) }),
  clockRate: (place, { ids }) => command(readClockRate(place, ids)),
  expect: (place, { ids }) => ({ kind: 'expect', partial: checkExpectation(place, ids) }),
};

/** Keys that belong to an action and stand beside it. */
const COMPANIONS: Readonly<Record<string, readonly string[]>> = { advance: ['node'], runEvents: ['until'] };

export function readStep(place: Place, context: StepContext): ScenarioStep {
  const fields = readFields(place, null, 'a step (an object with one action)');
  const actions = fields.keys.filter((key) => Object.hasOwn(ACTIONS, key));
  const [action] = actions;
  if (actions.length > 1) refuse(place, 'one action', quoteList(actions));
  if (action === undefined) {
    return refuse(place, `one of the actions ${quoteList(Object.keys(ACTIONS), 'or')}`, actionFound(fields.keys));
  }
  readFields(place, [action, 'note', ...(COMPANIONS[action] ?? [])]);
  optional(fields.at('note'), '', (at) => readText(at, 'a note', NOTE_MAX));
  return (ACTIONS[action] as Decoder)(fields.at(action), context, fields);
}

function actionFound(keys: readonly string[]): string {
  const others = keys.filter((key) => key !== 'note');
  return others.length === 0 ? 'none' : quoteList(others);
}

function timedOnly(decode: Decoder): Decoder {
  return (place, context, step) => {
    if (context.mode !== 'timed') refuse(place, 'network.mode "timed" for this step', '"manual"');
    return decode(place, context, step);
  };
}

function readAdvance(place: Place, { ids }: StepContext, step: Fields): ScenarioStep {
  const byMs = readNumber(place, 'a number of milliseconds', MS);
  const node = optional<NodeId | null>(step.at('node'), null, (at) => readKnownId(at, ids));
  return command({ type: 'advance', node, byMs });
}

function readDelay(place: Place, { ids }: StepContext): ScenarioStep {
  const fields = readFields(place, [...FILTER_KEYS, 'byMs'], 'a filter (an object)');
  const byMs = readNumber(fields.at('byMs'), 'a number of milliseconds', MS);
  return { kind: 'messages', action: 'delay', filter: readFilter(fields, ids), byMs };
}

function readRunEvents(place: Place, _context: StepContext, step: Fields): ScenarioStep {
  const count = readInteger(place, 'a number of events', { low: 0, high: COUNT_MAX });
  const until = optional<number | null>(step.at('until'), null, (at) => readNumber(at, 'a virtual time', MS));
  return { kind: 'runEvents', count, until };
}

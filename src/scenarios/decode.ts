/** From the text of a document to a scenario, or to one sentence that says what is wrong with it and where. */
import { SCENARIO_VERSION } from '../trace/scenario.ts';
import { readCluster } from './decodeCluster.ts';
import { readDisk, readNetwork } from './decodeSettings.ts';
import { readStep } from './decodeStep.ts';
import { ScenarioDefect } from './defect.ts';
import { parseJson } from './json.ts';
import { optional, type Place, readBoolean, readFields, readInteger, readList, readText, refuse, ROOT } from './reader.ts';
import type { Scenario } from './scenario.ts';

/** Most characters of a document. */
export const DOCUMENT_MAX = 5_000_000;
const NAME_MAX = 200;
const DESCRIPTION_MAX = 10_000;
const SEED = { low: Number.MIN_SAFE_INTEGER, high: Number.MAX_SAFE_INTEGER };
const DEFAULT_SEED = 1;

/** @throws ScenarioDefect */
export function decodeScenario(text: string): Scenario {
  if (text.length > DOCUMENT_MAX) {
    throw new ScenarioDefect(ROOT, `at most ${DOCUMENT_MAX} characters`, String(text.length));
  }
  return readScenario({ path: ROOT, value: parseJson(text) });
}

function readScenario(place: Place): Scenario {
  const version = readFields(place, null, 'a scenario (an object)').at('version');
  if (version.value !== SCENARIO_VERSION) refuse(version, `the version ${SCENARIO_VERSION}`);
  const fields = readFields(place, [
    'version', 'name', 'description', 'seed', 'cluster', 'network', 'disk', 'exact', 'steps',
  ]);
  const text = (key: string, max: number): string | null =>
    optional<string | null>(fields.at(key), null, (at) => readText(at, `a ${key}`, max));
  const name = text('name', NAME_MAX);
  const description = text('description', DESCRIPTION_MAX);
  const seed = optional(fields.at('seed'), DEFAULT_SEED, (at) => readInteger(at, 'a seed', SEED));
  const cluster = readCluster(fields.at('cluster'));
  const network = readNetwork(fields.at('network'));
  const disk = readDisk(fields.at('disk'));
  const context = { ids: cluster.nodes.map(({ id }) => id), mode: network.mode };
  return {
    name,
    description,
    setup: { seed, cluster, network, disk },
    exact: optional(fields.at('exact'), false, readBoolean),
    steps: optional(fields.at('steps'), [], (at) => readList(at, 'a list of steps')).map((at) => readStep(at, context)),
  };
}

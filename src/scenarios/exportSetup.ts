/** How a run began, as the head of a scenario document. What is as by default is left out. */
import type { Entry } from '../raft/types.ts';
import { type ClusterSetup, defaultDisk, defaultNetwork, defaultOptions, type PreparedNode, type RunSetup } from '../trace/run.ts';
import type { LogDocument, NodeDocument, ScenarioDocument } from '../trace/scenario.ts';

export function setupDocument({ seed, cluster, network, disk }: RunSetup): Pick<
  ScenarioDocument,
  'seed' | 'cluster' | 'network' | 'disk'
> {
  const networkChanges = changes(network, defaultNetwork);
  const diskChanges = changes(disk, defaultDisk);
  return {
    seed,
    cluster: clusterDocument(cluster),
    ...(isEmpty(networkChanges) ? {} : { network: networkChanges }),
    ...(isEmpty(diskChanges) ? {} : { disk: diskChanges }),
  };
}

function clusterDocument({ nodes, voters, learners, options, bugs }: ClusterSetup): ScenarioDocument['cluster'] {
  const ids = nodes.map(({ id }) => id);
  const optionChanges = changes(options, defaultOptions);
  return {
    nodes: nodes.map(nodeDocument),
    ...(same(voters, ids) ? {} : { voters }),
    ...(learners.length === 0 ? {} : { learners }),
    ...(isEmpty(optionChanges) ? {} : { options: optionChanges }),
    ...(bugs.length === 0 ? {} : { bugs }),
  };
}

function nodeDocument({ id, term, votedFor, log, commitIndex, up }: PreparedNode): string | NodeDocument {
  const prepared = {
    ...(term === (log.at(-1)?.term ?? 0) ? {} : { term }),
    ...(votedFor === null ? {} : { votedFor }),
    ...(log.length === 0 ? {} : { log: log.map(entryDocument) }),
    ...(commitIndex === 0 ? {} : { commitIndex }),
    ...(up ? {} : { up }),
  };
  return isEmpty(prepared) ? id : { id, ...prepared };
}

function entryDocument({ term, command }: Entry): LogDocument {
  return command === null ? term : { term, ...command };
}

/** Those of `values` that differ from `defaults`. */
function changes<T extends object>(values: T, defaults: T): Partial<T> {
  const kept = Object.entries(values).filter(([key, value]) => !same(value, defaults[key as keyof T]));
  return Object.fromEntries(kept) as Partial<T>;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}

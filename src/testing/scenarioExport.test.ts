import { describe, expect, it } from 'vitest';
import { createPrng, nextBelow } from '../base/prng.ts';
import { trouble } from '../cli/fuzz/fuzzRun.ts';
import { runUntil } from '../hosts/inline/drive.ts';
import { decodeScenario } from '../scenarios/decode.ts';
import { type ExportedRun, exportScenario, printScenario } from '../scenarios/export.ts';
import { runScenario } from '../scenarios/runner.ts';
import { createInlineWorld } from '../session/inlineWorld.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { defaultClient } from '../trace/client.ts';
import type { RunCommand } from '../trace/command.ts';
import type { ScenarioDocument } from '../trace/scenario.ts';
import { createTraceHash, hashEvent, traceDigest } from '../trace/traceHash.ts';
import { createRandomRun } from './randomRun.ts';

/** A run with random faults, some of them given while nothing happened, and the hash of its trace. */
function troubledRun(seed: number): ExportedRun & { readonly hash: string } {
  const hash = createTraceHash();
  const { simulation, host, advance } = createRandomRun({ seed, listener: () => (event) => hashEvent(hash, event) });
  const prng = createPrng(seed, 7);
  while (simulation.eventCount < 300) {
    advance();
    if (nextBelow(prng, 40) === 0) runUntil(simulation, host, simulation.now + nextBelow(prng, 30_000) / 1000);
  }
  return { run: simulation.run(), title: null, endTime: simulation.now, endEvents: simulation.eventCount, hash: traceDigest(hash) };
}

/** A run of the fuzzer, in which everything happens that Raft and this playground know. */
function fuzzedRun(seed: number): ExportedRun & { readonly hash: string } {
  const hash = createTraceHash();
  const watch = (simulation: Simulation): void => simulation.onEvent((event) => hashEvent(hash, event));
  const { simulation } = trouble(seed, { events: 600, watch });
  return { run: simulation.run(), title: null, endTime: simulation.now, endEvents: simulation.eventCount, hash: traceDigest(hash) };
}

function replayed(document: ScenarioDocument) {
  const scenario = decodeScenario(printScenario(document));
  return runScenario(scenario, createInlineWorld(scenario.setup));
}

const seeds = Array.from({ length: 16 }, (_, i) => i + 1);

describe('an exported run', () => {
  it.each([
    ...seeds.map((seed) => ['trouble', seed, troubledRun] as const),
    ...seeds.map((seed) => ['fuzz', seed, fuzzedRun] as const),
  ])('makes the same trace again (%s, seed %i)', (_kind, seed, makeRun) => {
    const exported = makeRun(seed);
    for (const world of [createInlineWorld(exported.run), null]) {
      const { state, reports, run } = replayed(exportScenario(exported, world));
      expect(reports).toEqual([]);
      expect(state.traceHash).toBe(exported.hash);
      expect([state.time, run.commands]).toEqual([exported.endTime, exported.run.commands]);
    }
  });

  it('carries every kind of command', () => {
    const commands: RunCommand[] = [
      { type: 'network', link: null, settings: { reorder: false } },
      { type: 'network', link: { from: 'S1', to: 'S2' }, settings: { latencyMs: [1, 2], reorder: false } },
      { type: 'disk', settings: { fsyncMs: [1, 2] } },
      { type: 'clockRate', node: 'S1', rate: 1.5 },
      { type: 'heal', links: [{ from: 'S1', to: 'S2' }] },
      { type: 'cut', links: [{ from: 'S1', to: 'S2' }, { from: 'S2', to: 'S1' }] },
      { type: 'partition', groups: [['S1'], ['S2', 'S3']] },
      { type: 'heal', links: null },
      { type: 'propose', to: 'S1', command: null },
      { type: 'propose', to: 'S1', command: { set: ['__proto__', '"'] } },
      { type: 'campaign', node: 'S1' },
      { type: 'hold', message: 1 },
      { type: 'delay', message: 2, byMs: 3 },
      { type: 'duplicate', message: 1 },
      { type: 'deliver', message: 1 },
      { type: 'drop', message: 2 },
      { type: 'heartbeat', node: 'S1' },
      { type: 'pause', node: 'S1' },
      { type: 'resume', node: 'S1' },
      { type: 'crash', node: 'S1' },
      { type: 'restart', node: 'S1' },
      { type: 'propose', to: 'S1', command: { client: 'Ann', seq: 3, append: ['l', 'v'] } },
      { type: 'read', to: 'S1', key: 'l', mode: 'lease' },
      { type: 'read', to: 'S2', key: '__proto__', mode: 'local' },
      { type: 'addNode', node: 'S4' },
      { type: 'change', via: 'S1', voters: ['S1', 'S2', 'S4'], learners: ['S3'] },
      { type: 'change', via: 'S1', voters: [], learners: [] },
      { type: 'transfer', from: 'S1', to: 'S2' },
      { type: 'advance', node: 'S4', byMs: 20 },
      { type: 'advance', node: null, byMs: 1.5 },
      { type: 'startClient', client: 'c1', settings: { ...defaultClient, loss: 0.5 } },
      { type: 'stopClient', client: 'c1' },
      { type: 'compact', node: 'S2', upTo: 1 },
      { type: 'compact', node: 'S2', upTo: null },
    ];
    const prepared = { log: [1, { term: 1, config: { voters: ['S1', 'S2', 'S3'] } }, { term: 1, read: 'x' }], commitIndex: 2 };
    const options = {
      electionTimeoutMs: [200, 250], heartbeatMs: 30, noOpOnElection: false, fastBacktracking: false,
      maxEntriesPerAppend: 2, maxInflightAppends: 1, probeWithEntries: false, preVote: true, checkQuorum: true,
      snapshotThreshold: 100, snapshotChunkBytes: 9, membership: 'single', clockDriftBound: 0.5, maxSessions: 4,
    };
    const cluster = { nodes: [{ ...prepared, id: 'S1' }, { ...prepared, id: 'S2' }, 'S3'], options, bugs: ['no-deduplication'] };
    const text = JSON.stringify({ version: 1, cluster, disk: { fsyncMs: [4, 4] } });
    const world = createInlineWorld(decodeScenario(text).setup);
    for (const command of commands) {
      world.simulation.command(command);
      world.runOne(world.simulation.now);
      // The messages of a candidate leave when its vote is on disk.
      if (command.type === 'campaign' && world.simulation.inFlight().length === 0) world.runOne(Infinity);
    }
    const { simulation } = world;
    const exported = { run: simulation.run(), title: 'all', endTime: simulation.now, endEvents: simulation.eventCount };
    const again = replayed(exportScenario(exported, createInlineWorld(exported.run)));
    expect(again.run.commands.map(({ command }) => command)).toEqual(commands);
    expect(again.state.traceHash).toBe(world.traceHash());
  });

  it('reads like one that somebody wrote, where that says enough', () => {
    const text = '{"version":1,"seed":2,"cluster":{"nodes":["S1",{"id":"S2","log":[1,{"term":2,"set":["x","1"]}],"up":false}],"learners":["S2"]},"steps":[{"run":100},{"campaign":"S1"},{"run":50},{"propose":{"to":"S1","set":["x","1"]}},{"run":20.5}]}';
    const scenario = decodeScenario(text);
    const world = createInlineWorld(scenario.setup);
    const { run, state } = runScenario(scenario, world);
    const exported = { run, title: 'mine', endTime: state.time, endEvents: world.simulation.eventCount };
    expect(printScenario(exportScenario(exported, createInlineWorld(run)))).toBe(
      [
        '{',
        '  "version": 1,',
        '  "name": "mine",',
        '  "seed": 2,',
        '  "cluster": {"nodes": [',
        '    "S1",',
        '    {"id":"S2","log":[1,{"term":2,"set":["x","1"]}],"up":false}',
        '  ],"voters":["S1"],"learners":["S2"]},',
        '  "steps": [',
        '    {"run":100},',
        '    {"campaign":"S1"},',
        '    {"run":50},',
        '    {"propose":{"to":"S1","set":["x","1"]}},',
        '    {"run":20.5}',
        '  ]',
        '}',
        '',
      ].join('\n'),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { defaultClient } from '../trace/client.ts';
import { defaultDisk, defaultNetwork, defaultOptions } from '../trace/run.ts';
import { decodeScenario, DOCUMENT_MAX } from './decode.ts';

/** What the decoder says to `document`, or the words "no complaint". */
function complaint(document: unknown): string {
  try {
    decodeScenario(typeof document === 'string' ? document : JSON.stringify(document));
    return 'no complaint';
  } catch (error) {
    return String(error);
  }
}

const three = ['S1', 'S2', 'S3'];
const cluster = (change: object) => ({ version: 1, cluster: { nodes: three, ...change } });
const prepared = (node: object) => cluster({ nodes: ['S1', { id: 'S2', ...node }, 'S3'] });
const options = (change: object) => cluster({ options: change });
const network = (change: object) => ({ ...cluster({}), network: change });
const steps = (...list: unknown[]) => ({ ...cluster({}), steps: list });
const optionNames = `${Object.keys(defaultOptions).slice(0, -1).map((key) => JSON.stringify(key)).join(', ')} and "${Object.keys(defaultOptions).at(-1) ?? ''}"`;
const manual = (...list: unknown[]) => ({ ...steps(...list), network: { mode: 'manual' } });

describe('what a whole document means', () => {
  it('fills in every default', () => {
    const { setup, steps: list, name, exact } = decodeScenario(JSON.stringify(cluster({})));
    expect(setup).toEqual({
      seed: 1,
      cluster: {
        nodes: three.map((id) => ({ id, term: 0, votedFor: null, log: [], commitIndex: 0, up: true })),
        voters: three,
        learners: [],
        options: defaultOptions,
        bugs: [],
      },
      network: defaultNetwork,
      disk: defaultDisk,
    });
    expect([list, name, exact]).toEqual([[], null, false]);
  });

  it('reads a prepared node; its term defaults to that of its last entry', () => {
    const text = JSON.stringify(
      prepared({ votedFor: 'S1', log: [1, 1, { term: 3, set: ['x', '7'] }], commitIndex: 2, up: false }),
    );
    expect(decodeScenario(text).setup.cluster.nodes[1]).toEqual({
      id: 'S2',
      term: 3,
      votedFor: 'S1',
      log: [
        { index: 1, term: 1, command: null },
        { index: 2, term: 1, command: null },
        { index: 3, term: 3, command: { set: ['x', '7'] } },
      ],
      commitIndex: 2,
      up: false,
    });
  });

  it('takes entries as the final state prints them', () => {
    const log = [{ index: 1, term: 2, command: { delete: 'x' } }, { index: 2, term: 2, command: null }];
    expect(decodeScenario(JSON.stringify(prepared({ log }))).setup.cluster.nodes[1]?.log).toEqual(log);
  });

  it('lets nodes that only learn be named alone', () => {
    const { voters, learners } = decodeScenario(JSON.stringify(cluster({ learners: ['S3'] }))).setup.cluster;
    expect([voters, learners]).toEqual([['S1', 'S2'], ['S3']]);
  });

  it('takes every option', () => {
    const all = {
      electionTimeoutMs: [100, 200], heartbeatMs: 20, noOpOnElection: false, fastBacktracking: false,
      maxEntriesPerAppend: 3, maxInflightAppends: 2, probeWithEntries: false, preVote: true, checkQuorum: true,
      snapshotThreshold: 10, snapshotChunkBytes: 64, membership: 'single', clockDriftBound: 0.2, maxSessions: 5,
    };
    expect(Object.keys(all)).toEqual(Object.keys(defaultOptions));
    expect(decodeScenario(JSON.stringify(options(all))).setup.cluster.options).toEqual(all);
    const none = { snapshotThreshold: null, snapshotChunkBytes: null, maxSessions: null };
    expect(decodeScenario(JSON.stringify(options(none))).setup.cluster.options).toMatchObject(none);
  });

  it('takes bugs by name and by number', () => {
    const { bugs } = decodeScenario(JSON.stringify(cluster({ bugs: ['forgets-its-vote', 21, '1'] }))).setup.cluster;
    expect(bugs).toEqual(['forgets-its-vote', 'half-is-enough', 'commits-old-term']);
  });

  it('takes configurations, reads and sessions in a prepared log', () => {
    const log = [{ term: 1, config: { voters: ['S1', 'S2'] } }, { term: 1, read: 'x' }, { term: 1, set: ['x', '1'], client: 'c', seq: 4 }];
    const config = { voters: ['S1', 'S2'], votersOutgoing: [], learners: [] };
    const printed = [
      { index: 1, term: 1, command: { config } },
      { index: 2, term: 1, command: { read: 'x' } },
      { index: 3, term: 1, command: { set: ['x', '1'], client: 'c', seq: 4 } },
    ];
    expect(decodeScenario(JSON.stringify(prepared({ log }))).setup.cluster.nodes[1]?.log).toEqual(printed);
    expect(decodeScenario(JSON.stringify(prepared({ log: printed }))).setup.cluster.nodes[1]?.log).toEqual(printed);
  });

  it('keeps keys such as __proto__ as they are', () => {
    const text = '{"version":1,"cluster":{"nodes":["S1"]},"steps":[{"expect":{"nodes":{"S1":{"state":{"__proto__":"1"}}}}}]}';
    const step = decodeScenario(text).steps[0];
    expect(JSON.stringify(step)).toContain('"__proto__":"1"');
  });
});

describe('what each step means', () => {
  const decode = (document: object) => decodeScenario(JSON.stringify(document)).steps;

  it('makes a command of every action that is one', () => {
    expect(
      decode(
        steps(
          { campaign: 'S1', note: 'S1 grows impatient' },
          { propose: { to: 'S1', cas: ['x', null, '1'] } },
          { propose: { to: 'S1', noop: true } },
          { propose: { to: 'S1', append: ['l', 'v'], client: 'c', seq: 2 } },
          { read: { to: 'S1', key: 'x', mode: 'lease' } },
          { read: { to: 'S2', key: 'x' } },
          { change: { via: 'S1', voters: [] } },
          { addNode: 'S4' },
          { change: { via: 'S1', voters: ['S1', 'S4'], learners: ['S2'] } },
          { transfer: { from: 'S1', to: 'S1' } },
          { compact: { node: 'S1', upTo: 7 } },
          { compact: { node: 'S4' } },
          { startClient: { client: 'c1', reads: 'lease', loss: 0.5 } },
          { stopClient: 'c1' },
          { cut: { from: 'S1', to: 'S2' } },
          { heal: true },
          { heal: [{ from: 'S1', to: 'S2' }] },
          { partition: [['S1'], ['S2', 'S3']] },
          { network: { loss: 0.5 } },
          { link: { from: 'S1', to: 'S2', latencyMs: [1, 2] } },
          { disk: { fsyncMs: [5, 5] } },
          { clockRate: { node: 'S1', rate: 2 } },
        ),
      ).map((step) => (step.kind === 'command' ? step.command : step)),
    ).toEqual([
      { type: 'campaign', node: 'S1' },
      { type: 'propose', to: 'S1', command: { cas: ['x', null, '1'] } },
      { type: 'propose', to: 'S1', command: null },
      { type: 'propose', to: 'S1', command: { append: ['l', 'v'], client: 'c', seq: 2 } },
      { type: 'read', to: 'S1', key: 'x', mode: 'lease' },
      { type: 'read', to: 'S2', key: 'x', mode: 'readIndex' },
      { type: 'change', via: 'S1', voters: [], learners: [] },
      { type: 'addNode', node: 'S4' },
      { type: 'change', via: 'S1', voters: ['S1', 'S4'], learners: ['S2'] },
      { type: 'transfer', from: 'S1', to: 'S1' },
      { type: 'compact', node: 'S1', upTo: 7 },
      { type: 'compact', node: 'S4', upTo: null },
      { type: 'startClient', client: 'c1', settings: { ...defaultClient, reads: 'lease', loss: 0.5 } },
      { type: 'stopClient', client: 'c1' },
      { type: 'cut', links: [{ from: 'S1', to: 'S2' }] },
      { type: 'heal', links: null },
      { type: 'heal', links: [{ from: 'S1', to: 'S2' }] },
      { type: 'partition', groups: [['S1'], ['S2', 'S3']] },
      { type: 'network', link: null, settings: { loss: 0.5 } },
      { type: 'network', link: { from: 'S1', to: 'S2' }, settings: { latencyMs: [1, 2] } },
      { type: 'disk', settings: { fsyncMs: [5, 5] } },
      { type: 'clockRate', node: 'S1', rate: 2 },
    ]);
  });

  it('reads filters, one value or a list', () => {
    const all = { id: null, from: null, to: null, types: null, term: null, entries: null, count: null, newest: false };
    expect(
      decode(manual({ deliver: {} }, { drop: { to: ['S1', 'S2'], type: 'AppendEntries', entries: false, count: 2, newest: true } })),
    ).toEqual([
      { kind: 'messages', action: 'deliver', filter: all, byMs: 0 },
      {
        kind: 'messages',
        action: 'drop',
        filter: { ...all, to: ['S1', 'S2'], types: ['AppendEntries'], entries: false, count: 2, newest: true },
        byMs: 0,
      },
    ]);
  });

  it('advances one clock or all', () => {
    expect(decode(manual({ advance: 300, node: 'S1' }, { advance: 5 }))).toEqual([
      { kind: 'command', command: { type: 'advance', node: 'S1', byMs: 300 } },
      { kind: 'command', command: { type: 'advance', node: null, byMs: 5 } },
    ]);
  });
});

const defects: readonly (readonly [what: string, document: unknown, message: string])[] = [
  // The text.
  ['no JSON', '{\n "version": 1,\n "steps": [}', 'line 3, column 12 (not valid JSON): expected a value, found "}"'],
  ['an empty file', '', 'line 1, column 1 (not valid JSON): expected a value, found the end of the document'],
  ['a list', '[]', 'document: expected a scenario (an object), found []'],
  ['a key twice', '{"version": 1, "version": 1}', 'line 1, column 16 (not valid JSON): expected each key once, found "version" a second time'],
  ['too much', ' '.repeat(DOCUMENT_MAX + 1), 'document: expected at most 5000000 characters, found 5000001'],
  // The top.
  ['no version', { cluster: { nodes: three } }, 'version: expected the version 1, found nothing'],
  ['another version', { version: 2, clusters: [] }, 'version: expected the version 1, found 2'],
  ['an unknown key', { ...cluster({}), sed: 1 }, 'sed: expected no other keys than "version", "name", "description", "seed", "cluster", "network", "disk", "exact" and "steps", found "sed"'],
  ['no cluster', { version: 1 }, 'cluster: expected an object, found nothing'],
  ['half a seed', { ...cluster({}), seed: 1.5 }, 'seed: expected a seed (a whole number), found 1.5'],
  ['a name of another type', { ...cluster({}), name: 7 }, 'name: expected a name (text), found 7'],
  ['steps that are no list', { ...cluster({}), steps: {} }, 'steps: expected a list of steps, found {}'],
  // Who is there.
  ['no nodes', cluster({ nodes: [] }), 'cluster.nodes: expected at least one node, found []'],
  ['a node twice', cluster({ nodes: ['S1', { id: 'S1' }] }), 'cluster.nodes[1].id: expected each node id once, found "S1" a second time'],
  ['a node without id', cluster({ nodes: [{ term: 1 }] }), 'cluster.nodes[0].id: expected a node id (text), found nothing'],
  ['an empty id', cluster({ nodes: [''] }), 'cluster.nodes[0]: expected a node id without spaces at its ends, found ""'],
  ['an id that objects have', cluster({ nodes: ['__proto__'] }), 'cluster.nodes[0]: expected a node id that is no reserved word, found "__proto__"'],
  ['a misspelt key of a node', prepared({ trem: 1 }), 'cluster.nodes[1].trem: expected no other keys than "id", "term", "votedFor", "log", "commitIndex" and "up", found "trem"'],
  ['an unknown voter', cluster({ voters: ['S9'] }), 'cluster.voters[0]: expected one of the nodes "S1", "S2" or "S3", found "S9"'],
  ['a voter twice', cluster({ voters: ['S1', 'S1'] }), 'cluster.voters[1]: expected each node once, found "S1" a second time'],
  ['no voters', cluster({ voters: [] }), 'cluster.voters: expected at least one voter, found []'],
  ['only learners', cluster({ learners: three }), 'cluster.voters: expected at least one voter, found nothing'],
  ['a voter that learns', cluster({ voters: ['S1', 'S2'], learners: ['S2'] }), 'cluster.learners[0]: expected a node that is not among the voters, found "S2", which is'],
  ['a bug that nobody has', cluster({ bugs: ['forgetsVote'] }), 'cluster.bugs[0]: expected the name or number of a bug of the zoo, such as "commits-old-term", found "forgetsVote"'],
  ['a number without a bug', cluster({ bugs: [99] }), 'cluster.bugs[0]: expected the name or number of a bug of the zoo, such as "commits-old-term", found 99'],
  ['a bug twice', cluster({ bugs: ['commits-old-term', 1] }), 'cluster.bugs[1]: expected each bug once, found 1 a second time'],
  // How a node stands.
  ['a falling term', prepared({ log: [1, 1, 3, 2] }), 'cluster.nodes[1].log[3]: expected a term of at least 3 (terms never fall in a log), found 2'],
  ['a falling term in an entry', prepared({ log: [2, { term: 1 }] }), 'cluster.nodes[1].log[1].term: expected a term of at least 2 (terms never fall in a log), found 1'],
  ['an entry of term 0', prepared({ log: [0] }), 'cluster.nodes[1].log[0]: expected a term of at least 1, found 0'],
  ['half a term', prepared({ log: [1.5] }), 'cluster.nodes[1].log[0]: expected a term (a whole number), found 1.5'],
  ['a term below the last entry', prepared({ term: 2, log: [1, 3] }), 'cluster.nodes[1].term: expected a term of at least 3 (that of the last entry), found 2'],
  ['a negative term', prepared({ term: -1 }), 'cluster.nodes[1].term: expected a term of at least 0, found -1'],
  ['a commit beyond the log', prepared({ log: [1, 1], commitIndex: 3 }), 'cluster.nodes[1].commitIndex: expected an index of at most 2 (where the log ends), found 3'],
  ['a vote for nobody', prepared({ votedFor: 'S9' }), 'cluster.nodes[1].votedFor: expected one of the nodes "S1", "S2" or "S3", found "S9"'],
  ['two commands in one entry', prepared({ log: [{ term: 1, set: ['x', '1'], delete: 'y' }] }), 'cluster.nodes[1].log[0]: expected one of "set", "delete", "cas", "append", "read" or "config", found "set" and "delete"'],
  ['a configuration with a session', prepared({ log: [{ term: 1, config: { voters: ['S1'] }, client: 'c', seq: 1 }] }), 'cluster.nodes[1].log[0].client: expected nothing beside "config", found "c"'],
  ['a configuration without voters', prepared({ log: [{ term: 1, config: { voters: [] } }] }), 'cluster.nodes[1].log[0].config.voters: expected at least one voter, found []'],
  ['a configuration of strangers', prepared({ log: [{ term: 1, config: { voters: ['S9'] } }] }), 'cluster.nodes[1].log[0].config.voters[0]: expected one of the nodes "S1", "S2" or "S3", found "S9"'],
  ['a voter that learns in an entry', prepared({ log: [{ term: 1, config: { voters: ['S1'], learners: ['S1'] } }] }), 'cluster.nodes[1].log[0].config.learners[0]: expected each node once, found "S1" a second time'],
  ['an index out of place', prepared({ log: [{ index: 4, term: 1, command: null }] }), 'cluster.nodes[1].log[0].index: expected 1, the entry\'s place, found 4'],
  ['a number as value', prepared({ log: [{ term: 1, set: ['x', 1] }] }), 'cluster.nodes[1].log[0].set[1]: expected a value (text), found 1'],
  // Options.
  ['an unknown option', options({ heartbeat: 50 }), `cluster.options.heartbeat: expected no other keys than ${optionNames}, found "heartbeat"`],
  ['a switch that is a number', options({ preVote: 1 }), 'cluster.options.preVote: expected true or false, found 1'],
  ['a snapshot after no entry', options({ snapshotThreshold: 0 }), 'cluster.options.snapshotThreshold: expected a limit of at least 1, found 0'],
  ['chunks of nothing', options({ snapshotChunkBytes: 0 }), 'cluster.options.snapshotChunkBytes: expected a limit of at least 1, found 0'],
  ['a negative drift', options({ clockDriftBound: -0.1 }), 'cluster.options.clockDriftBound: expected a share of a second of at least 0, found -0.1'],
  ['another membership', options({ membership: 'dual' }), 'cluster.options.membership: expected one of "joint" or "single", found "dual"'],
  ['a range upside down', options({ electionTimeoutMs: [300, 150] }), 'cluster.options.electionTimeoutMs: expected milliseconds as [low, high] with low not above high, found [300,150]'],
  ['a range of three', options({ electionTimeoutMs: [1, 2, 3] }), 'cluster.options.electionTimeoutMs: expected milliseconds as [low, high], found [1,2,3]'],
  ['a timer of zero', options({ heartbeatMs: 0 }), 'cluster.options.heartbeatMs: expected a number of milliseconds of at least 1, found 0'],
  ['a limit of zero', options({ maxEntriesPerAppend: 0 }), 'cluster.options.maxEntriesPerAppend: expected a limit of at least 1, found 0'],
  ['a switch that is text', options({ noOpOnElection: 'no' }), 'cluster.options.noOpOnElection: expected true or false, found "no"'],
  // Network and disk.
  ['an unknown mode', network({ mode: 'auto' }), 'network.mode: expected one of "timed" or "manual", found "auto"'],
  ['loss above one', network({ loss: 1.5 }), 'network.loss: expected a probability of at most 1, found 1.5'],
  ['negative latency', network({ latencyMs: [-1, 5] }), 'network.latencyMs[0]: expected a number of milliseconds of at least 0, found -1'],
  ['a misspelt network key', network({ latency: [1, 2] }), 'network.latency: expected no other keys than "mode", "latencyMs", "loss", "duplicate" and "reorder", found "latency"'],
  ['an fsync upside down', { ...cluster({}), disk: { fsyncMs: [5, 1] } }, 'disk.fsyncMs: expected milliseconds as [low, high] with low not above high, found [5,1]'],
  // Steps.
  ['a step that is text', steps('settle'), 'steps[0]: expected a step (an object with one action), found "settle"'],
  ['two actions', steps({ campaign: 'S1', settle: true }), 'steps[0]: expected one action, found "campaign" and "settle"'],
  ['a misspelt companion', manual({ advance: 5, nod: 'S1' }), 'steps[0].nod: expected no other keys than "advance", "note" and "node", found "nod"'],
  ['a step on an unknown node', steps({ settle: true }, { campaign: 'S9' }), 'steps[1].campaign: expected one of the nodes "S1", "S2" or "S3", found "S9"'],
  ['settle off', steps({ settle: false }), 'steps[0].settle: expected true, found false'],
  ['a read of nothing', steps({ read: { to: 'S1' } }), 'steps[0].read.key: expected a key (text), found nothing'],
  ['a read in another way', steps({ read: { to: 'S1', key: 'x', mode: 'fast' } }), 'steps[0].read.mode: expected one of "readIndex", "lease", "log" or "local", found "fast"'],
  ['a compaction of nobody', steps({ compact: { upTo: 7 } }), 'steps[0].compact.node: expected one of the nodes "S1", "S2" or "S3", found nothing'],
  ['a compaction below the log', steps({ compact: { node: 'S1', upTo: -1 } }), 'steps[0].compact.upTo: expected an index of at least 0, found -1'],
  ['a change to nobody known', steps({ change: { via: 'S1', voters: ['S1', 'S9'] } }), 'steps[0].change.voters[1]: expected one of the nodes "S1", "S2" or "S3", found "S9"'],
  ['a change that names no voters', steps({ change: { via: 'S1', learners: ['S2'] } }), 'steps[0].change.voters: expected a list of node ids, found nothing'],
  ['a misspelt change', steps({ change: { to: 'S1', voters: ['S1'] } }), 'steps[0].change.to: expected no other keys than "via", "voters" and "learners", found "to"'],
  ['a transfer to nobody', steps({ transfer: { from: 'S1' } }), 'steps[0].transfer.to: expected one of the nodes "S1", "S2" or "S3", found nothing'],
  ['a node that is there', steps({ addNode: 'S4' }, { addNode: 'S4' }), 'steps[1].addNode: expected a node that is not there yet, found "S4", which is'],
  ['a node before it is there', steps({ change: { via: 'S1', voters: ['S4'] } }, { addNode: 'S4' }), 'steps[0].change.voters[0]: expected one of the nodes "S1", "S2" or "S3", found "S4"'],
  ['a client without a number', steps({ propose: { to: 'S1', set: ['x', '1'], client: 'c' } }), "steps[0].propose.seq: expected the number of the client's command (a number), found nothing"],
  ['a number without a client', steps({ propose: { to: 'S1', set: ['x', '1'], seq: 1 } }), "steps[0].propose.client: expected a client's name (text), found nothing"],
  ['a client without a name', steps({ propose: { to: 'S1', set: ['x', '1'], client: '', seq: 1 } }), "steps[0].propose.client: expected a client's name that is not empty, found \"\""],
  ['a client that asks by itself where nothing happens by itself', manual({ startClient: { client: 'c1' } }), 'steps[0].startClient: expected network.mode "timed" for this step, found "manual"'],
  ['a client of nobody', steps({ startClient: {} }), "steps[0].startClient.client: expected a client's name (text), found nothing"],
  ['a client that does something else', steps({ startClient: { client: 'c1', does: 'delete' } }), 'steps[0].startClient.does: expected one of "append", "set" or "mixed", found "delete"'],
  ['a client without time', steps({ startClient: { client: 'c1', thinkMs: [0, 0], latencyMs: [0, 0] } }), 'steps[0].startClient: expected a client that rests, or whose messages take time, found one for whom no time would pass'],
  ['a no-op with a session', steps({ propose: { to: 'S1', noop: true, client: 'c', seq: 1 } }), 'steps[0].propose.client: expected a command beside it, as a no-op has no session, found "c"'],
  ['a proposal of nothing', steps({ propose: { to: 'S1' } }), 'steps[0].propose: expected one of "set", "delete", "cas", "append" or "noop", found none'],
  ['a proposal of two', steps({ propose: { to: 'S1', set: ['x', '1'], append: ['l', 'v'] } }), 'steps[0].propose: expected one of "set", "delete", "cas" or "append", found "set" and "append"'],
  ['a proposal to nobody', steps({ propose: { set: ['x', '1'] } }), 'steps[0].propose.to: expected one of the nodes "S1", "S2" or "S3", found nothing'],
  ['an empty key', steps({ propose: { to: 'S1', delete: '' } }), 'steps[0].propose.delete: expected a key that is not empty, found ""'],
  ['a long key', steps({ propose: { to: 'S1', delete: 'k'.repeat(257) } }), `steps[0].propose.delete: expected a key of at most 256 characters, found "${'k'.repeat(60)}"… (257 characters)`],
  ['a long value', steps({ propose: { to: 'S1', set: ['x', 'v'.repeat(8193)] } }), `steps[0].propose.set[1]: expected a value of at most 8192 characters, found "${'v'.repeat(60)}"… (8193 characters)`],
  ['a swap of two', steps({ propose: { to: 'S1', cas: ['x', '1'] } }), 'steps[0].propose.cas: expected [key, old value or null, new value], found ["x","1"]'],
  ['a misspelt filter', manual({ deliver: { form: 'S1' } }), 'steps[0].deliver.form: expected no other keys than "id", "from", "to", "type", "term", "entries", "count" and "newest", found "form"'],
  ['an unknown node in a filter', manual({ drop: { to: ['S1', 'S9'] } }), 'steps[0].drop.to[1]: expected one of the nodes "S1", "S2" or "S3", found "S9"'],
  ['a count below zero', manual({ drop: { count: -1 } }), 'steps[0].drop.count: expected a number of messages of at least 0, found -1'],
  ['a node in two groups', steps({ partition: [['S1'], ['S1', 'S2']] }), 'steps[0].partition[1][0]: expected each node once, found "S1" a second time'],
  ['a link to itself', steps({ cut: { from: 'S1', to: 'S1' } }), 'steps[0].cut.to: expected another node than "from", found "S1"'],
  ['a link that is text', steps({ heal: 'S1' }), 'steps[0].heal: expected true, or a link as {from, to}, found "S1"'],
  ['time in manual mode', manual({ run: 5 }), 'steps[0].run: expected network.mode "timed" for this step, found "manual"'],
  ['a run back in time', steps({ run: -5 }), 'steps[0].run: expected a number of milliseconds of at least 0, found -5'],
  ['a network change of nothing', steps({ network: {} }), 'steps[0].network: expected one of "latencyMs", "loss", "duplicate" or "reorder", found {}'],
  ['a change of mode', steps({ network: { mode: 'manual' } }), 'steps[0].network.mode: expected no other keys than "latencyMs", "loss", "duplicate" and "reorder", found "mode"'],
  ['a clock that stands', steps({ clockRate: { node: 'S1', rate: 0 } }), 'steps[0].clockRate.rate: expected a rate of at least 0.01, found 0'],
  ['a misspelt expectation', steps({ expect: { node: {} } }), 'steps[0].expect.node: expected no other keys than "time", "nodes", "inFlight", "requests", "refusals", "violations", "linearizable" and "traceHash", found "node"'],
  ['an expectation of an unknown node', steps({ expect: { nodes: { S9: {} } } }), 'steps[0].expect.nodes.S9: expected one of the nodes "S1", "S2" or "S3", found "S9"'],
  ['an expectation of an unknown word', steps({ expect: { nodes: { S1: { terms: 1 } } } }), 'steps[0].expect.nodes.S1.terms: expected no other keys than "up", "role", "term", "votedFor", "leader", "log", "logTerms", "firstIndex", "snapshotIndex", "snapshotTerm", "commitIndex", "lastApplied", "durableIndex", "config", "state", "sessions", "votesGranted", "nextIndex" and "matchIndex", found "terms"'],
];

describe('what is refused', () => {
  it.each(defects)('%s', (_what, document, message) => {
    expect(complaint(document)).toBe(`ScenarioDefect: ${message}`);
  });

  it('names the actions there are when there is none', () => {
    expect(complaint(steps({ note: 'hello' }))).toMatch(/^ScenarioDefect: steps\[0\]: expected one of the actions "campaign", .* found none$/);
    expect(complaint(steps({ compaign: 'S1' }))).toMatch(/ or "expect", found "compaign"$/);
  });
});

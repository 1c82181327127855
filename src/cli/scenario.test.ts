import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scenarioProgram } from './scenarioProgram.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
afterAll(() => rmSync(folder, { recursive: true }));

const head = { version: 1, cluster: { nodes: ['S1', 'S2', 'S3'] }, network: { mode: 'manual' } };
const election = [{ campaign: 'S1' }, { settle: true }];

function fileOf(document: unknown): string {
  const file = join(folder, 'scenario.json');
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document));
  return file;
}

/** The program in a process of its own, as `npm run --silent scenario -- …` runs it, without the bundling. */
function spawned(args: readonly string[], input = '') {
  const program = join(root, 'src', 'cli', 'scenario.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, ...args], {
    cwd: root,
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** The program in this process. */
function scenario(args: readonly string[]) {
  let stdout = '';
  let stderr = '';
  const status = scenarioProgram(args, {
    print: (text) => (stdout += text),
    complain: (line) => (stderr += `${line}\n`),
  });
  return { status, stdout, stderr };
}

const run = (steps: readonly unknown[], ...more: string[]) => scenario([fileOf({ ...head, steps }), ...more]);

describe('as a process', () => {
  it.each([
    [0, { ...head, steps: election }, ''],
    [1, { ...head, steps: [{ expect: { time: 1 } }] }, 'step 1 of 1 (steps[0]): time: expected 1, got 0\n'],
    [2, { ...head, version: 3 }, 'version: expected the version 1, found 3\n'],
  ])('ends with %i, says the same, and keeps standard output clean', (status, document, stderr) => {
    const args = [fileOf(document)];
    expect(spawned(args)).toEqual({ status, stdout: scenario(args).stdout, stderr });
  });
});

describe('scenario FILE', () => {
  it('prints the final state and nothing else, and ends with 0', () => {
    const { status, stdout, stderr } = run([...election, { expect: { nodes: { S1: { role: 'leader', log: [1] } } } }]);
    expect([status, stderr]).toEqual([0, '']);
    const state = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(state)).toEqual(['time', 'nodes', 'inFlight', 'requests', 'refusals', 'violations', 'linearizable', 'traceHash']);
    expect(state).toMatchObject({ time: 0, nodes: { S1: { role: 'leader', commitIndex: 1 } }, inFlight: [], linearizable: true });
    expect(state['traceHash']).toMatch(/^[0-9a-f]{16}$/);
  });

  it('ends with 1 when an expectation fails, and says which, what was expected and what it got', () => {
    const { status, stdout, stderr } = run([...election, { expect: { nodes: { S2: { commitIndex: 7 } } } }]);
    expect(status).toBe(1);
    expect(stderr).toBe('step 3 of 3 (steps[2]): nodes.S2.commitIndex: expected 7, got 1\n');
    expect(JSON.parse(stdout)).toMatchObject({ nodes: { S2: { commitIndex: 1 } } });
  });

  it('ends with 1 when a property is violated, and names it', () => {
    const log = (value: string) => [{ term: 1, set: ['x', value] }];
    const nodes = [{ id: 'S1', log: log('1'), commitIndex: 1 }, { id: 'S2', log: log('2'), commitIndex: 1 }];
    const { status, stdout, stderr } = scenario([fileOf({ version: 1, cluster: { nodes }, network: { mode: 'manual' } })]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^violated: State Machine Safety, at 0 ms in event \d+: /m);
    expect((JSON.parse(stdout) as { violations: unknown[] }).violations.length).toBeGreaterThan(0);
  });

  it('ends with 0 and a note when a step had nothing to do', () => {
    const { status, stderr } = run([{ heal: true }, { drop: {} }]);
    expect([status, stderr]).toEqual([0, 'note: step 2 of 2 (steps[1]) had nothing to do: No message in flight matches.\n']);
  });

  it('ends with 2 for a broken document, naming the path, and prints no state', () => {
    expect(run([{ campaign: 'S9' }])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'steps[0].campaign: expected one of the nodes "S1", "S2" or "S3", found "S9"\n',
    });
    expect(scenario([fileOf('{"version": 1,')])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'line 1, column 15 (not valid JSON): expected a key in double quotes, found the end of the document\n',
    });
  });

  it.each([
    ['no file', []],
    ['two files', ['a.json', 'b.json']],
    ['an unknown option', ['a.json', '--ful']],
    ['a trace without a name', ['a.json', '--trace']],
    ['a file that is not there', ['nowhere.json']],
    ['a folder', ['.']],
  ])('ends with 2 for %s', (_what, args) => {
    const { status, stdout, stderr } = scenario(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^\S.*\n/);
    expect(stderr).not.toContain('    at ');
  });

  it('ends with 2 when the trace cannot be written', () => {
    const { status, stdout, stderr } = run(election, '--trace', join(folder, 'no', 'such', 'folder.ndjson'));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^cannot write /);
  });

  it('reads standard input as -', () => {
    const { status, stdout } = spawned(['-'], JSON.stringify(head));
    expect([status, (JSON.parse(stdout) as { time: number }).time]).toEqual([0, 0]);
  });

  it('makes the same trace twice', () => {
    const timed = { ...head, network: { loss: 0.1, duplicate: 0.1 }, steps: [{ run: 3000 }] };
    const hashOf = (seed: number) => (JSON.parse(scenario([fileOf({ ...timed, seed })]).stdout) as { traceHash: string }).traceHash;
    const first = hashOf(1);
    expect(hashOf(1)).toBe(first);
    expect(hashOf(2)).not.toBe(first);
  });
});

describe('--trace', () => {
  const trace = join(folder, 'trace.ndjson');
  const lines = () =>
    readFileSync(trace, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

  it('writes one event a line, and the same state to standard output', () => {
    const plain = run(election).stdout;
    expect(run(election, '--trace', trace).stdout).toBe(plain);
    expect(lines().map(({ id }) => id)).toEqual(lines().map((_, i) => i + 1));
    expect(lines()[0]).toMatchObject({ kind: 'command', command: { type: 'campaign', node: 'S1' } });
    expect(lines()[0]).not.toHaveProperty('nodes');
  });

  it('with --full every line carries the nodes and the messages in flight after it', () => {
    const { stdout } = run([{ campaign: 'S1' }], `--trace=${trace}`, '--full');
    const [start, first, last] = [lines()[0], lines()[1], lines().at(-1)];
    expect(start).toMatchObject({ id: 0, kind: 'start', format: 1, run: { seed: 1 }, nodes: { S1: { role: 'follower', term: 0 } } });
    expect(first).toMatchObject({ id: 1, nodes: { S1: { role: 'candidate', term: 1 }, S2: { term: 0 } } });
    const state = JSON.parse(stdout) as { nodes: unknown };
    expect(last?.['nodes']).toEqual(state.nodes);
    expect(last?.['inFlight']).toMatchObject([
      { id: 1, type: 'RequestVote', from: 'S1', to: 'S2', term: 1, lastLogIndex: 0 },
      { id: 2, type: 'RequestVote', from: 'S1', to: 'S3', term: 1, lastLogIndex: 0 },
    ]);
  });
});

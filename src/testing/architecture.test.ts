// Each rule catches a violation planted for it, and lets its lawful neighbour pass. The real tree is held
// against the same function by `npm run boundaries`.

import { describe, expect, test } from 'vitest';
import { violations, type Violation } from './architecture.ts';

type Planted = readonly [what: string, path: string, text: string];

function rulesBroken(path: string, text: string): Violation['rule'][] {
  return violations(new Map([[path, text]])).map(({ rule }) => rule);
}

const planted: Partial<Record<Violation['rule'], readonly Planted[]>> = {
  rank: [
    ['a higher rank', 'src/raft/log.ts', `import { run } from '../simulation/run.ts';`],
    ['a sibling of the same rank', 'src/checking/a.ts', `import { run } from '../simulation/run.ts';`],
    ['a type of a higher rank', 'src/raft/log.ts', `import type { Run } from '../trace/run.ts';`],
    ['an inline type import', 'src/raft/log.ts', `let run: import('../trace/run.ts').Run;`],
    ['a dynamic import', 'src/base/a.ts', `await import('../raft/log.ts');`],
    ['a re-export', 'src/base/a.ts', `export { log } from '../raft/log.ts'; export const a = 1;`],
    ['a worker by address', 'src/simulation/a.ts', `const at = new URL('../hosts/worker/node.ts', import.meta.url);`],
    ['a test, which obeys the rank of its folder', 'src/raft/log.test.ts', `import '../simulation/run.ts';`],
    ['the screen from the command line', 'src/cli/hunt.ts', `import '../ui/app/App.tsx';`],
    ['the command line from the screen', 'src/ui/app/App.tsx', `import '../../cli/hunt.ts';`],
    ['a feature from components', 'src/ui/components/a.tsx', `import '../features/logs/Logs.tsx';`],
    ['components from viz', 'src/ui/viz/a.ts', `import '../components/Button.tsx';`],
  ],
  feature: [['another feature', 'src/ui/features/dict/Dict.tsx', `import '../logs/Logs.tsx';`]],
  package: [
    ['any package in the core', 'src/trace/codec.ts', `import * as v from 'valibot';`],
    ['Node in the core', 'src/raft/log.ts', `import { readFileSync } from 'node:fs';`],
    ['Node on the page', 'src/session/store.ts', `import { readFileSync } from 'node:fs';`],
    ['a store below session', 'src/hosts/inline/a.ts', `import { createStore } from 'zustand/vanilla';`],
    ['React below session', 'src/scenarios/a.ts', `import { useState } from 'react';`],
    ['React in viz', 'src/ui/viz/a.ts', `import type { RefObject } from 'react';`],
    ['React on the command line', 'src/cli/a.ts', `import { useState } from 'react';`],
  ],
  thread: [
    ['a worker on the screen', 'src/ui/app/App.tsx', `const worker = new Worker('x.js');`],
    ['a channel in the engine', 'src/session/engine/a.ts', `const { port1 } = new MessageChannel();`],
    ['a port as a type', 'src/simulation/a.ts', `export let port: MessagePort;`],
    ['a worker by way of the global object', 'src/session/a.ts', `new globalThis.Worker('x.js');`],
  ],
  place: [
    ['a folder without a rank', 'src/helpers/a.ts', `export const a = 1;`],
    ['a tool in the core', 'src/base/a.ts', `import { serveSite } from '../../tools/serve.mjs';`],
    ['a file outside of src', 'src/cli/a.ts', `import { page } from '../../e2e/page.ts';`],
    ['a part of ui without a rank', 'src/ui/app/a.ts', `import '../misc/a.ts';`],
  ],
  path: [['an import without an ending', 'src/raft/log.ts', `import { assert } from '../base/assert';`]],
  barrel: [['a file of re-exports', 'src/raft/all.ts', `export { log } from './log.ts';`]],
  glob: [['edges that the text does not show', 'src/scenarios/all.ts', `export const all = import.meta.glob('./*.json');`]],
};

describe.each(Object.entries(planted))('the rule "%s" catches', (rule, cases) => {
  test.each(cases)('%s', (_what, path, text) => {
    expect(rulesBroken(path, text)).toEqual([rule]);
  });
});

test('the rule "cycle" catches files that need each other, once', () => {
  const files = new Map([
    ['src/raft/a.ts', `import './b.ts';`],
    ['src/raft/b.ts', `import './c.ts';`],
    ['src/raft/c.ts', `import './a.ts';`],
  ]);
  expect(violations(files).map(({ rule }) => rule)).toEqual(['cycle']);
});

test('types may refer to each other in a circle', () => {
  const files = new Map([
    ['src/raft/a.ts', `import type { B } from './b.ts';`],
    ['src/raft/b.ts', `import { type A } from './a.ts';`],
  ]);
  expect(violations(files)).toEqual([]);
});

test('a violation names its file and line', () => {
  const files = new Map([['src/raft/log.ts', `// one\nimport '../simulation/run.ts';`]]);
  expect(violations(files)).toMatchObject([{ path: 'src/raft/log.ts', line: 2 }]);
});

describe('what is lawful passes', () => {
  test.each<Planted>([
    ['a lower rank', 'src/simulation/run.ts', `import { step } from '../raft/node.ts';`],
    ['the own folder', 'src/raft/log.ts', `import { Term } from './types.ts';`],
    ['test packages in a test', 'src/raft/log.test.ts', `import { test } from 'vitest'; import fc from 'fast-check';`],
    ['threads in the worker host', 'src/hosts/worker/a.ts', `new Worker(new URL('./node.ts', import.meta.url)); new MessageChannel();`],
    ['the network worker', 'src/session/engine/a.ts', `new Worker(new URL('../../hosts/worker/network.ts', import.meta.url));`],
    ['a local name that looks like a thread', 'src/ui/app/a.ts', `import { Worker } from '../viz/glyphs.ts'; Worker();`],
    ['a member of that name', 'src/ui/app/a.ts', `const glyphs = { Worker: 1 }; glyphs.Worker;`],
    ['the same feature', 'src/ui/features/logs/a.tsx', `import './cells/Cell.tsx'; import css from './a.module.css';`],
    ['components and viz in a feature', 'src/ui/features/logs/a.tsx', `import '../../components/B.tsx'; import '../../viz/c.ts';`],
    ['everything below in the composition root', 'src/main.tsx', `import './ui/app/App.tsx'; import './session/store.ts';`],
    ['Node on the command line', 'src/cli/a.ts', `import 'node:fs'; import '../simulation/run.ts';`],
    ['a tool on the command line', 'src/cli/bench/a.ts', `import { serveSite } from '../../../tools/serve.mjs';`],
    ['test packages in what only tests use', 'src/raft/testLogs.ts', `import fc from 'fast-check';`],
    ['D3 in viz', 'src/ui/viz/a.ts', `import { scaleLinear } from 'd3';`],
  ])('%s', (_what, path, text) => {
    expect(rulesBroken(path, text)).toEqual([]);
  });
});

// The rules about who may import whom, as a function from file texts to violations: fed with the real tree
// by tools/boundaries.ts, and with planted violations by architecture.test.ts. ARCHITECTURE.md says why.

import { posix } from 'node:path';
import { readSource, type Edge, type SourceFacts } from './imports.ts';

export interface Violation {
  readonly rule: 'rank' | 'feature' | 'package' | 'thread' | 'cycle' | 'place' | 'path' | 'barrel' | 'glob';
  readonly path: string;
  /** 1 for the first line; 0 when the whole file is meant. */
  readonly line: number;
  readonly message: string;
}

/** Folders of src/ from the bottom up; each may import what stands lower, and itself. */
const ranks: Readonly<Record<string, number>> = {
  base: 0,
  raft: 1,
  bugs: 2,
  model: 2,
  trace: 2,
  checking: 3,
  simulation: 3,
  hosts: 4,
  scenarios: 4,
  session: 5,
  ui: 6,
};

/** The doors and the cross-layer tests stand beside the ranks: nobody imports them, and each says what it may not use. */
const barredFrom: Readonly<Record<string, readonly string[]>> = {
  cli: ['ui', 'testing', 'main'],
  testing: ['main'],
  main: ['cli', 'testing'],
};

/**
 * Parts of src/ui/ from the bottom up; a feature never imports another. `state` ties React to the session,
 * `dev` holds pages for looking at parts.
 */
const uiRanks: Readonly<Record<string, number>> = { styles: 0, viz: 1, state: 2, components: 3, features: 4, app: 5, dev: 6 };

/** Names of threads, and the only folders that may say them. */
const threadWords = new Set(['Worker', 'SharedWorker', 'MessagePort', 'MessageChannel']);
const threadAllowances: readonly { folder: string; words: readonly string[]; why: string }[] = [
  { folder: 'src/hosts/worker', words: [...threadWords], why: 'a node lives in a worker and talks over ports' },
  { folder: 'src/session/engine', words: ['Worker'], why: 'the page starts the one network worker' },
  { folder: 'src/cli/bench', words: [...threadWords], why: 'the bench holds node workers against bare ports' },
  { folder: 'src/testing', words: [...threadWords], why: 'cross-layer tests hold the hosts against each other' },
];

const screenPackages = ['react', 'react-dom', 'framer-motion', 'radix-ui', 'lucide-react', 'cmdk', '@tanstack/react-virtual'];
const testPackages = ['vitest', 'fast-check'];
const highestRankWithoutPackages = 3;

type Facts = SourceFacts & { readonly path: string };

/**
 * @param files text by path, relative to the project's top folder with `/` (as `src/raft/log.ts`); every
 *   TypeScript file of src/, tests included
 * @returns what breaks a rule, in the order of the files
 */
export function violations(files: ReadonlyMap<string, string>): Violation[] {
  const all: Facts[] = [...files].map(([path, text]) => ({ path, ...readSource(path, text, threadWords) }));
  return [...all.flatMap((file) => violationsOf(file)), ...cycles(all)];
}

function violationsOf(file: Facts): Violation[] {
  const { path } = file;
  const found: Violation[] = [];
  const add = (rule: Violation['rule'], line: number, message: string): void => {
    found.push({ rule, path, line, message });
  };
  const place = placeOf(path);
  if (place === null) {
    add('place', 0, 'stands in no folder that the ranks in src/testing/architecture.ts name');
    return found;
  }
  for (const edge of file.edges) {
    const complaint = isRelative(edge.specifier) ? complaintAboutPath(path, edge) : complaintAboutPackage(path, edge);
    if (complaint !== null) add(complaint.rule, edge.line, complaint.message);
  }
  for (const { word, line } of file.mentions) {
    const allowed = threadAllowances.some(({ folder, words }) => isUnder(path, folder) && words.includes(word));
    if (!allowed) add('thread', line, `says ${word}, which only src/hosts/worker may`);
  }
  for (const line of file.globs) add('glob', line, 'import.meta.glob hides what is imported; name the files');
  if (file.isBarrel) add('barrel', 0, 'only passes on what others export; import from where it is defined');
  return found;
}

type Complaint = { readonly rule: Violation['rule']; readonly message: string };

function complaintAboutPath(path: string, { specifier }: Edge): Complaint | null {
  const target = targetOf(path, specifier);
  if (!/\.\w+$/.test(specifier.replace(/\?\w+$/, ''))) {
    return { rule: 'path', message: `imports ${specifier} without saying its ending` };
  }
  const to = placeOf(target);
  // The bench builds and serves what it measures.
  if (to === null && path.startsWith('src/cli/') && target.startsWith('tools/')) return null;
  if (to === null) return { rule: 'place', message: `reaches ${target}, which is no part of src/` };
  const from = placeOf(path);
  if (from === null || from === to) return from === 'ui' ? complaintInsideUi(path, target) : null;
  const mayImport = barredFrom[from] === undefined ? isLower(to, from) : !barredFrom[from].includes(to);
  return mayImport ? null : { rule: 'rank', message: `${from} imports ${target}, but ${to} is not below it` };
}

function isLower(to: string, from: string): boolean {
  const rankTo = ranks[to];
  const rankFrom = ranks[from];
  return rankTo !== undefined && rankFrom !== undefined && rankTo < rankFrom;
}

function complaintInsideUi(path: string, target: string): Complaint | null {
  const from = uiPartOf(path);
  const to = uiPartOf(target);
  if (from === null || to === null) {
    return { rule: 'place', message: `${from === null ? path : target} is in no part of src/ui/ that has a rank` };
  }
  if (from.name === 'features' && to.name === 'features' && from.feature !== to.feature) {
    return { rule: 'feature', message: `feature ${from.feature} imports feature ${to.feature}; share through components, viz or session` };
  }
  if (from.name === to.name || to.rank < from.rank) return null;
  return { rule: 'rank', message: `ui/${from.name} imports ${target}, but ui/${to.name} is not below it` };
}

function complaintAboutPackage(path: string, { specifier, kind }: Edge): Complaint | null {
  if (kind === 'url') return null;
  const name = packageOf(specifier);
  const place = placeOf(path) ?? '';
  // What only tests use is named for it, such as testHistories.ts.
  const isTest = /\.test\.tsx?$|\/test[A-Z]\w*\.ts$/.test(path);
  if (isTest && (testPackages.includes(name) || name === 'node')) return null;
  if (place === 'testing' || (place === 'cli' && !screenPackages.includes(name))) return null;
  const rank = ranks[place] ?? ranks.ui ?? 0;
  if (name === 'node') return { rule: 'package', message: `imports ${specifier}, which no browser has` };
  if (rank <= highestRankWithoutPackages) {
    return { rule: 'package', message: `imports ${specifier}; ranks 0 to ${highestRankWithoutPackages} have no packages` };
  }
  if (rank < 5 && (name === 'zustand' || name === 'd3')) {
    return { rule: 'package', message: `imports ${specifier}, which begins at session` };
  }
  if (screenPackages.includes(name) && (rank < 5 || place === 'cli')) {
    return { rule: 'package', message: `imports ${specifier}, which belongs to the screen` };
  }
  if (screenPackages.includes(name) && isUnder(path, 'src/ui/viz')) {
    return { rule: 'package', message: `imports ${specifier}; ui/viz computes and draws without React` };
  }
  return null;
}

/** Files that need each other at run time; types may refer to each other freely within a folder. */
function cycles(all: readonly Facts[]): Violation[] {
  const targets = new Map<string, string[]>();
  for (const { path, edges } of all) {
    const values = edges.filter(({ kind, specifier }) => kind === 'value' && isRelative(specifier));
    targets.set(path, values.map(({ specifier }) => targetOf(path, specifier)));
  }
  const found: Violation[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      const circle = [...trail.slice(start), path];
      found.push({ rule: 'cycle', path, line: 0, message: `imports itself: ${circle.join(' → ')}` });
      return;
    }
    if (done.has(path)) return;
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of all) walk(path, []);
  return found;
}

/** The folder under src/, `main` for the composition root, null for anything that has no rank. */
function placeOf(path: string): string | null {
  if (/^src\/main\.tsx?$/.test(path) || /^src\/[\w-]+\.(d\.ts|css)$/.test(path)) return 'main';
  const folder = /^src\/([^/]+)\//.exec(path)?.[1];
  return folder !== undefined && (folder in ranks || folder in barredFrom) ? folder : null;
}

/** Which part of src/ui/ a file belongs to; what lies at its top (tokens, types) counts as the lowest. */
function uiPartOf(path: string): { name: string; rank: number; feature: string } | null {
  const [name = '', feature = '', deeper] = path.replace('src/ui/', '').split('/');
  if (feature === '') return { name: 'styles', rank: 0, feature: '' };
  const rank = uiRanks[name];
  return rank === undefined ? null : { name, rank, feature: deeper === undefined ? '' : feature };
}

function targetOf(path: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(path), specifier.replace(/\?\w+$/, '')));
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith('.');
}

/** `@scope/name/deep` → `@scope/name`, `zustand/vanilla` → `zustand`, `node:fs` → `node`. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node';
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function isUnder(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

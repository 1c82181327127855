/** `expect`: a part of the state against the whole. */
import type { Json } from '../trace/scenario.ts';
import { childPath } from './reader.ts';

/** One place where they differ. Both sides as JSON. */
export interface Difference {
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

/**
 * Every difference. Objects are compared by the keys that `expected` names,
 * lists whole and element by element, a number where the state has a log entry
 * with the entry's term, everything else exactly.
 */
export function differences(expected: Json, actual: unknown, path = ''): Difference[] {
  if (Array.isArray(expected)) return listDifferences(expected as readonly Json[], actual, path);
  if (typeof expected === 'object' && expected !== null) {
    return objectDifferences(expected as Readonly<Record<string, Json>>, actual, path);
  }
  if (typeof expected === 'number' && isLogEntry(actual)) return differences(expected, actual.term, path);
  return expected === actual ? [] : [difference(path, expected, actual)];
}

function listDifferences(expected: readonly Json[], actual: unknown, path: string): Difference[] {
  if (!Array.isArray(actual)) return [difference(path, expected, actual)];
  const elements = actual as readonly unknown[];
  const isShortLog = expected.every((each) => typeof each === 'number') && elements.every(isLogEntry);
  const got = isShortLog ? elements.map((entry) => (isLogEntry(entry) ? entry.term : entry)) : elements;
  if (expected.length !== got.length) return [difference(path, expected, got)];
  const found = expected.flatMap((each, i) => differences(each, got[i], `${path}[${i}]`));
  // Of a list of plain values the whole is what a reader wants to see.
  return found.length > 0 && expected.every(isPlain) ? [difference(path, expected, got)] : found;
}

function objectDifferences(expected: Readonly<Record<string, Json>>, actual: unknown, path: string): Difference[] {
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return [difference(path, expected, actual)];
  return Object.keys(expected).flatMap((key) => {
    const value = Object.hasOwn(actual, key) ? (actual as Record<string, unknown>)[key] : undefined;
    return differences(expected[key] as Json, value, childPath(path, key));
  });
}

function difference(path: string, expected: Json, got: unknown): Difference {
  return { path, expected: JSON.stringify(expected), got: got === undefined ? 'nothing' : JSON.stringify(got) };
}

function isPlain(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}

function isLogEntry(value: unknown): value is { readonly term: number } {
  return typeof value === 'object' && value !== null && 'term' in value && 'index' in value && 'command' in value;
}

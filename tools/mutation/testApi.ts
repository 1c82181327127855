/**
 * What the tests of the core use of Vitest, without its workers: `describe` and `it` put tests into a list, which
 * coreRunner.mjs goes through by itself. `expect` is Vitest's own.
 */
import { format } from 'node:util';
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';
import * as chai from 'chai';

/** One test: its file, its describes and its name, and what it does. */
export interface CoreTest {
  readonly name: string;
  readonly run: () => unknown;
}

type Body = (...args: never[]) => unknown;

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

export const expect = chai.expect;

const tests: CoreTest[] = [];
const around: string[] = [];

/** Everything that was put in, in order. */
export const coreTests: readonly CoreTest[] = tests;

/** The tests that come now are those of `file`. */
export function beginFile(file: string): void {
  around.splice(0, around.length, file);
}

/** Gives each name its row's values, as Vitest does, and calls the body with them. */
function eachOf(make: (name: string, body: () => unknown) => void) {
  return (rows: readonly unknown[]) =>
    (name: string, body: Body): void => {
      for (const row of rows) {
        const values = Array.isArray(row) ? (row as unknown[]) : [row];
        make(nameOf(name, values), () => body(...(values as never[])));
      }
    };
}

/** `%s`, `%d`, `%j` take values in order; those that are left over are not named. */
function nameOf(name: string, values: readonly unknown[]): string {
  const places = name.match(/%[sdj]/g)?.length ?? 0;
  return format(name, ...values.slice(0, places));
}

function addSuite(name: string, body: () => unknown): void {
  around.push(name);
  const result = body();
  if (result instanceof Promise) throw new Error(`${around.join(' > ')}: a describe of the core's tests may not be asynchronous`);
  around.pop();
}

function addTest(name: string, run: () => unknown): void {
  const whole = [...around, name].join(' > ');
  const namesakes = tests.filter((test) => test.name === whole || test.name.startsWith(`${whole} #`)).length;
  tests.push({ name: namesakes === 0 ? whole : `${whole} #${namesakes + 1}`, run });
}

export const describe = Object.assign(addSuite, { each: eachOf(addSuite) });
export const it = Object.assign(addTest, { each: eachOf(addTest) });

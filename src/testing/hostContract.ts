/** The contract of hosts as a suite of vitest; in a browser use `hostFailures` of hostChecks.ts. */
import { describe, it } from 'vitest';
import { hostChecks, type MakeHost } from './hostChecks.ts';

/** Describes what a host has to do, one test a check. */
export function hostContract(name: string, makeHost: MakeHost): void {
  describe(`${name} keeps the contract of hosts`, () => {
    it.each(hostChecks.map((check) => [check.name, check] as const))('%s', async (_name, check) => {
      await check.run(makeHost);
    });
  });
}

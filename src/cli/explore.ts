/**
 * `npm run explore`: every interleaving within bounds that may be larger than
 * those of the tests. Exit 0 when all of it holds, 1 with a shortest schedule
 * to a violation, 2 for words that are wrong, 3 when it stopped before the end.
 */
import { exploreCore, exploreModel } from '../model/explore.ts';
import { parseArgs } from './explore/args.ts';

function main(words: readonly string[]): number {
  const { bounds, model, maxStates } = parseArgs(words);
  const began = Date.now();
  const seconds = (): string => ((Date.now() - began) / 1000).toFixed(1);
  const onLevel = (depth: number, states: number): void => console.error(`${depth} actions deep: ${states} states, ${seconds()} s`);
  const options = { maxStates, onLevel };
  const result = model ? exploreModel(bounds, undefined, options) : exploreCore(bounds, undefined, options);
  const { states, represented, transitions, depth, nodeStates, steps, complete, counterexample } = result;
  console.log(`${states} states (${represented} with all names), ${transitions} transitions, depth ${depth}`);
  console.log(`${nodeStates} states of a node, ${steps} different steps of a node, ${seconds()} s`);
  if (counterexample !== null) {
    console.log(`\n${counterexample.violation}\n${counterexample.schedule.map((action, i) => `${String(i + 1).padStart(4)}  ${action}`).join('\n')}`);
    return 1;
  }
  console.log(complete ? 'Every invariant holds in all of them.' : 'Stopped before the end; every invariant holds so far.');
  return complete ? 0 : 3;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/**
 * `npm run fuzz`: random runs with every invariant checked after every event.
 * A failure is told with the one command that shows it again.
 */
import { rulesWith } from '../bugs/registry.ts';
import { narrateEvent } from '../trace/narrate.ts';
import { parseArgs, type FuzzArgs } from './fuzz/args.ts';
import { fuzz, type FuzzResult } from './fuzz/fuzzRun.ts';
import { shrink } from './fuzz/shrink.ts';
import { storyOf } from './fuzz/story.ts';

const MOST_FAILURES = 5;

function main(words: readonly string[]): number {
  const args = parseArgs(words);
  // A name that isn't in the zoo is told before the first run.
  rulesWith(args.bugs);
  const started = Date.now();
  let [events, runs, failures] = [0, 0, 0];
  const sum = (): string => {
    const seconds = (Date.now() - started) / 1000;
    return `${runs} runs, ${events} events, ${Math.round(events / Math.max(seconds, 0.001))} events/s, ${failures} failed`;
  };
  let told = started;
  for (let seed = args.first; seed <= args.last && failures < MOST_FAILURES; seed += 1) {
    if (seed % args.shards !== args.shard) continue;
    const result = fuzz(seed, { bugs: args.bugs, events: args.events });
    runs += 1;
    events += result.events;
    if (result.finding !== null) {
      failures += 1;
      tell(result, args);
    }
    if (Date.now() - told > 10_000) {
      told = Date.now();
      console.error(`seed ${seed}: ${sum()}`);
    }
  }
  console.log(sum());
  return failures > 0 ? 1 : 0;
}

function tell(result: FuzzResult, { events, bugs, first, last }: FuzzArgs): void {
  const { seed, finding, run } = result;
  if (finding === null) return;
  const options = [events === 1500 ? '' : ` --events ${events}`, ...bugs.map((bug) => ` --bug ${bug}`)].join('');
  console.log(`\nseed ${seed}: ${finding.property}, event ${finding.event} at ${finding.time} ms\n  ${finding.detail}`);
  console.log(`  npm run fuzz -- --seed ${seed}${options}`);
  if (first !== last) return;
  const rules = rulesWith(bugs);
  const shrunk = shrink(run, finding, rules);
  if (shrunk === null) {
    console.log(`  It shows only after the repair, so its ${run.commands.length} commands can't be made fewer.`);
    return;
  }
  console.log(`\n${shrunk.run.commands.length} of ${run.commands.length} commands are enough (${shrunk.tries} tries), event ${shrunk.finding.event}:`);
  console.log(`  ${shrunk.finding.detail}\n`);
  for (const event of storyOf(shrunk.run, shrunk.finding.event, rules)) {
    console.log(`${String(event.id).padStart(6)} ${event.time.toFixed(3).padStart(10)} ms  ${narrateEvent(event).text}`);
  }
  console.log(`\n${JSON.stringify(shrunk.run)}`);
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

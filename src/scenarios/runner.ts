/**
 * Runs the steps of a scenario on a simulation. Every step comes down to
 * commands of the run, so what a scenario did can be replayed like anything a
 * person did.
 */
import { unreachable } from '../base/assert.ts';
import type { NodeId } from '../raft/types.ts';
import { toMicros } from '../simulation/clock.ts';
import type { Run } from '../trace/run.ts';
import type { ScenarioState } from '../trace/scenario.ts';
import { type Difference, differences } from './compare.ts';
import { matching } from './filter.ts';
import { quiesce, settle } from './quiet.ts';
import type { Scenario, ScenarioStep } from './scenario.ts';
import { stateOf } from './state.ts';
import { apply, Budget, runDue, runUntil, type ScenarioWorld, StepFailure } from './world.ts';

/** What a step did not do. `step` counts from 1. */
export type StepReport =
  /** An `expect` that did not hold. */
  | { readonly kind: 'mismatch'; readonly step: number; readonly differences: readonly Difference[] }
  /** The step can't be done; the run ended there. */
  | { readonly kind: 'failed'; readonly step: number; readonly reason: string }
  /** A node threw: a bug of ours. `step` is the last one. */
  | { readonly kind: 'broken'; readonly step: number; readonly node: NodeId; readonly reason: string }
  /** A command that had nothing to do, such as crashing a crashed node. No failure. */
  | { readonly kind: 'idle'; readonly step: number; readonly reason: string };

export interface ScenarioOutcome {
  readonly reports: readonly StepReport[];
  /** At the end, or where it failed. */
  readonly state: ScenarioState;
  /** Replays to the same trace. */
  readonly run: Run;
  /** Every expectation held, every step was done, and no property was violated. */
  readonly ok: boolean;
}

/** Runs all steps; an `expect` that doesn't hold is noted and the run goes on. */
export function runScenario(scenario: Scenario, world: ScenarioWorld): ScenarioOutcome {
  const reports: StepReport[] = [];
  for (const [i, step] of scenario.steps.entries()) {
    const report = runStep(scenario, step, i + 1, world, reports);
    if (report !== null) reports.push(report);
    if (report?.kind === 'failed') break;
  }
  for (const { id, error } of world.simulation.observed) {
    if (error !== null) reports.push({ kind: 'broken', step: scenario.steps.length, node: id, reason: error });
  }
  const state = stateOf(world, refusalsIn(reports));
  const held = reports.every(({ kind }) => kind === 'idle');
  return { reports, state, run: world.simulation.run(), ok: held && state.violations.length === 0 };
}

function runStep(
  scenario: Scenario,
  step: ScenarioStep,
  number: number,
  world: ScenarioWorld,
  before: readonly StepReport[],
): StepReport | null {
  const budget = new Budget();
  try {
    if (step.kind === 'expect') {
      const found = differences(step.partial, stateOf(world, refusalsIn(before)));
      return found.length === 0 ? null : { kind: 'mismatch', step: number, differences: found };
    }
    const reason = perform(step, scenario.exact, world, budget);
    if (!scenario.exact) runDue(world, budget);
    return reason === null ? null : { kind: 'idle', step: number, reason };
  } catch (error) {
    if (error instanceof StepFailure) return { kind: 'failed', step: number, reason: error.message };
    throw error;
  }
}

/** Does what `step` says. Returns why it had nothing to do, or null. */
function perform(
  step: Exclude<ScenarioStep, { kind: 'expect' }>,
  exact: boolean,
  world: ScenarioWorld,
  budget: Budget,
): string | null {
  switch (step.kind) {
    case 'command':
      return apply(world, step.command, budget);
    case 'messages':
      return touchMessages(step, exact, world, budget);
    case 'settle':
      settle(world, budget);
      return null;
    case 'quiesce':
      quiesce(world, budget);
      return null;
    case 'run':
      runUntil(world, toMicros(world.simulation.now + step.byMs), budget);
      return null;
    case 'runEvents':
      runEvents(step, world, budget);
      return null;
    default:
      return unreachable(step);
  }
}

function touchMessages(
  { action, filter, byMs }: Extract<ScenarioStep, { kind: 'messages' }>,
  exact: boolean,
  world: ScenarioWorld,
  budget: Budget,
): string | null {
  const found = matching(world.simulation.inFlight(), filter);
  for (const { id } of found) {
    const command =
      action === 'delay' ? ({ type: action, message: id, byMs } as const) : ({ type: action, message: id } as const);
    apply(world, command, budget);
    if (!exact) runDue(world, budget);
  }
  return found.length > 0 ? null : 'No message in flight matches.';
}

function runEvents(
  { count, until }: Extract<ScenarioStep, { kind: 'runEvents' }>,
  world: ScenarioWorld,
  budget: Budget,
): void {
  const { simulation } = world;
  for (let done = 0; done < count; done += 1) {
    if (!world.runOne(Infinity)) throw new StepFailure(`finds only ${done} of ${count} events: nothing else is due`);
    budget.spend();
  }
  if (until === null || until === simulation.now) return;
  const next = simulation.nextEventAt();
  if (until < simulation.now || (next !== null && next <= until)) {
    throw new StepFailure(
      `can't leave virtual time at ${until} ms after ${count} events: ` +
        (until < simulation.now ? `it is ${simulation.now} ms by then` : `another is due at ${String(next)} ms`),
    );
  }
  world.runOne(until);
}

function refusalsIn(reports: readonly StepReport[]): ScenarioState['refusals'] {
  return reports.flatMap((report) => (report.kind === 'idle' ? [{ step: report.step, reason: report.reason }] : []));
}

/** `quiesce` and `settle`: deliver until nothing is in flight. */
import { runDue, type Budget, apply, type ScenarioWorld } from './world.ts';

/** How many heartbeat rounds a `settle` has: one to carry the commit index, one more for what that one found. */
const HEARTBEAT_ROUNDS = 2;

/**
 * Delivers, oldest first, until nothing is in flight. No virtual time passes,
 * except that in timed mode a disk write under way is waited for, since
 * messages wait for it.
 */
export function quiesce(world: ScenarioWorld, budget: Budget): void {
  const { simulation } = world;
  for (;;) {
    runDue(world, budget);
    const inFlight = simulation.inFlight();
    for (const { id } of inFlight) {
      apply(world, { type: 'deliver', message: id }, budget);
      runDue(world, budget);
    }
    if (inFlight.length > 0) continue;
    if (!isWriting(world) || !world.runOne(Infinity)) return;
    budget.spend();
  }
}

/** Quiesces; then, twice, fires each leader's heartbeat once and quiesces again. */
export function settle(world: ScenarioWorld, budget: Budget): void {
  quiesce(world, budget);
  for (let round = 0; round < HEARTBEAT_ROUNDS; round += 1) {
    const leaders = world.simulation.observed.filter(
      ({ status, node }) => status === 'up' && node?.role === 'leader',
    );
    for (const { id } of leaders) {
      apply(world, { type: 'heartbeat', node: id }, budget);
      runDue(world, budget);
    }
    quiesce(world, budget);
  }
}

/** A paused node's writes don't count: it takes notice of them only when it goes on. */
function isWriting(world: ScenarioWorld): boolean {
  return world.simulation.observed.some(
    ({ status, node }) => status === 'up' && node !== null && node.writes.length > 0,
  );
}

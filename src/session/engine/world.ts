/** A simulation with its checker, writing down into a history what happens. */
import { createChecker, type Checker } from '../../checking/checker.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { History } from './history.ts';
import { Tally } from './tally.ts';

export interface World {
  readonly simulation: Simulation;
  readonly checker: Checker;
  readonly tally: Tally;
}

/** Watches `simulation`: every event is checked, kept in `history`, and told to `heard`; checkpoints are made on the way. */
export function watch(
  simulation: Simulation,
  checker: Checker | null,
  history: () => History,
  heard: (event: TraceEvent) => void,
  tally = new Tally(),
): World {
  const watching = checker ?? createChecker(simulation.setup.cluster, simulation.observed);
  const world: World = { simulation, checker: watching, tally };
  simulation.onEvent((event, observed) => {
    watching.afterEvent(event, observed, simulation.requests);
    tally.add(event, observed, simulation.commandsDone);
    const into = history();
    into.add(event);
    heard(event);
    if (into.wantsCheckpoint(event.id)) keepCheckpoint(world, into);
  });
  return world;
}

/** Keeps where `world` stands now, to go on from later. */
export function keepCheckpoint({ simulation, checker, tally }: World, history: History): void {
  history.keep({
    time: simulation.now,
    eventCount: simulation.eventCount,
    state: simulation.checkpoint(),
    checker: checker.clone(),
    tally: tally.clone(),
    hash: history.hash === null || history.endEvents !== simulation.eventCount ? null : { ...history.hash },
  });
}

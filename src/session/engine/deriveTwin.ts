/** The second run of a comparison: a pure function of the first run and of what is different. */
import { bootInline, runOne } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { RecordedCommand } from '../../trace/command.ts';
import type { EventId } from '../../trace/event.ts';
import type { RunSetup } from '../../trace/run.ts';
import type { PlayedRun, RefusedCommand } from '../compare/change.ts';
import { carryOver } from '../compare/likeMessage.ts';
import { momentOf, walkTo, type Walker } from './moment.ts';
import { Tally } from './tally.ts';

export interface DerivedTwin {
  readonly commands: readonly RecordedCommand[];
  /** Commands of the first run that the second has no use for. They are not part of it. */
  readonly refused: readonly RefusedCommand[];
  /** How many events it has by the end of the first. */
  readonly endEvents: EventId;
}

/** Plays `run` and beside it one with `setup`; each command is given to both at the same moment. */
export async function deriveTwin(run: PlayedRun, setup: RunSetup): Promise<DerivedTwin> {
  const lead = inlineWalker(run.setup);
  const twin = inlineWalker(setup);
  const refused: RefusedCommand[] = [];
  for (const [index, { time, afterEvents, command }] of run.commands.entries()) {
    while (lead.simulation.eventCount < afterEvents && lead.runOne(Infinity));
    if (lead.simulation.now < time) lead.runOne(time);
    const moment = { ...momentOf(lead), commands: twin.simulation.commandsDone };
    await walkTo(twin, moment, []);
    const carried = carryOver(command, lead.simulation.inFlight(), twin.simulation.inFlight());
    const reason = 'refused' in carried ? carried.refused : twin.simulation.whyNot(carried.command);
    if (reason !== null) refused.push({ index, time, command, reason });
    else if ('command' in carried) give(twin, carried.command);
    if (lead.simulation.whyNot(command) === null) give(lead, command);
  }
  await walkTo(twin, { time: run.endTime, commands: twin.simulation.commandsDone, events: null }, []);
  return { commands: twin.simulation.run().commands, refused, endEvents: twin.simulation.eventCount };
}

interface InlineWalker extends Walker {
  readonly runOne: (until: number) => boolean;
}

function inlineWalker(setup: RunSetup): InlineWalker {
  const simulation = Simulation.create(setup);
  const host = InlineHost.of(setup.cluster);
  const tally = new Tally();
  bootInline(simulation, host);
  simulation.onEvent((event, observed) => {
    tally.add(event, observed, simulation.commandsDone);
  });
  return { simulation, tally, runOne: (until) => runOne(simulation, host, until) };
}

function give({ simulation, runOne: one }: InlineWalker, command: RecordedCommand['command']): void {
  simulation.command(command);
  one(simulation.now);
}

/** From a run back to a scenario document that makes the same trace again. */
import type { RunCommand } from '../trace/command.ts';
import type { EventId, VirtualMs } from '../trace/event.ts';
import type { Run } from '../trace/run.ts';
import { SCENARIO_VERSION, type ScenarioDocument, type StepDocument } from '../trace/scenario.ts';
import { toMicros } from '../simulation/clock.ts';
import { setupDocument } from './exportSetup.ts';
import { stepOf } from './exportStep.ts';
import type { ScenarioWorld } from './world.ts';

/** What is exported: a run up to a moment. */
export interface ExportedRun {
  readonly run: Run;
  readonly title: string | null;
  readonly endTime: VirtualMs;
  readonly endEvents: EventId;
}

/** Where the run stood when a command came (or when it ended: command null). */
interface Stop {
  readonly command: RunCommand | null;
  /** Events since the stop before. */
  readonly events: number;
  /** Since the stop before, and in all. */
  readonly byMs: number;
  readonly at: VirtualMs;
  /** "So many ms" says it: everything due by then has happened, and nothing more. */
  readonly plain: boolean;
  /** The last event before the stop was earlier than the stop. */
  readonly late: boolean;
}

/**
 * The document. `world` is a fresh one of the same setup, in which the run is
 * made again to see where plain steps (`run`) say enough; without it every
 * stop is told event by event.
 */
export function exportScenario(exported: ExportedRun, world: ScenarioWorld | null): ScenarioDocument {
  const { run, title } = exported;
  const stops = world === null ? countedStops(exported) : replayedStops(exported, world);
  const exact = stops.some(({ plain }) => !plain);
  const timed = run.network.mode === 'timed';
  return {
    version: SCENARIO_VERSION,
    ...(title === null ? {} : { name: title }),
    ...setupDocument(run),
    ...(exact ? { exact: true } : {}),
    steps: stops.flatMap((stop) => [
      ...waitFor(stop, exact, timed),
      ...(stop.command === null ? [] : [stepOf(stop.command)]),
    ]),
  };
}

/** The step that brings the run to `stop`, if one is needed. */
function waitFor({ events, byMs, at, plain, late }: Stop, exact: boolean, timed: boolean): StepDocument[] {
  if (events === 0 && byMs === 0) return [];
  if (plain && byMs > 0) return [{ run: byMs }];
  // Without `exact` every step lets happen what is due.
  if (plain && !exact) return [];
  if (plain && timed) return [{ run: 0 }];
  return [late ? { runEvents: events, until: at } : { runEvents: events }];
}

function countedStops(exported: ExportedRun): Stop[] {
  let time = 0;
  let events = 0;
  return stopsOf(exported).map(({ command, at, after }) => {
    const stop = { command, events: after - events, byMs: at - time, at, plain: false, late: at > time };
    time = at;
    events = after + 1;
    return stop;
  });
}

function replayedStops(exported: ExportedRun, world: ScenarioWorld): Stop[] {
  const { simulation } = world;
  return stopsOf(exported).map(({ command, at, after }) => {
    const from = simulation.now;
    const before = simulation.eventCount;
    while (simulation.eventCount < after && world.runOne(Infinity));
    const next = simulation.nextEventAt();
    const late = at > simulation.now;
    const byMs = toMicros(at - from);
    const plain = (next === null || next > at) && toMicros(from + byMs) === at;
    if (late) world.runOne(at);
    const stop = { command, events: simulation.eventCount - before, byMs, at, plain, late };
    if (command !== null) {
      simulation.command(command);
      world.runOne(simulation.now);
    }
    return stop;
  });
}

/** Every command that took effect before the end, and the end. */
function stopsOf({ run, endTime, endEvents }: ExportedRun) {
  const done = run.commands.filter(({ afterEvents }) => afterEvents < endEvents);
  return [
    ...done.map(({ command, time, afterEvents }) => ({ command, at: time, after: afterEvents })),
    { command: null, at: endTime, after: endEvents },
  ];
}

/** The document as people read it: one step a line. */
export function printScenario({ steps = [], ...head }: ScenarioDocument): string {
  const { nodes, ...cluster } = head.cluster;
  const lines = Object.entries({ ...head, cluster: { nodes: null, ...cluster } }).map(([key, value]) =>
    key === 'cluster'
      ? `  "cluster": ${JSON.stringify(value).replace('"nodes":null', () => `"nodes": [${nodeLines(nodes)}]`)}`
      : `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  const list = steps.map((step) => `\n    ${JSON.stringify(step)}`).join(',');
  return `{\n${[...lines, `  "steps": [${list}${list === '' ? '' : '\n  '}]`].join(',\n')}\n}\n`;
}

function nodeLines(nodes: ScenarioDocument['cluster']['nodes']): string {
  const texts = nodes.map((node) => JSON.stringify(node));
  return nodes.every((node) => typeof node === 'string') ? texts.join(', ') : `\n    ${texts.join(',\n    ')}\n  `;
}

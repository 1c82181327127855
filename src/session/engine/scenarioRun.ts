/** Scenario documents in and out of the engine. */
import { unreachable } from '../../base/assert.ts';
import { decodeScenario } from '../../scenarios/decode.ts';
import { ScenarioDefect } from '../../scenarios/defect.ts';
import { exportScenario, printScenario } from '../../scenarios/export.ts';
import { runScenario, type StepReport } from '../../scenarios/runner.ts';
import { createInlineWorld } from '../inlineWorld.ts';
import { Refusal, type Engine } from './engine.ts';
import type { EngineUpdate, Remark } from './protocol.ts';

/** At most this many of a scenario's remarks are shown. */
const REMARK_LIMIT = 4;

/**
 * Runs a document through on one thread, then shows it from its beginning.
 *
 * @throws Refusal with the path, what was expected and what was found; nothing has changed then
 */
export async function openScenario(engine: Engine, text: string): Promise<EngineUpdate> {
  const scenario = decode(text);
  const world = createInlineWorld(scenario.setup);
  const { reports, run } = runScenario(scenario, world);
  const { simulation } = world;
  const until = { time: simulation.now, events: simulation.eventCount };
  const update = await engine.open(scenario.setup, scenario.name, run.commands, until, null);
  const remarks = reports.flatMap((report) => remarksOf(report)).slice(0, REMARK_LIMIT);
  const opened: Remark = {
    tone: 'info',
    text: `Opened ${scenario.name === null ? 'the scenario' : `“${scenario.name}”`}: ${until.events} events. Play it, or go through it with the arrow keys.`,
  };
  return { ...update, remarks: [opened, ...remarks] };
}

/** The run up to the cursor as a document that makes the same trace again. */
export function scenarioText(engine: Engine): string {
  const exported = engine.exported();
  return printScenario(exportScenario(exported, createInlineWorld(exported.run)));
}

function decode(text: string): ReturnType<typeof decodeScenario> {
  try {
    return decodeScenario(text);
  } catch (error) {
    if (error instanceof ScenarioDefect) throw new Refusal(error.message);
    throw error;
  }
}

function remarksOf(report: StepReport): Remark[] {
  switch (report.kind) {
    case 'mismatch':
      return report.differences.map(({ path, expected, got }) => ({
        tone: 'bad',
        text: `Step ${report.step} expected ${path} to be ${expected}, but it is ${got}.`,
      }));
    case 'failed':
      return [{ tone: 'bad', text: `Step ${report.step} ${report.reason}` }];
    case 'broken':
      return [{ tone: 'bad', text: `In step ${report.step} ${report.node} stopped: ${report.reason}` }];
    case 'idle':
      return [];
    default:
      return unreachable(report);
  }
}

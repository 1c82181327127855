/** One request of the page, answered by the engine. The worker around it is engineWorker.ts. */
import { unreachable } from '../../base/assert.ts';
import { Refusal, type Engine } from './engine.ts';
import { openScenario, scenarioText } from './scenarioRun.ts';
import type { EngineAnswer, EngineCall, EngineRequest, EngineUpdate } from './protocol.ts';

/** Answers calls one after the other, in the order they come. */
export function createHandler(engine: Engine): (call: EngineCall) => Promise<EngineAnswer> {
  let before: Promise<unknown> = Promise.resolve();
  return (call) => {
    const answer = before.then(() => answerOne(engine, call));
    before = answer;
    return answer;
  };
}

async function answerOne(engine: Engine, { call, request }: EngineCall): Promise<EngineAnswer> {
  try {
    if (request.op === 'export') return { call, exported: scenarioText(engine) };
    if (request.op === 'verify') return { call, verified: engine.verify() };
    return { call, update: await update(engine, request) };
  } catch (error) {
    if (error instanceof Refusal) return { call, refused: error.message };
    return { call, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function update(
  engine: Engine,
  request: Exclude<EngineRequest, { op: 'export' | 'verify' }>,
): Promise<EngineUpdate> {
  switch (request.op) {
    case 'open':
      return engine.open(request.setup, null, [], null, request.leadMs);
    case 'scenario':
      return openScenario(engine, request.text);
    case 'advance':
      return engine.advance(request.until, request.budgetMs);
    case 'step':
      return engine.step(request.node);
    case 'seekTime':
      return engine.seekTime(request.time);
    case 'seekEvent':
      return engine.seekEvent(request.event);
    case 'command':
      return engine.command(request.command, request.time);
    case 'branch':
      return engine.switchBranch(request.branch);
    default:
      return unreachable(request);
  }
}

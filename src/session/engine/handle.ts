/** One request of the page, answered by the engine. The worker around it is engineWorker.ts. */
import { unreachable } from '../../base/assert.ts';
import { Refusal, type Engine } from './engine.ts';
import { deriveTwin } from './deriveTwin.ts';
import { openScenario, scenarioText } from './scenarioRun.ts';
import type { EngineAnswer, EngineCall, EngineUpdate, UpdateRequest } from './protocol.ts';

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
    if (request.op === 'played') return { call, played: engine.played() };
    if (request.op === 'verify') return { call, verified: engine.verify() };
    return { call, update: await update(engine, request) };
  } catch (error) {
    if (error instanceof Refusal) return { call, refused: error.message };
    return { call, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function update(
  engine: Engine,
  request: UpdateRequest,
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
    case 'twin':
      return openTwin(engine, request);
    case 'follow':
      return engine.follow(request.moment);
    default:
      return unreachable(request);
  }
}

async function openTwin(engine: Engine, { run, setup }: Extract<UpdateRequest, { op: 'twin' }>): Promise<EngineUpdate> {
  const { commands, refused, endEvents } = await deriveTwin(run, setup);
  const update = await engine.open(setup, run.title, commands, { time: run.endTime, events: endEvents }, null);
  return { ...update, refused };
}

/** A node process without its thread: requests in, answers out. The worker around it is nodeWorker.ts. */
import { rulesWith } from '../../bugs/registry.ts';
import { createNode, step } from '../../raft/node.ts';
import type { Rules } from '../../raft/rules.ts';
import type { NodeInput, RaftNode } from '../../raft/types.ts';
import { letsPass } from '../host.ts';
import { shadowOf, takePatch, type Shadow } from './memoryPatch.ts';
import { decodeInputs, encodeStepped, type FromNode, type Stepped, type ToNode } from './protocol.ts';

interface Running {
  readonly node: RaftNode;
  readonly rules: Rules;
  readonly shadow: Shadow;
}

/** Answers requests one by one. Once something has thrown, every request is answered with that error. */
export function createNodeProcess(): (request: ToNode) => FromNode {
  let running: Running | null = null;
  let error: string | null = 'this process has not started';
  const fail = (thrown: unknown): void => {
    running = null;
    error = thrown instanceof Error ? thrown.message : String(thrown);
  };
  const failed = (): FromNode => ({ is: 'failed', error: error ?? 'this process has not started' });
  return (request) => {
    if (typeof request === 'string') {
      const done = running === null ? [] : stepOn(running, decodeInputs(request), fail);
      return done.length === 0 ? failed() : encodeStepped(done);
    }
    try {
      const rules = rulesWith(request.bugs);
      const node = request.op === 'start' ? createNode(request.start, rules) : request.memory;
      running = { node, rules, shadow: shadowOf(node) };
      return { is: 'up', memory: node };
    } catch (thrown) {
      fail(thrown);
      return failed();
    }
  };
}

/** Does the first step, and more as long as nothing comes between. */
function stepOn(
  { node, rules, shadow }: Running,
  inputs: readonly NodeInput[],
  fail: (thrown: unknown) => void,
): Stepped[] {
  const done: Stepped[] = [];
  try {
    for (const input of inputs) {
      const last = done.at(-1);
      if (last !== undefined && !letsPass(last.outcome, input)) break;
      const outcome = step(node, input, rules);
      done.push({ outcome, patch: takePatch(node, shadow) });
    }
  } catch (thrown) {
    fail(thrown);
  }
  return done;
}

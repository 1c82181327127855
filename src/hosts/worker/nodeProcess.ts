/** A node process without its thread: requests in, answers out. The worker around it is nodeWorker.ts. */
import { assert } from '../../base/assert.ts';
import { createNode, step } from '../../raft/node.ts';
import { rulesWith } from '../../bugs/registry.ts';
import type { Rules } from '../../raft/rules.ts';
import type { RaftNode } from '../../raft/types.ts';
import { shadowOf, takePatch, type Shadow } from './memoryPatch.ts';
import type { FromNode, ToNode } from './protocol.ts';

/** Answers requests one by one. A request that throws is answered with its error, and so are all after it. */
export function createNodeProcess(): (request: ToNode) => FromNode {
  let running: { node: RaftNode; rules: Rules; shadow: Shadow } | null = null;
  const handle = (request: ToNode): FromNode => {
    if (request.op === 'step') {
      assert(running !== null, 'this process has not started or has failed');
      const { node, rules, shadow } = running;
      const outcome = step(node, request.input, rules);
      return { is: 'stepped', outcome, patch: takePatch(node, shadow) };
    }
    const rules = rulesWith(request.bugs);
    const node = request.op === 'start' ? createNode(request.start, rules) : request.memory;
    running = { node, rules, shadow: shadowOf(node) };
    return { is: 'up', memory: node };
  };
  return (request) => {
    try {
      return handle(request);
    } catch (error) {
      running = null;
      return { is: 'failed', error: error instanceof Error ? error.message : String(error) };
    }
  };
}

/**
 * Every node in a Web Worker of its own. The thread that holds this host holds
 * one MessagePort per node; nothing else connects them, so all they know of
 * each other comes over those ports. Kill is `terminate()`.
 */
import { assert, present } from '../../base/assert.ts';
import type { NodeStart } from '../../raft/node.ts';
import type { NodeId, NodeInput, Outcome, RaftNode } from '../../raft/types.ts';
import { NodeFailure, type NodeHost } from '../host.ts';
import { applyPatch } from './memoryPatch.ts';
import {
  decodeStepped,
  encodeInputs,
  type FromNode,
  type PortHandover,
  type Stepped,
  type ToNode,
} from './protocol.ts';

interface Process {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** The call under way; null: none. */
  waiting: { resolve: (answer: FromNode) => void; reject: (failure: NodeFailure) => void } | null;
  mirror: RaftNode | null;
  /** Steps whose changes the mirror doesn't show yet, oldest first. */
  pending: Stepped[];
}

export class WorkerHost implements NodeHost {
  readonly #processes = new Map<NodeId, Process>();
  readonly #bugs: readonly string[];

  constructor(bugs: readonly string[] = []) {
    this.#bugs = bugs;
  }

  start(start: NodeStart): Promise<RaftNode> {
    this.stop(start.id);
    return this.#up(start.id, { op: 'start', start, bugs: this.#bugs });
  }

  /** A process that is there already takes the memory over: no need for a new thread. */
  adopt(memory: RaftNode): Promise<RaftNode> {
    return this.#up(memory.id, { op: 'adopt', memory, bugs: this.#bugs });
  }

  async step(id: NodeId, input: NodeInput): Promise<Outcome> {
    const [outcome] = await this.steps(id, [input]);
    return present(outcome, `an outcome of ${id}`);
  }

  async steps(id: NodeId, inputs: readonly NodeInput[]): Promise<readonly Outcome[]> {
    const process = present(this.#processes.get(id), `process ${id}`);
    const answer = await this.#ask(id, process, encodeInputs(inputs));
    assert(typeof answer === 'string', `${id} was asked for a step and says something else`);
    const stepped = decodeStepped(answer);
    for (const one of stepped) process.pending.push(one);
    return stepped.map(({ outcome }) => outcome);
  }

  memory(id: NodeId): RaftNode {
    const process = present(this.#processes.get(id), `process ${id}`);
    const mirror = present(process.mirror, `memory of ${id}`);
    const next = process.pending.shift();
    if (next !== undefined) applyPatch(mirror, next.outcome, next.patch);
    return mirror;
  }

  stop(id: NodeId): void {
    const process = this.#processes.get(id);
    if (process === undefined) return;
    this.#processes.delete(id);
    process.worker.terminate();
    process.port.close();
    process.waiting?.reject(new NodeFailure(id, 'the process was killed'));
  }

  dispose(): void {
    for (const id of [...this.#processes.keys()]) this.stop(id);
  }

  async #up(id: NodeId, request: ToNode): Promise<RaftNode> {
    const process = this.#processes.get(id) ?? this.#spawn(id);
    process.pending = [];
    const answer = await this.#ask(id, process, request);
    assert(typeof answer !== 'string', `${id} was asked to come up and says something else`);
    process.mirror = answer.memory;
    return answer.memory;
  }

  #spawn(id: NodeId): Process {
    const worker = new Worker(new URL('./nodeWorker.ts', import.meta.url), {
      type: 'module',
      name: `node ${id}`,
    });
    const { port1: port, port2 } = new MessageChannel();
    const process: Process = { worker, port, waiting: null, mirror: null, pending: [] };
    worker.onerror = (event) => {
      process.waiting?.reject(new NodeFailure(id, event.message || 'its worker could not be loaded'));
      process.waiting = null;
    };
    port.onmessage = ({ data }: MessageEvent<FromNode>) => {
      const { waiting } = process;
      process.waiting = null;
      waiting?.resolve(data);
    };
    const handover: PortHandover = { port: port2 };
    worker.postMessage(handover, [port2]);
    this.#processes.set(id, process);
    return process;
  }

  async #ask(id: NodeId, process: Process, request: ToNode): Promise<Extract<FromNode, string | { is: 'up' }>> {
    assert(process.waiting === null, `${id} is busy`);
    const answer = await new Promise<FromNode>((resolve, reject) => {
      process.waiting = { resolve, reject };
      process.port.postMessage(request);
    });
    if (typeof answer === 'string' || answer.is === 'up') return answer;
    this.stop(id);
    throw new NodeFailure(id, answer.error);
  }
}

/** What of a node takes some working out before the screen can show it. */
import { rulesWith } from '../../bugs/registry.ts';
import { leaseSince } from '../../raft/leadership.ts';
import { termAt } from '../../raft/log.ts';
import { decodeState } from '../../raft/snapshotState.ts';
import { beginStep } from '../../raft/step.ts';
import type { RaftNode, Snapshot } from '../../raft/types.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { ObservedNode } from '../../trace/observed.ts';
import type { NodeFrame } from '../frame.ts';
import type { ChangeFrame, IncomingFrame, SnapshotFrame, TransferFrame } from '../nodeParts.ts';

type Memory = ObservedNode['node'];

/** A snapshot never changes, so it is read once. */
const counted = new WeakMap<Snapshot, SnapshotFrame>();

export function snapshotFrame(snapshot: Snapshot | null): SnapshotFrame | null {
  if (snapshot === null) return null;
  const known = counted.get(snapshot);
  if (known !== undefined) return known;
  const { dict, sessions, config } = decodeState(snapshot);
  const frame = { bytes: snapshot.data.length, keys: dict.size, sessions: sessions.size, config };
  counted.set(snapshot, frame);
  return frame;
}

export function incomingFrame(simulation: Simulation, node: Memory): IncomingFrame | null {
  const incoming = node?.incoming ?? null;
  if (incoming === null) return null;
  const { leader, lastIncludedIndex, lastIncludedTerm, data } = incoming;
  const whole = simulation.observed
    .map((other) => other.node?.snapshot ?? other.disk.snapshot)
    .find((snapshot) => snapshot?.lastIncludedIndex === lastIncludedIndex && snapshot.lastIncludedTerm === lastIncludedTerm);
  return { leader, lastIncludedIndex, lastIncludedTerm, bytes: data.length, total: whole?.data.length ?? null };
}

export function transferFrame(simulation: Simulation, node: Memory): TransferFrame | null {
  const transfer = node?.transfer ?? null;
  if (node === null || transfer === null) return null;
  const { request, target, told, deadline } = transfer;
  return { request, target, told, until: dueAt(simulation, node, deadline) };
}

export function changeFrame(simulation: Simulation, node: Memory): ChangeFrame | null {
  const change = node?.change ?? null;
  if (node === null || change === null) return null;
  const { request, voters, learners, catchUp } = change;
  return {
    request,
    voters,
    learners,
    catchUp:
      catchUp === null
        ? null
        : {
            round: catchUp.round,
            target: catchUp.target,
            beganAt: simulation.virtualTimeOf(node.id, catchUp.beganAt),
            until: dueAt(simulation, node, catchUp.deadline),
          },
  };
}

/** The lease that a read would be answered by (T6.4.1), and when the leader looks for its majority next (T6.2). */
export function leaseOf(
  simulation: Simulation,
  node: Memory,
): Pick<NodeFrame, 'leaseSince' | 'leaseUntil' | 'quorumDeadline'> {
  const none = { leaseSince: null, leaseUntil: null, quorumDeadline: null };
  if (node?.role !== 'leader') return none;
  const { quorumDeadline } = node;
  const quorumAt = quorumDeadline === null ? null : dueAt(simulation, node, quorumDeadline);
  const { checkQuorum, clockDriftBound, electionTimeoutMs } = node.options;
  const rules = rulesWith(simulation.setup.cluster.bugs);
  const mayRead = rules.mayServeReads(termAt(node.log, node.commitIndex) ?? 0, node.currentTerm);
  // Nothing is changed by asking; a step is only how the core looks at a node.
  const since = checkQuorum && !node.leaseVoid && mayRead ? leaseSince(beginStep(node as RaftNode, rules, 0)) : null;
  if (since === null) return { ...none, quorumDeadline: quorumAt };
  return {
    leaseSince: simulation.virtualTimeOf(node.id, since),
    leaseUntil: dueAt(simulation, node, since + rules.leaseMs(electionTimeoutMs[0], clockDriftBound)),
    quorumDeadline: quorumAt,
  };
}

/** When a deadline comes; null in manual mode, where clocks stand. */
function dueAt(simulation: Simulation, node: NonNullable<Memory>, local: number): number | null {
  return simulation.setup.network.mode === 'manual' ? null : simulation.virtualTimeOf(node.id, local);
}

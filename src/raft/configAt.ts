/** Which configuration a log puts in force: the latest in it, committed or not. P6 */
import { entryAt } from './log.ts';
import { otherMembers } from './quorum.ts';
import type { Rules } from './rules.ts';
import { decodeState } from './snapshotState.ts';
import type { Configuration, LogIndex, LogView, NodeId, RaftNode, Snapshot } from './types.ts';

/** A configuration and the entry it came with; 0: it was there from the start. */
export interface ConfigInForce {
  readonly config: Configuration;
  readonly index: LogIndex;
}

/** What a log says about its configuration at `upTo`: its entries first, then the snapshot, then `boot`. O(entries) */
export function configAt(
  log: LogView,
  snapshot: Snapshot | null,
  boot: Configuration,
  upTo: LogIndex,
): ConfigInForce {
  for (let index = upTo; index > log.snapshotIndex; index -= 1) {
    const command = entryAt(log, index)?.command ?? null;
    if (command !== null && 'config' in command) return { config: command.config, index };
  }
  if (snapshot === null) return { config: boot, index: 0 };
  const { config, configIndex } = decodeState(snapshot);
  return { config, index: configIndex };
}

/**
 * Does `node` wait for an election by its timer? A voter does, and one that
 * leaves with a configuration which isn't known to be committed: it may hold
 * the only copy of what the others need to go on (T4.2.2).
 */
export function watchesElections(node: RaftNode, rules: Rules): boolean {
  if (rules.mayCampaign(node.config, node.id)) return true;
  if (node.configIndex <= node.commitIndex) return false;
  const { config } = configAt(node.log, node.snapshot, node.bootConfig, node.configIndex - 1);
  return rules.mayCampaign(config, node.id);
}

/**
 * Whom a leader sends to: its configuration, and until that is known to be
 * committed whoever leaves with it. They learn that they are out, and hear a
 * leader as long as they may still campaign (T4.2.2).
 */
export function audienceOf(node: RaftNode): NodeId[] {
  const members = otherMembers(node.config, node.id);
  if (node.configIndex <= node.commitIndex) return members;
  const before = configAt(node.log, node.snapshot, node.bootConfig, node.configIndex - 1);
  return [...new Set([...members, ...otherMembers(before.config, node.id)])];
}

/** Is it the middle of a change, where both halves have to agree? P6 */
export function isJoint(config: Configuration): boolean {
  return config.votersOutgoing.length > 0;
}

/** Do both name the same nodes, in the same order? */
export function isSameConfig(a: Configuration, b: Configuration): boolean {
  const same = (some: readonly NodeId[], others: readonly NodeId[]): boolean =>
    some.length === others.length && some.every((id, i) => id === others[i]);
  return same(a.voters, b.voters) && same(a.votersOutgoing, b.votersOutgoing) && same(a.learners, b.learners);
}

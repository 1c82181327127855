/** What a leader is busy with besides leading, in the words of the headline: a transfer, a change of members, snapshots, askers. */
import type { NodeId } from '../../raft/types.ts';
import { configClause, listed } from '../../trace/narrateWords.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { membershipIn } from '../members/membership.ts';
import { lastLogIndex } from './cluster.ts';
import { isUp } from './headlineFacts.ts';

/** Nodes that ask whether they could win, at the cursor. T9.6 */
export function askersIn(frame: Frame): NodeFrame[] {
  return frame.nodes.filter((node) => isUp(node) && node.role === 'preCandidate');
}

/** What a reader should know of the leader beside that it leads, as a part of the title; null: nothing. */
export function dutyTitle(frame: Frame, leader: NodeFrame): string | null {
  const { transfer, change, config } = leader;
  if (transfer !== null) return `It hands over to ${transfer.target}.`;
  if (config.votersOutgoing.length > 0) return 'Two majorities have to agree.';
  if (change !== null && change.catchUp !== null) return `${listed(joining(leader))} ${joining(leader).length === 1 ? 'catches' : 'catch'} up to become a voter.`;
  const askers = askersIn(frame).map(({ id }) => id);
  return askers.length === 0 ? null : `${listed(askers)} ${askers.length === 1 ? 'asks' : 'ask'} whether it could win.`;
}

/** The same in the sentence below; null: nothing. */
export function dutyDetail(frame: Frame, leader: NodeFrame): string | null {
  const { id, transfer, change, config, configIndex, commitIndex } = leader;
  if (transfer !== null) {
    const state = transfer.told ? 'has everything and was told to campaign' : 'gets what it lacks first';
    return `${transfer.target} ${state}; ${id} takes no commands meanwhile.`;
  }
  if (config.votersOutgoing.length > 0) {
    const until = configIndex > commitIndex ? `Until entry ${configIndex} is committed` : `Until the new configuration is appended`;
    return `${until}, ${configClause(config)}.`;
  }
  if (change !== null && change.catchUp !== null) {
    const { target } = change.catchUp;
    const matches = joining(leader).map((peer) => `${peer} has ${leader.progress[peer]?.matchIndex ?? 0} of ${target}`);
    return `New voters get the log before they count: ${listed(matches)}.`;
  }
  const [asker] = askersIn(frame);
  return asker === undefined ? null : `A pre-vote raises no term: who hears ${id} says no to ${asker.id}.`;
}

function joining({ id, change, config }: NodeFrame): NodeId[] {
  return (change?.voters ?? []).filter((peer) => peer !== id && !config.voters.includes(peer));
}

/** Who gets a snapshot, and how much of it is there; null: nobody does. P7 */
export function snapshotSentence(frame: Frame, leader: NodeFrame): string | null {
  const receivers = frame.nodes.filter((node) => {
    const known = leader.progress[node.id];
    return isUp(node) && known?.state === 'snapshot' && known.snapshotIndex > lastCommitted(node);
  });
  const [first] = receivers;
  if (first === undefined) return null;
  if (receivers.length > 1) return `${listed(receivers.map(({ id }) => id))} get a snapshot.`;
  const through = leader.progress[first.id]?.snapshotIndex ?? 0;
  const { incoming } = first;
  const part = incoming === null || incoming.total === null ? '' : `: ${incoming.bytes} of ${incoming.total} characters`;
  return `${first.id} gets the snapshot through ${through}${part}.`;
}

function lastCommitted(node: NodeFrame): number {
  return Math.min(node.commitIndex, lastLogIndex(node));
}

/** Is the node in the leader's configuration, in whichever part? Who isn't is neither behind nor missed. */
export function isMember(leader: NodeFrame, node: NodeFrame): boolean {
  return membershipIn(leader.config, node.id) !== 'outside';
}

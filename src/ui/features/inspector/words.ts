/** Small words of the inspector. */
import type { NodeFrame } from '../../../session/frame.ts';
import { halvesOf } from '../../../session/members/membership.ts';
import { isOldLeader, lastLogIndex } from '../../../session/selectors/cluster.ts';
import type { Frame } from '../../../session/frame.ts';
import { indexRange } from '../../../trace/narrateWords.ts';

/** Virtual time in seconds, to the millisecond: `12.480`. */
export function seconds(time: number): string {
  return (time / 1000).toFixed(3);
}

/** How long until `at`, for a line that is written every frame: `in 42 ms`, `now`. */
export function until(at: number, now: number): string {
  const left = at - now;
  if (left <= 0) return 'now';
  return left >= 10_000 ? `in ${(left / 1000).toFixed(1)} s` : `in ${Math.ceil(left)} ms`;
}

/** `follower`, `old leader`, `crashed`, `paused leader`. */
export function roleWord(node: NodeFrame, frame: Frame): string {
  if (node.status === 'down') return node.error === null ? 'crashed' : 'stopped';
  const role = isOldLeader(node, frame) ? 'old leader' : node.role === 'preCandidate' ? 'pre-candidate' : node.role;
  return node.status === 'paused' ? `paused ${role}` : role;
}

/** `S5, leader of term 4`. */
export function nodeTitle(node: NodeFrame, frame: Frame): string {
  const word = roleWord(node, frame);
  return node.role === 'leader' || node.role === 'candidate'
    ? `${node.id}, ${word} ${node.role === 'leader' ? 'of' : 'for'} term ${node.currentTerm}`
    : `${node.id}, ${word} in term ${node.currentTerm}`;
}

/** The part of the log that is on disk: `≤12, 13–18`, `none`. */
export function logOnDisk(node: NodeFrame): string {
  return ranges(node.snapshotIndex, node.snapshotIndex + 1, Math.min(node.durableIndex, lastLogIndex(node)));
}

/** The part of the log that is in memory only. */
export function logInMemory(node: NodeFrame): string {
  return ranges(0, Math.max(node.durableIndex, node.snapshotIndex) + 1, lastLogIndex(node));
}

function ranges(snapshot: number, from: number, to: number): string {
  const words = [snapshot > 0 ? `≤${snapshot}` : null, to >= from ? indexRange(from, to) : null].filter((each) => each !== null);
  return words.length === 0 ? 'none' : words.join(', ');
}

/** How many voters have answered heartbeat round `round`, per half: `2 of 3`, `2 of 3 and 1 of 2`. T6.4 */
export function confirmations(node: NodeFrame, round: number): string {
  const has = (id: string) => id === node.id || (node.progress[id]?.ackedRound ?? 0) >= round;
  return halvesOf(node.config)
    .map(({ voters, majority }) => `${voters.filter(has).length} of ${majority}`)
    .join(' and ');
}

/** 10240 as `10,240`, the same in every locale. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

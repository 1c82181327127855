/** Committing: by counting as the leader, as told as a follower. P5.3, P5.4.2 */
import { applyCommitted } from './apply.ts';
import { termAt } from './log.ts';
import { note } from './notes.ts';
import { quorumIndex } from './quorum.ts';
import { addNote, type Step } from './step.ts';
import type { LogIndex, NodeId, RaftNode } from './types.ts';
import { present } from '../base/assert.ts';

/** The leader commits what a majority holds, if it is of its own term; what lies before commits with it. P5.4.2 */
export function commitByCounting(step: Step): void {
  const { node, rules } = step;
  const index = quorumIndex(rules, node.config, copiedTo, node);
  if (index <= node.commitIndex) return;
  const entryTerm = present(termAt(node.log, index), `term of entry ${index}`);
  if (!rules.mayCommit(entryTerm, node.currentTerm)) {
    addNote(
      step,
      note('commitHeld', 'mayCommit', { index, entryTerm, currentTerm: node.currentTerm }),
    );
    return;
  }
  let copies = 0;
  for (const id of node.config.voters) if (copiedTo(id, node) >= index) copies += 1;
  const needed = rules.quorumSize(node.config.voters.length);
  const from = node.commitIndex;
  node.commitIndex = index;
  addNote(
    step,
    note('commitAdvanced', 'mayCommit', {
      from,
      to: index,
      copies,
      needed,
      leaderCommit: null,
      proven: null,
    }),
  );
  applyCommitted(step);
}

/** The last entry that `id` is known to hold on its disk. */
function copiedTo(id: NodeId, node: RaftNode): LogIndex {
  return id === node.id ? node.durableIndex : (node.progress[id]?.matchIndex ?? 0);
}

/** A follower commits what the leader says it has, as far as this message proves the logs equal. P Figure 2 */
export function commitAsTold(
  step: Step,
  leaderCommit: LogIndex,
  proven: LogIndex,
  last: LogIndex,
): void {
  const { node, rules } = step;
  const index = rules.followerCommit(leaderCommit, proven, last);
  if (index <= node.commitIndex) return;
  const from = node.commitIndex;
  node.commitIndex = index;
  addNote(
    step,
    note('commitAdvanced', 'followerCommit', {
      from,
      to: index,
      copies: null,
      needed: null,
      leaderCommit,
      proven,
    }),
  );
  applyCommitted(step);
}

/** Applying what is committed, in log order, and answering who waits for it. P5.3 */
import { present } from '../base/assert.ts';
import { applyEntry } from './applyEntry.ts';
import { entryAt } from './log.ts';
import { note } from './notes.ts';
import { addNote, answer, type Step } from './step.ts';

/** Applies everything that is committed and not yet applied. */
export function applyCommitted(step: Step): void {
  const { node } = step;
  const from = node.lastApplied + 1;
  while (node.lastApplied < node.commitIndex) {
    const index = node.lastApplied + 1;
    const entry = present(entryAt(node.log, index), `committed entry ${index}`);
    const { result, refused } = applyEntry(step, entry);
    node.lastApplied = index;
    const waiting = node.proposals[0];
    if (waiting?.index !== index) continue;
    node.proposals.shift();
    answer(step, {
      request: waiting.request,
      status: refused === null ? 'ok' : 'refused',
      result,
      reason: refused,
      leader: node.leaderId,
    });
  }
  addNote(step, note('applied', 'appliesInOrder', { from, to: node.lastApplied }));
}

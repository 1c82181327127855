/** Leadership transfer in words. T3.10 */
import { unreachable } from '../base/assert.ts';
import type { NoteNamed } from './narrateNoteWords.ts';
import { milliseconds } from './narrateWords.ts';

type HandoverNote = NoteNamed<
  'transferStarted' | 'timeoutNowSent' | 'timeoutNowTaken' | 'timeoutNowIgnored' | 'transferDone' | 'transferGivenUp'
>;

/** One note about a transfer as a sentence about `node`. */
export function narrateHandover(node: string, note: HandoverNote): string {
  switch (note.what) {
    case 'transferStarted': {
      const { target, matchIndex, lastLogIndex } = note.values;
      return matchIndex < lastLogIndex
        ? `${node} begins to hand over to ${target}: it takes no commands until ${target}, known to match up to ${matchIndex}, has all ${lastLogIndex} entries.`
        : `${node} begins to hand over to ${target}: it takes no more commands, and ${target} has its whole log, up to ${lastLogIndex}.`;
    }
    case 'timeoutNowSent':
      return `${node} tells ${note.values.target} to campaign at once: ${note.values.target} has everything in its log.`;
    case 'timeoutNowTaken':
      return `${node} doesn’t wait for its election timer: ${note.values.leader}, the leader of term ${note.values.term}, hands over to it.`;
    case 'timeoutNowIgnored':
      return `${node} ignores ${note.values.leader}’s TimeoutNow: ${whyIgnored(node, note)}.`;
    case 'transferDone':
      return `${node} has handed over: ${note.values.target} leads term ${note.values.term}.`;
    case 'transferGivenUp': {
      const { target, timeoutMs } = note.values;
      return `${node} gives up handing over to ${target}: as far as ${node} knows, it doesn’t lead after ${milliseconds(timeoutMs)}.`;
    }
    default:
      return unreachable(note);
  }
}

function whyIgnored(node: string, { values }: NoteNamed<'timeoutNowIgnored'>): string {
  const { messageTerm, currentTerm, role } = values;
  if (messageTerm < currentTerm) return `it is of term ${messageTerm}, and ${node} is in term ${currentTerm}`;
  if (role === 'leader') return 'it leads already';
  return role === 'learner' ? 'it is a learner, and can’t lead' : 'it is no voter of its own configuration';
}

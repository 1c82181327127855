/** Reads in words. T6.4 */
import { unreachable } from '../base/assert.ts';
import type { NoteNamed } from './narrateNoteWords.ts';
import { clip, counted, milliseconds, readModeWord } from './narrateWords.ts';

type ReadingNote = NoteNamed<'readStarted' | 'readWaits' | 'leaseMissing' | 'readServed'>;

/** One note about a read as a sentence about `node`. */
export function narrateReading(node: string, note: ReadingNote): string {
  switch (note.what) {
    case 'readStarted': {
      const { key, mode, readIndex, round } = note.values;
      const what = `${node} takes a ${readModeWord(mode)} read of ${clip(key, 24)}`;
      return readIndex === null
        ? `${what}: it waits until an entry of its own term is committed.`
        : `${what}: it answers when ${readIndex === 0 ? '' : `entry ${readIndex} is applied and `}a majority has confirmed in round ${round} that it still leads.`;
    }
    case 'readWaits': {
      const { commitTerm, currentTerm } = note.values;
      const last = commitTerm === 0 ? 'it has committed nothing yet' : `its last committed entry is of term ${commitTerm}`;
      return `${node} may not read from its dict yet: ${last}, and it leads term ${currentTerm}.`;
    }
    case 'leaseMissing': {
      const { leaseMs, sinceMs } = note.values;
      const why =
        sinceMs === null
          ? 'no heartbeat round that a majority answered counts for one'
          : `the last round that a majority answered began ${milliseconds(sinceMs)} ago, and a lease lasts ${milliseconds(leaseMs)}`;
      return `${node} holds no lease: ${why}. It asks a majority instead.`;
    }
    case 'readServed':
      return readServed(node, note);
    default:
      return unreachable(note);
  }
}

function readServed(node: string, { values }: NoteNamed<'readServed'>): string {
  const { key, mode, lastApplied, confirmed, needed, sinceMs, leaseMs } = values;
  const deed = `${node} reads ${clip(key, 24)} from its dict`;
  const state = lastApplied === 0 ? 'nothing is applied yet' : `it has applied up to ${lastApplied}`;
  if (confirmed !== null && needed !== null) {
    return `${deed}: ${counted(confirmed, 'voter says', 'voters say')} that it still leads, ${needed} ${needed === 1 ? 'is' : 'are'} needed, and ${state}.`;
  }
  if (sinceMs !== null && leaseMs !== null) {
    return `${deed} by its lease: the last round that a majority answered began ${milliseconds(sinceMs)} ago, and the lease lasts ${milliseconds(leaseMs)}.`;
  }
  if (mode === 'local') return `${deed} without asking anybody: ${state}, and the value may be stale.`;
  return `${deed}: ${state}.`;
}

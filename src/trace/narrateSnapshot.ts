/** Snapshots in words: taking, sending and installing them. P7, T5 */
import { unreachable } from '../base/assert.ts';
import type { NoteNamed } from './narrateNoteWords.ts';
import { characters, counted, entryRange } from './narrateWords.ts';

type SnapshotNote = NoteNamed<
  | 'snapshotTaken'
  | 'compactRefused'
  | 'snapshotSent'
  | 'chunkTaken'
  | 'chunkRefused'
  | 'snapshotInstalled'
  | 'snapshotStale'
>;

/** One note about snapshots as a sentence about `node`. */
export function narrateSnapshot(node: string, note: SnapshotNote): string {
  switch (note.what) {
    case 'snapshotTaken': {
      const { from, to, bytes } = note.values;
      return `${node} takes a snapshot through ${to}: ${counted(bytes, 'character')} stand for the log so far, and ${entryRange(from + 1, to)} ${to === from + 1 ? 'is' : 'are'} discarded.`;
    }
    case 'compactRefused': {
      const { upTo, lastApplied, snapshotIndex } = note.values;
      return upTo > lastApplied
        ? `${node} takes no snapshot through ${upTo}: it has applied ${lastApplied === 0 ? 'nothing yet' : `entries up to ${lastApplied} only`}.`
        : upTo === 0
          ? `${node} takes no snapshot: nothing is applied yet.`
          : `${node} takes no snapshot through ${upTo}: its last one reaches to ${snapshotIndex} already.`;
    }
    case 'snapshotSent':
      return snapshotSent(node, note);
    case 'chunkTaken': {
      const { leader, lastIncludedIndex, offset, bytes, done } = note.values;
      return done
        ? `${node} has all of ${leader}’s snapshot through ${lastIncludedIndex}: ${counted(offset + bytes, 'character')}.`
        : `${node} keeps ${characters(offset, bytes)} of ${leader}’s snapshot through ${lastIncludedIndex}, and asks for the next.`;
    }
    case 'chunkRefused':
      return chunkRefused(node, note);
    case 'snapshotInstalled':
      return snapshotInstalled(node, note);
    case 'snapshotStale': {
      const { lastIncludedIndex, commitIndex } = note.values;
      return `${node} needs nothing of the snapshot through ${lastIncludedIndex}: it has committed up to ${commitIndex} already.`;
    }
    default:
      return unreachable(note);
  }
}

function snapshotSent(node: string, { values }: NoteNamed<'snapshotSent'>): string {
  const { peer, lastIncludedIndex, nextIndex, offset, bytes, total } = values;
  const part = bytes < total ? `; this is ${characters(offset, bytes)} of ${total}` : '';
  if (offset > 0) return `${node} sends ${peer} the next chunk of its snapshot through ${lastIncludedIndex}: ${characters(offset, bytes)} of ${total}.`;
  return nextIndex <= lastIncludedIndex
    ? `${node} sends ${peer} its snapshot through ${lastIncludedIndex}: ${peer} needs entry ${nextIndex}, which is compacted away${part}.`
    : `${node} sends ${peer} its snapshot through ${lastIncludedIndex}: ${peer} hasn’t answered it yet${part}.`;
}

function chunkRefused(node: string, { rule, values }: NoteNamed<'chunkRefused'>): string {
  const { leader, messageTerm, currentTerm, lastIncludedIndex, offset, expected } = values;
  if (rule === 'isStale') {
    return `${node} refuses ${leader}’s snapshot: it speaks for term ${messageTerm}, and ${node} is already in term ${currentTerm}.`;
  }
  return `${node} can’t use this chunk of ${leader}’s snapshot through ${lastIncludedIndex}: it begins with character ${offset + 1}, and ${node} waits for character ${expected + 1}.`;
}

function snapshotInstalled(node: string, { values }: NoteNamed<'snapshotInstalled'>): string {
  const { lastIncludedIndex, lastIncludedTerm, haveTerm, kept, dropped } = values;
  const deed = `${node} installs the snapshot through ${lastIncludedIndex}`;
  const after = (count: number) => `the ${count === 1 ? 'entry' : `${count} entries`} after it`;
  if (haveTerm === null && dropped === 0) return `${deed}: its log ended before that, and its dict is the snapshot’s now.`;
  if (haveTerm === lastIncludedTerm) {
    const tail = kept === 0 ? 'nothing comes after it' : `${after(kept)} ${kept === 1 ? 'stays' : 'stay'}`;
    return dropped === 0
      ? `${deed}: its log has term ${haveTerm} there as well, and ${tail}.`
      : `${deed}: though its log has term ${haveTerm} there as well, ${after(dropped)} ${dropped === 1 ? 'goes' : 'go'}.`;
  }
  const there = haveTerm === null ? 'its log has nothing there' : `its log has term ${haveTerm} there, not ${lastIncludedTerm}`;
  const tail = kept > 0 ? `yet ${after(kept)} ${kept === 1 ? 'stays' : 'stay'}` : dropped === 0 ? 'all of it goes' : `${after(dropped)} ${dropped === 1 ? 'goes' : 'go'} as well`;
  return `${deed}: ${there}, and ${tail}.`.replace('and yet', 'yet');
}

/** Client sessions in words. T6.3 */
import { unreachable } from '../base/assert.ts';
import type { NoteNamed } from './narrateNoteWords.ts';
import { clip } from './narrateWords.ts';

type SessionNote = NoteNamed<'sessionOpened' | 'sessionExpired' | 'commandRepeated' | 'sessionRefused'>;

/** One note about a client's session as a sentence about `node`. */
export function narrateSession(node: string, note: SessionNote): string {
  const client = clip(note.values.client, 24);
  const { index } = note.values;
  switch (note.what) {
    case 'sessionOpened':
      return `${node} opens a session for ${client}: entry ${index} is its first command.`;
    case 'sessionExpired':
      return `${node} lets the session of ${client} expire: it was used last at entry ${note.values.usedAt}, longer ago than any other.`;
    case 'commandRepeated': {
      const { seq, lastSeq } = note.values;
      return `${node} doesn’t apply entry ${index} again: it is command ${seq} of ${client}, whose session has had command ${lastSeq}; the answer of then is given.`;
    }
    case 'sessionRefused':
      return `${node} doesn’t apply entry ${index}: ${note.values.reason}.`;
    default:
      return unreachable(note);
  }
}

/** Which reasons are marks of their own on a lane. P6, P7, T3.10, T9.6 */
import type { Note } from '../../raft/notes.ts';
import type { MilestoneMark } from './timeline.ts';

/** What `note` puts on its node's lane; null: nothing. */
export function milestoneOf(note: Note): Pick<MilestoneMark, 'kind' | 'index'> | null {
  switch (note.what) {
    case 'preVoteStarted':
      return { kind: 'preVote', index: null };
    case 'snapshotTaken':
      return { kind: 'snapshot', index: note.values.to };
    case 'snapshotInstalled':
      return { kind: 'installed', index: note.values.lastIncludedIndex };
    case 'configInForce':
    case 'configReverted':
      return { kind: note.values.config.votersOutgoing.length > 0 ? 'joint' : 'config', index: note.values.index };
    case 'timeoutNowSent':
      return { kind: 'handover', index: null };
    default:
      return null;
  }
}

/** Entries that will be removed, as runs of neighbouring rows: what the note beside the log matrix says. */
import type { LogIndex, NodeId } from '../../raft/types.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import {
  committedIndex,
  committedTermAt,
  doomedFrom,
  entryAt,
  lastLogIndex,
  newestLeader,
  votesNeeded,
} from './cluster.ts';
import { votersOf } from './copies.ts';

export interface DoomedRun {
  /** Rows of the first and last node, counted in cluster order from 0. */
  readonly fromRow: number;
  readonly toRow: number;
  /** The first doomed index, and the last one of any of these nodes. */
  readonly from: LogIndex;
  readonly to: LogIndex;
  /** Voters with the first doomed entry in their log, of so many. */
  readonly copies: number;
  readonly voters: number;
  /**
   * `never`: another entry is committed there and these are too few.
   * `many`: a majority held them, and still another entry is committed (P5.4.2, Figure 8).
   * `leader`: nothing is committed there yet, but this leader's log differs and will replace them.
   */
  readonly why: 'never' | 'many' | 'leader';
  readonly leader: NodeId | null;
}

/** The runs, top to bottom. Neighbours belong together when the same entry is the first they will lose. */
export function doomedRuns(frame: Frame): DoomedRun[] {
  const runs: DoomedRun[] = [];
  frame.nodes.forEach((node, row) => {
    const from = doomedFrom(frame, node);
    if (from === Infinity) return;
    const to = lastLogIndex(node);
    const before = runs.at(-1);
    if (before !== undefined && before.toRow === row - 1 && sameEntry(frame, before, node, from)) {
      runs[runs.length - 1] = { ...before, toRow: row, to: Math.max(before.to, to) };
      return;
    }
    runs.push({ fromRow: row, toRow: row, from, to, ...judge(frame, node, from) });
  });
  return runs;
}

function sameEntry(frame: Frame, run: DoomedRun, node: NodeFrame, from: LogIndex): boolean {
  const other = frame.nodes[run.fromRow];
  return run.from === from && other !== undefined && termOf(other, from) === termOf(node, from);
}

function judge(frame: Frame, node: NodeFrame, from: LogIndex): Pick<DoomedRun, 'copies' | 'voters' | 'why' | 'leader'> {
  const voters = votersOf(frame);
  const copies = voters.filter((voter) => termOf(voter, from) === termOf(node, from)).length;
  const leader = newestLeader(frame);
  const decided = from <= committedIndex(frame) && committedTermAt(frame, from) !== termOf(node, from);
  if (!decided) return { copies, voters: voters.length, why: 'leader', leader: leader?.id ?? null };
  const many = copies >= votesNeeded(node.config);
  return { copies, voters: voters.length, why: many ? 'many' : 'never', leader: leader?.id ?? null };
}

function termOf(node: NodeFrame, index: LogIndex): number | null {
  return entryAt(node, index)?.term ?? null;
}

// Prepared starts in the paper's short form: a log is a list of terms.

import type { Entry } from '../raft/types.ts';
import { freshNode, type PreparedNode } from '../trace/run.ts';

/** No-ops with these terms, from index 1 on. */
export const terms = (...of: number[]): Entry[] => of.map((term, i) => ({ index: i + 1, term, command: null }));

/** Nodes in `term` with these logs; S1 knows the first `committed` entries to be committed. */
export function prepared(term: number, logs: readonly (readonly Entry[])[], committed = 0): PreparedNode[] {
  return logs.map((log, i) => ({
    ...freshNode(`S${i + 1}`),
    term,
    log,
    commitIndex: i === 0 ? committed : 0,
  }));
}

/** Ready-made comparisons: a scenario, and the one option in which a second cluster differs. A new one is a file and an entry here. */
import type { RaftOptions } from '../raft/types.ts';
import backtracking from './comparisons/backtracking.json' with { type: 'json' };
import checkQuorum from './comparisons/check-quorum.json' with { type: 'json' };
import membership from './comparisons/membership.json' with { type: 'json' };
import noOp from './comparisons/no-op.json' with { type: 'json' };
import pipelining from './comparisons/pipelining.json' with { type: 'json' };
import preVote from './comparisons/pre-vote.json' with { type: 'json' };

export interface ReadyComparison {
  /** Its file's name. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The document of the first cluster as text. */
  readonly text: string;
  /** What is different in the second. */
  readonly options: Partial<RaftOptions>;
}

/** All of them, in the order in which a reader should meet them. */
export const comparisons: readonly ReadyComparison[] = [
  ready('pre-vote', preVote, { preVote: true }),
  ready('check-quorum', checkQuorum, { checkQuorum: true }),
  ready('no-op', noOp, { noOpOnElection: true }),
  ready('backtracking', backtracking, { fastBacktracking: true }),
  ready('pipelining', pipelining, { maxInflightAppends: null }),
  ready('membership', membership, { membership: 'joint' }),
];

function ready(
  id: string,
  document: { readonly name: string; readonly description: string },
  options: Partial<RaftOptions>,
): ReadyComparison {
  return { id, name: document.name, description: document.description, text: JSON.stringify(document), options };
}

import { type Check, consumedIn, isQuorum, nodesOf } from './format.ts';

/** T9.6: a pre-vote changes neither term nor vote, and nobody raises the term without a majority's, unless its leader hands over. */
export function preVotesChangeNothing(): Check {
  let preVote = false;
  return function* ({ line, before }) {
    if (before === null) preVote = line.run?.cluster.options?.preVote ?? false;
    const came = consumedIn(line);
    for (const { id, node } of nodesOf(line)) {
      const was = before?.nodes[id];
      if (was?.up !== true || !node.up) continue;
      const isSame = node.term === was.term && node.votedFor === was.votedFor;
      if (came?.type === 'PreVote' && !isSame) yield `${id} hears a PreVote and changes its term or vote`;
      if (node.role === 'preCandidate' && was.role !== 'preCandidate' && node.term !== was.term && came === null) {
        yield `${id} asks whether it could win and raises its term to ${node.term}`;
      }
      if (!preVote || node.role !== 'candidate' || node.term === was.term || came?.type === 'TimeoutNow') continue;
      const yes = new Set([id]);
      if (was.role === 'preCandidate') {
        for (const voter of was.votesGranted) yes.add(voter);
        if (came?.type === 'PreVoteReply' && came.voteGranted === true && came.forTerm === node.term) yes.add(came.from);
      }
      if (!isQuorum(was.config, (voter) => yes.has(voter))) yield `${id} campaigns with the pre-votes of ${[...yes].join(' ')}`;
    }
  };
}

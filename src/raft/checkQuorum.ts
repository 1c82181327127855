/** A leader that hears no majority steps down; a node that hears a leader takes no part in elections. T6.2, P6, T4.2.3 */
import { majorityHeardAt } from './leadership.ts';
import { note } from './notes.ts';
import { allVoters } from './quorum.ts';
import { becomeFollower } from './roles.ts';
import type { StickinessFacts } from './rules.ts';
import { addNote, type Step } from './step.ts';
import type { RequestVote } from './types.ts';

/** What this node knows about a leader of today, its own leadership included. */
export function stickiness(step: Step): StickinessFacts {
  const { node, now } = step;
  const [leastTimeoutMs] = node.options.electionTimeoutMs;
  if (node.role === 'leader') return { heardMsAgo: now - majorityHeardAt(step), leastTimeoutMs };
  const believesNone = node.role === 'candidate' || node.role === 'preCandidate' || node.leaderHeardAt === null;
  return { heardMsAgo: believesNone ? null : now - (node.leaderHeardAt ?? 0), leastTimeoutMs };
}

/** Is this request to be passed over in silence, its term with it? Not if the leader itself asked for the election (T3.10). */
export function ignoresVoteRequest(step: Step, message: RequestVote): boolean {
  const { node, rules } = step;
  if (!node.options.checkQuorum || message.transfer || message.term < node.currentTerm) return false;
  const facts = stickiness(step);
  if (facts.heardMsAgo === null || !rules.ignoresVoteRequest(facts)) return false;
  addNote(
    step,
    note('voteIgnored', 'ignoresVoteRequest', {
      candidate: message.from,
      messageTerm: message.term,
      currentTerm: node.currentTerm,
      leader: node.leaderId,
      heardMsAgo: facts.heardMsAgo,
      leastTimeoutMs: facts.leastTimeoutMs,
    }),
  );
  return true;
}

/** The time to look has come: if no majority was heard within the least election timeout, this node leads nobody. T6.2 */
export function lookForQuorum(step: Step): void {
  const { node, rules, now } = step;
  if (node.quorumDeadline === null || node.quorumDeadline > now) return;
  const [timeoutMs] = node.options.electionTimeoutMs;
  const heardAt = majorityHeardAt(step);
  if (heardAt + timeoutMs > now) {
    node.quorumDeadline = heardAt + timeoutMs;
    return;
  }
  const heard = allVoters(node.config).filter(
    (id) => id === node.id || (node.progress[id]?.heardAt ?? 0) + timeoutMs > now,
  ).length;
  const needed = rules.quorumSize(node.config.voters.length);
  addNote(step, note('quorumLost', 'checkQuorum', { term: node.currentTerm, heard, needed, timeoutMs }));
  becomeFollower(step, node.currentTerm);
}

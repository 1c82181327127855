/**
 * The second half of invariant 12: asking for and giving pre-votes changes
 * neither term nor vote, and with PreVote on nobody campaigns who could not
 * win. T9.6
 */
import type { NodeId, PreVoteReply } from '../raft/types.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { SeenNode } from './logView.ts';
import { hasQuorum } from './quorums.ts';
import type { Scene } from './scene.ts';
import type { Shadow } from './shadow.ts';

/** `s`'s node handles an answer to its pre-vote: keeps who would vote for it. */
export function notePreVote(s: Shadow, { from, forTerm, voteGranted }: PreVoteReply): void {
  if (s.role !== 'preCandidate' || !voteGranted || forTerm !== s.currentTerm + 1) return;
  if (!s.preVotes.includes(from)) s.preVotes = [...s.preVotes, from];
}

/** Term or vote of `n` have changed by `event`. */
export function checkPreVote(scene: Scene, s: Shadow, n: SeenNode, event: TraceEvent): void {
  const message = event.kind === 'deliver' ? (event.message?.message ?? null) : null;
  const type = message?.type ?? null;
  if (type === 'PreVote') {
    reportChanged(scene, s, n, 'answered a PreVote');
    return;
  }
  const campaigns = n.currentTerm > s.currentTerm && n.votedFor === n.id;
  if (message?.type === 'PreVoteReply' && !campaigns) {
    // What it may learn is a later term.
    const learned = n.currentTerm === message.term && n.currentTerm > s.currentTerm && n.votedFor === null;
    if (!learned) reportChanged(scene, s, n, 'heard an answer to its pre-vote');
    return;
  }
  // A leader that hands over has no need to ask (T3.10).
  if (campaigns && n.options.preVote && type !== 'TimeoutNow') checkCampaign(scene, s, n);
}

function checkCampaign(scene: Scene, s: Shadow, n: SeenNode): void {
  const config = s.config ?? n.config;
  const has = (id: NodeId): boolean => id === n.id || s.preVotes.includes(id);
  if (hasQuorum(config, has)) return;
  const would = [...new Set([...config.voters, ...config.votersOutgoing])].filter(has);
  const detail = `${n.id} campaigns in term ${n.currentTerm} with PreVote on, but only ${would.join(', ') || 'nobody'} would have voted for it.`;
  scene.report('Votes For Oneself', detail, [n.id], null);
}

function reportChanged(scene: Scene, s: Shadow, n: SeenNode, did: string): void {
  const vote = (votedFor: NodeId | null): string => (votedFor === null ? 'no vote' : `a vote for ${votedFor}`);
  const detail = `${n.id} ${did} and went from term ${s.currentTerm} and ${vote(s.votedFor)} to term ${n.currentTerm} and ${vote(n.votedFor)}.`;
  scene.report('Votes For Oneself', detail, [n.id], null);
}

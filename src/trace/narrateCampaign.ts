/** Pre-votes, requests that are passed over, and leaders that hear no majority, in words. T9.6, T6.2, T4.2.3 */
import { unreachable } from '../base/assert.ts';
import type { PreVoteValues } from '../raft/notes.ts';
import type { TraceEvent } from './event.ts';
import { fires, logEnds, NOT_BOTH, type NoteNamed } from './narrateNoteWords.ts';
import { counted, milliseconds, named } from './narrateWords.ts';

type CampaignNote = NoteNamed<
  | 'preVoteStarted'
  | 'preVoteGranted'
  | 'preVoteRefused'
  | 'preVoteDropped'
  | 'preVoteCounted'
  | 'voteIgnored'
  | 'quorumLost'
>;

/** One note about campaigning as a sentence. */
export function narrateCampaign(event: TraceEvent, note: CampaignNote): string {
  const node = named(event.node);
  switch (note.what) {
    case 'preVoteStarted': {
      const { term, proposedTerm } = note.values;
      return `${fires(event, 'election')}: it asks whether it could win term ${proposedTerm}, and stays in term ${term} meanwhile.`;
    }
    case 'preVoteGranted': {
      const { candidate, proposedTerm } = note.values;
      return `${node} would vote for ${candidate} in term ${proposedTerm}: ${logEnds(note.values)}.`;
    }
    case 'preVoteRefused': {
      const { candidate, proposedTerm } = note.values;
      return `${node} would not vote for ${candidate} in term ${proposedTerm}: ${whyNoPreVote(node, note)}.`;
    }
    case 'preVoteDropped': {
      const { candidate, proposedTerm, currentTerm } = note.values;
      return `${node} drops ${candidate}’s pre-vote without an answer: it is about term ${proposedTerm}, and ${node} is in term ${currentTerm}.`;
    }
    case 'preVoteCounted':
      return preVoteCounted(event, note);
    case 'voteIgnored':
      return voteIgnored(node, note);
    case 'quorumLost': {
      const { heard, needed, timeoutMs } = note.values;
      const how =
        heard < needed
          ? `within ${milliseconds(timeoutMs)} it heard ${counted(heard, 'voter')}, itself included, and needs ${needed}`
          : `within ${milliseconds(timeoutMs)} it heard no majority of one half of the joint configuration`;
      return `${node} gives up leading term ${note.values.term}: ${how}.`;
    }
    default:
      return unreachable(note);
  }
}

/** Since when a leader was last heard, against how long that counts: `20 ms ago, less than 150 ms`. */
function heard(values: Pick<PreVoteValues, 'heardMsAgo' | 'leastTimeoutMs'>): string {
  return `${milliseconds(values.heardMsAgo ?? 0)} ago, less than ${milliseconds(values.leastTimeoutMs)}`;
}

function whyNoPreVote(node: string, { rule, values }: NoteNamed<'preVoteRefused'>): string {
  if (rule === 'isStale') return `${node} is already in term ${values.currentTerm}`;
  if (rule === 'ignoresVoteRequest') return `it heard a leader ${heard(values)}`;
  if (rule === 'mayVoteFor') return `in that term it has already voted for another`;
  if (rule === 'mayGrantVotes') return 'it takes itself for a learner, which has no vote';
  return logEnds(values);
}

function preVoteCounted(event: TraceEvent, { values }: NoteNamed<'preVoteCounted'>): string {
  const node = named(event.node);
  const { voter, granted, votes, needed, proposedTerm } = values;
  const campaigns = event.notes.some(({ what }) => what === 'electionStarted');
  if (votes >= needed && !campaigns) return `${node} counts ${voter === node ? 'itself' : `${voter}’s answer`}: it has ${votes} pre-votes, but ${NOT_BOTH}.`;
  const so = `${votes} of the ${needed} it needs to campaign for term ${proposedTerm}`;
  if (voter === node) return `${node} would vote for itself: it has ${so}.`;
  return granted ? `${node} counts ${voter}’s pre-vote: it has ${so}.` : `${node} gets no pre-vote from ${voter}: it still has ${so}.`;
}

function voteIgnored(node: string, { values }: NoteNamed<'voteIgnored'>): string {
  const { candidate, messageTerm, leader } = values;
  const why =
    leader === node
      ? `it leads, and a majority answered it ${heard(values)}`
      : leader === null
        ? `it came up or heard a leader ${heard(values)}`
        : `it heard ${leader} lead ${heard(values)}`;
  return `${node} ignores ${candidate}’s vote request of term ${messageTerm}: ${why}.`;
}

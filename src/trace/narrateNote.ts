/**
 * One note, one sentence. A sentence says who did what and, after the colon,
 * the reason with its numbers, so that it can stand alone in a feed.
 */
import { unreachable } from '../base/assert.ts';
import type { Note, NoteValues } from '../raft/notes.ts';
import type { TraceEvent } from './event.ts';
import { formatCommand } from './narrateCommand.ts';
import { narrateCampaign } from './narrateCampaign.ts';
import { narrateHandover } from './narrateHandover.ts';
import { narrateMembers } from './narrateMembers.ts';
import { messageNoun } from './narrateMessage.ts';
import { narrateReading } from './narrateReading.ts';
import { narrateSession } from './narrateSession.ts';
import { narrateSnapshot } from './narrateSnapshot.ts';
import { fires, logEnds, NOT_BOTH, type NoteNamed } from './narrateNoteWords.ts';
import { clip, counted, entryRange, listed, named, requestNoun, roleWord } from './narrateWords.ts';

/** `note` as a sentence about the node of `event`. */
export function narrateNote(event: TraceEvent, note: Note): string {
  const node = named(event.node);
  switch (note.what) {
    case 'electionStarted':
      return electionStarted(event, note.values);
    case 'campaignIgnored':
      return note.values.voter
        ? `${node} doesn’t campaign: it is ${note.values.role === 'leader' ? 'already the leader' : `a ${roleWord(note.values.role)}`}.`
        : `${node} doesn’t campaign: it is no voter of its own configuration.`;
    case 'becameLeader':
      return becameLeader(node, note.values);
    case 'steppedDown':
      return steppedDown(event, note.values, note.rule === 'removedLeader');
    case 'heartbeatSent':
      return heartbeatSent(event, note.values);
    case 'leaderKnown':
      return `${node} now knows ${note.values.leader} as the leader of term ${note.values.term}.`;
    case 'voteGranted':
    case 'voteRefused':
    case 'voteCounted':
    case 'replyIgnored':
      return narrateVoting(event, note);
    case 'heartbeatAccepted':
    case 'appendRefused':
    case 'truncated':
    case 'appended':
    case 'durable':
      return narrateFollowing(node, note);
    case 'proposed':
    case 'proposalRefused':
    case 'proposalLost':
      return narrateProposal(event, note);
    case 'matchAdvanced':
    case 'ackStale':
    case 'rolledBack':
      return narrateProgress(node, note);
    case 'commitAdvanced':
    case 'commitHeld':
    case 'applied':
      return narrateCommit(node, note);
    case 'preVoteStarted':
    case 'preVoteGranted':
    case 'preVoteRefused':
    case 'preVoteDropped':
    case 'preVoteCounted':
    case 'voteIgnored':
    case 'quorumLost':
      return narrateCampaign(event, note);
    case 'transferStarted':
    case 'timeoutNowSent':
    case 'timeoutNowTaken':
    case 'timeoutNowIgnored':
    case 'transferDone':
    case 'transferGivenUp':
      return narrateHandover(node, note);
    case 'snapshotTaken':
    case 'compactRefused':
    case 'snapshotSent':
    case 'chunkTaken':
    case 'chunkRefused':
    case 'snapshotInstalled':
    case 'snapshotStale':
      return narrateSnapshot(node, note);
    case 'configInForce':
    case 'configReverted':
    case 'catchUpStarted':
    case 'caughtUp':
    case 'catchUpGivenUp':
    case 'changeDone':
      return narrateMembers(node, note);
    case 'readStarted':
    case 'readWaits':
    case 'leaseMissing':
    case 'readServed':
      return narrateReading(node, note);
    case 'sessionOpened':
    case 'sessionExpired':
    case 'commandRepeated':
    case 'sessionRefused':
      return narrateSession(node, note);
    case 'requestRefused':
    case 'requestLost':
      return narrateRequest(node, note);
    default:
      return unreachable(note);
  }
}

/** An election begins with a timer, with a pre-vote that was won, or because the leader asks for it. */
function electionStarted(event: TraceEvent, { term }: NoteValues['electionStarted']): string {
  const message = event.message?.message;
  const then = `it becomes a candidate for term ${term} and votes for itself`;
  if (message?.type === 'PreVoteReply') return `${named(event.node)} has won its pre-vote: ${then}.`;
  if (message?.type === 'TimeoutNow') return `${named(event.node)} campaigns because ${message.from} hands over: ${then}.`;
  return `${fires(event, 'election')}: ${then}.`;
}

function becameLeader(node: string, { term, votes, needed }: NoteValues['becameLeader']): string {
  // One majority is complete with its last vote; only of two there can be votes to spare.
  if (votes > needed) return `${node} becomes leader of term ${term} with ${votes} votes: a majority of both halves of the joint configuration.`;
  if (needed === 1) return `${node} becomes leader of term ${term}: its own vote is all it needs.`;
  return `${node} becomes leader of term ${term} with ${votes} of the ${needed} votes it needs.`;
}

function heartbeatSent(event: TraceEvent, { peers }: NoteValues['heartbeatSent']): string {
  const to = event.sent
    .filter((envelope) => envelope.message.type === 'AppendEntries')
    .map((envelope) => envelope.message.to);
  // A message may be counted twice here when the network copies it at once.
  const whom = to.length > 0 ? listed([...new Set(to)]) : counted(peers, 'other node');
  if (peers === 0) return `${fires(event, 'heartbeat')}: there is nobody to send to.`;
  return event.kind === 'timer' || event.command?.type === 'heartbeat'
    ? `${fires(event, 'heartbeat')}: it sends AppendEntries to ${whom}.`
    : `${named(event.node)} sends AppendEntries to ${whom}.`;
}

function steppedDown(event: TraceEvent, values: NoteValues['steppedDown'], removed: boolean): string {
  const node = named(event.node);
  const { from, currentTerm, messageTerm } = values;
  const message = event.message?.message;
  const source = message === undefined ? 'a message' : `${message.from}’s ${messageNoun(message)}`;
  if (removed) return `${node} steps down: it is no voter of the configuration that is committed now.`;
  if (from === 'leader') {
    return `${node} steps down: ${source} carries term ${messageTerm}, and ${node} led term ${currentTerm}.`;
  }
  const attempt = from === 'preCandidate' ? 'its pre-vote' : 'its candidacy';
  if (messageTerm === currentTerm) {
    return `${node} gives up ${attempt}: ${source} shows that term ${messageTerm} has a leader.`;
  }
  if (from === 'preCandidate') {
    return `${node} gives up ${attempt}: ${source} carries term ${messageTerm}, and ${node} was in term ${currentTerm}.`;
  }
  if (from === 'candidate') {
    return `${node} gives up its candidacy for term ${currentTerm}: ${source} carries term ${messageTerm}.`;
  }
  return `${node} takes over term ${messageTerm} from ${source}: it was in term ${currentTerm}.`;
}

function narrateVoting(
  event: TraceEvent,
  note: NoteNamed<'voteGranted' | 'voteRefused' | 'voteCounted' | 'replyIgnored'>,
): string {
  const node = named(event.node);
  switch (note.what) {
    case 'voteGranted':
      return `${node} votes for ${note.values.candidate} in term ${note.values.messageTerm}: ${logEnds(note.values)}.`;
    case 'voteRefused':
      return `${node} refuses ${note.values.candidate} its vote: ${whyNoVote(node, note)}.`;
    case 'voteCounted': {
      const { voter, granted, votes, needed } = note.values;
      if (votes >= needed && !led(event)) return `${node} counts ${voter === node ? 'its own vote' : `${voter}’s answer`}: it has ${votes} votes, but ${NOT_BOTH}.`;
      if (voter === node) return `${node} counts its own vote, now that it is on disk: it has ${votes} of the ${needed} it needs.`;
      return granted
        ? `${node} counts ${voter}’s vote: it has ${votes} of the ${needed} it needs.`
        : `${node} gets no vote from ${voter}: it still has ${votes} of the ${needed} it needs.`;
    }
    case 'replyIgnored': {
      const { peer, replyTerm, currentTerm, role } = note.values;
      return replyTerm === currentTerm
        ? note.rule === 'isStale' && role === 'leader'
          ? `${node} ignores ${peer}’s reply: ${peer} is not in its configuration.`
          : `${node} ignores ${peer}’s reply: as ${roleWord(role)} it isn’t waiting for one.`
        : `${node} ignores ${peer}’s reply: it is of term ${replyTerm}, and ${node} is in term ${currentTerm}.`;
    }
    default:
      return unreachable(note);
  }
}

function led(event: TraceEvent): boolean {
  return event.notes.some(({ what }) => what === 'becameLeader');
}

function whyNoVote(node: string, { rule, values }: NoteNamed<'voteRefused'>): string {
  if (rule === 'isStale' || values.messageTerm < values.currentTerm) {
    return `the request is of term ${values.messageTerm}, and ${node} is already in term ${values.currentTerm}`;
  }
  if (rule === 'mayVoteFor' && values.votedFor !== null) {
    const voted = values.votedFor === node ? 'itself' : values.votedFor;
    return `in term ${values.currentTerm} it has already voted for ${voted}`;
  }
  if (rule === 'mayGrantVotes') return 'it takes itself for a learner, which has no vote';
  return logEnds(values);
}

function narrateFollowing(
  node: string,
  note: NoteNamed<'heartbeatAccepted' | 'appendRefused' | 'truncated' | 'appended' | 'durable'>,
): string {
  switch (note.what) {
    case 'heartbeatAccepted':
      return `${node} accepts ${note.values.leader}’s heartbeat of term ${note.values.term}.`;
    case 'appendRefused':
      return `${node} refuses ${note.values.leader}’s AppendEntries: ${whyNoAppend(node, note)}.`;
    case 'truncated': {
      const { from, to, haveTerm, newTerm } = note.values;
      return `${node} deletes ${entryRange(from, to)}: at ${from} it has term ${haveTerm}, and the leader has term ${newTerm}.`;
    }
    case 'appended': {
      const { from, to, already } = note.values;
      if (to < from) return `${node} already has ${already === 1 ? 'that entry' : `all ${already} entries`}: nothing to append.`;
      return `${node} appends ${entryRange(from, to)}${already > 0 ? `: the first ${already} it already had` : ''}.`;
    }
    case 'durable':
      return `${node}’s disk has its log up to ${note.values.lastIndex}.`;
    default:
      return unreachable(note);
  }
}

function whyNoAppend(node: string, { rule, values }: NoteNamed<'appendRefused'>): string {
  const { messageTerm, currentTerm, prevLogIndex, prevLogTerm, haveTerm, lastLogIndex } = values;
  if (rule === 'isStale' || messageTerm < currentTerm) {
    return `it speaks for term ${messageTerm}, and ${node} is already in term ${currentTerm}`;
  }
  if (haveTerm === null) {
    return `it builds on entry ${prevLogIndex}, and ${node}’s log ${lastLogIndex === 0 ? 'is empty' : `ends at ${lastLogIndex}`}`;
  }
  return `it builds on entry ${prevLogIndex} of term ${prevLogTerm}, and ${node} has term ${haveTerm} there`;
}

function narrateProposal(
  event: TraceEvent,
  note: NoteNamed<'proposed' | 'proposalRefused' | 'proposalLost'>,
): string {
  const node = named(event.node);
  switch (note.what) {
    case 'proposed': {
      const { index, term } = note.values;
      return `${node} appends ${appendedWords(event, note)} at index ${index} in term ${term}.`;
    }
    case 'proposalRefused': {
      const { leader, role } = note.values;
      const others = leader === null ? 'knows no leader' : `names ${leader}`;
      return `${node} refuses the client: it is ${role === 'leader' ? 'no longer able to lead' : `a ${roleWord(role)}`} and ${others}.`;
    }
    case 'proposalLost':
      return `${node} can’t tell its client what becomes of entry ${note.values.index}: it no longer leads.`;
    default:
      return unreachable(note);
  }
}

/** What was appended: the entry itself goes to the disk in the same event. */
function appendedWords(event: TraceEvent, { rule, values }: NoteNamed<'proposed'>): string {
  const entry = event.persist.flatMap(({ append }) => append).find(({ index }) => index === values.index);
  if (entry !== undefined && entry.command !== null) return clip(formatCommand(entry.command));
  if (rule === 'configTakesEffect') return 'a configuration';
  if (values.request === null) return 'a no-op';
  if (event.command?.type === 'propose') return clip(formatCommand(event.command.command));
  return event.command?.type === 'read' ? 'the read' : 'the client’s command';
}

function narrateRequest(node: string, note: NoteNamed<'requestRefused' | 'requestLost'>): string {
  const { op } = note.values;
  if (note.what === 'requestRefused') return `${node} refuses the ${requestNoun(op)}: ${note.values.reason}.`;
  return op === 'read'
    ? `${node} drops its client’s read: it no longer leads, and nobody was told anything.`
    : `${node} can’t tell what becomes of the ${requestNoun(op)}: it no longer leads.`;
}

function narrateProgress(
  node: string,
  note: NoteNamed<'matchAdvanced' | 'ackStale' | 'rolledBack'>,
): string {
  switch (note.what) {
    case 'matchAdvanced': {
      const { peer, from, to } = note.values;
      return `${node} learns that ${peer} holds its log up to ${to}: matchIndex was ${from}.`;
    }
    case 'ackStale': {
      const { peer, acked, matchIndex } = note.values;
      if (note.rule === 'backtrack') return `${node} ignores ${peer}’s refusal: the question about entry ${acked} is settled.`;
      return `${node} learns nothing new: ${peer} acknowledges ${acked}, and matchIndex is ${matchIndex}.`;
    }
    case 'rolledBack': {
      const { peer, from, to, rollbacks } = note.values;
      return `${node} moves nextIndex for ${peer} back from ${from} to ${to}: ${theirEnd(peer, note.values)}; roll-back ${rollbacks}.`;
    }
    default:
      return unreachable(note);
  }
}

function theirEnd(peer: string, { conflictTerm, conflictIndex }: NoteValues['rolledBack']): string {
  return conflictTerm === null
    ? `${peer}’s log ends at ${conflictIndex - 1}`
    : `${peer} has term ${conflictTerm} there, from ${conflictIndex} on`;
}

function narrateCommit(
  node: string,
  note: NoteNamed<'commitAdvanced' | 'commitHeld' | 'applied'>,
): string {
  switch (note.what) {
    case 'commitAdvanced': {
      const { from, to, copies, needed, leaderCommit, proven } = note.values;
      const range = entryRange(from + 1, to);
      if (copies !== null && needed !== null) {
        return `${node} commits ${range}: ${counted(copies, 'node holds', 'nodes hold')} ${to}, and ${needed} ${needed === 1 ? 'is' : 'are'} needed.`;
      }
      return `${node} learns that ${range} ${to === from + 1 ? 'is' : 'are'} committed: the leader has committed ${leaderCommit ?? to}, and the logs agree up to ${proven ?? to}.`;
    }
    case 'commitHeld': {
      const { index, entryTerm, currentTerm } = note.values;
      return `${node} may not commit entry ${index} by counting: it is of term ${entryTerm}, and ${node} leads term ${currentTerm}.`;
    }
    case 'applied': {
      const { from, to } = note.values;
      return `${node} applies ${entryRange(from, to)} to its dict.`;
    }
    default:
      return unreachable(note);
  }
}

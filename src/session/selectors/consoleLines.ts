/**
 * One console per node, as the lab's `tail -f` showed it: a line for what the
 * node became, wrote, committed and applied, and `Leader is now: …` whenever
 * its belief about that changes. Read from events alone; entries' commands are
 * looked up in the logs of the frame.
 */
import type { Note } from '../../raft/notes.ts';
import type { Entry, LogIndex, NodeId } from '../../raft/types.ts';
import type { EventId, TraceEvent, VirtualMs } from '../../trace/event.ts';
import { formatCommand } from '../../trace/narrateCommand.ts';
import { clip, indexRange } from '../../trace/narrateWords.ts';
import { featureLine } from './consoleNotes.ts';

export interface ConsoleLine {
  readonly event: EventId;
  readonly time: VirtualMs;
  readonly text: string;
  /** `leader`: who leads, in this node's belief. `role`: what it became. `bad`: crash or loss. `data`: log and dict. */
  readonly tone: 'leader' | 'role' | 'bad' | 'data' | 'plain';
}

/** Whom a node believes to lead; undefined: nothing has been heard of that yet. */
export type Belief = NodeId | null | undefined;

/** Stands for a belief from before the events that are at hand; no node is called that. */
export const OUT_OF_REACH: Belief = '';

/** Finds an entry in some log, for its command. */
export type EntryLookup = (node: NodeId, index: LogIndex) => Entry | null;

/** The lines that `event` adds to its node's console, and what the node believes afterwards. */
export function linesOf(event: TraceEvent, before: Belief, lookup: EntryLookup): { lines: ConsoleLine[]; belief: Belief } {
  const { node } = event;
  if (node === null) return { lines: [], belief: before };
  const said: [ConsoleLine['tone'], string][] = [];
  let belief: Belief = before;
  const process = processLine(event);
  if (process !== null) {
    said.push(process);
    if (event.command?.type !== 'pause' && event.command?.type !== 'resume') belief = undefined;
  }
  for (const note of event.notes) {
    belief = believes(note, node, belief);
    const line = noteLine(event, note, lookup);
    if (line !== null) said.push(line);
  }
  // Before anybody is known to lead, nobody leading is no news.
  const news = belief !== before && belief !== undefined && (belief !== null || before !== undefined);
  if (news) said.push(['leader', `Leader is now: ${belief ?? 'None'}`]);
  const lines = said.map(([tone, text]) => ({ event: event.id, time: event.time, text, tone }));
  return { lines, belief };
}

function believes(note: Note, node: NodeId, before: Belief): Belief {
  switch (note.what) {
    case 'becameLeader':
      return node;
    case 'leaderKnown':
      return note.values.leader;
    case 'electionStarted':
    case 'preVoteStarted':
    case 'steppedDown':
    case 'quorumLost':
      return null;
    default:
      return before;
  }
}

/** What happened to the process itself. */
function processLine(event: TraceEvent): [ConsoleLine['tone'], string] | null {
  if (event.error !== null && event.kind !== 'command') return ['bad', `Stopped: ${event.error}`];
  if (event.error !== null) return null;
  switch (event.command?.type) {
    case 'crash':
      return ['bad', 'Crashed'];
    case 'restart':
      return ['role', 'Started from disk, as follower'];
    case 'addNode':
      return ['role', 'Started with an empty disk'];
    case 'pause':
      return ['plain', 'Paused'];
    case 'resume':
      return ['plain', 'Going on'];
    default:
      return null;
  }
}

function noteLine(event: TraceEvent, note: Note, lookup: EntryLookup): [ConsoleLine['tone'], string] | null {
  const node = event.node ?? '';
  switch (note.what) {
    case 'electionStarted':
      return ['role', `${whyElection(event)}: candidate for term ${note.values.term}`];
    case 'becameLeader':
      return ['role', `Leader of term ${note.values.term}, with ${note.values.votes} ${note.values.votes === 1 ? 'vote' : 'votes'}`];
    case 'steppedDown':
      if (note.rule === 'removedLeader') return ['role', `Follower in term ${note.values.currentTerm}: removed from the members`];
      return note.values.from === 'leader' || note.values.from === 'candidate'
        ? ['role', `Follower in term ${note.values.messageTerm}, was ${note.values.from} of term ${note.values.currentTerm}`]
        : ['plain', `Term is now ${note.values.messageTerm}`];
    case 'voteGranted':
      return ['plain', `Vote for ${note.values.candidate} in term ${note.values.messageTerm}`];
    case 'voteRefused':
      return ['plain', `No vote for ${note.values.candidate} in term ${note.values.messageTerm}`];
    case 'appendRefused':
      return [
        'plain',
        note.rule === 'isStale'
          ? `Refused ${note.values.leader}: term ${note.values.messageTerm} is over`
          : `Refused ${note.values.leader}: no match at ${note.values.prevLogIndex}`,
      ];
    case 'rolledBack':
      return ['plain', `Rebuilding ${note.values.peer}’s log: nextIndex ${note.values.from} → ${note.values.to}, step ${note.values.rollbacks}`];
    case 'truncated':
      return ['data', `Deleted ${indexRange(note.values.from, note.values.to)}`];
    case 'appended':
      return note.values.to < note.values.from ? null : ['data', withCommands('Appended', event, node, note.values, lookup)];
    case 'proposed':
      return ['data', withCommands('Appended', event, node, { from: note.values.index, to: note.values.index }, lookup)];
    case 'commitAdvanced':
      return ['data', `Committed ${indexRange(note.values.from + 1, note.values.to)}`];
    case 'applied':
      return ['data', withCommands('Applied', event, node, note.values, lookup)];
    case 'proposalRefused':
      return ['plain', `Not a leader: client sent to ${note.values.leader ?? 'nobody'}`];
    case 'proposalLost':
      return ['plain', `Lost the client of entry ${note.values.index}`];
    default:
      return featureLine(note);
  }
}

/** What an election begins with. */
function whyElection(event: TraceEvent): string {
  const type = event.message?.message.type;
  return type === 'PreVoteReply' ? 'Pre-vote won' : type === 'TimeoutNow' ? 'Told to campaign' : 'Election timeout';
}

/** `Appended 16–18: set x=9, set z=1, …`; as many commands as fit a line. */
function withCommands(
  deed: string,
  event: TraceEvent,
  node: NodeId,
  { from, to }: { readonly from: LogIndex; readonly to: LogIndex },
  lookup: EntryLookup,
): string {
  const commands: string[] = [];
  for (let index = from; index <= Math.min(to, from + 3); index += 1) {
    const written = event.persist.flatMap((write) => write.append).find((entry) => entry.index === index);
    const entry = written ?? lookup(node, index);
    if (entry !== null) commands.push(clip(formatCommand(entry.command), 120));
  }
  if (commands.length === 0) return `${deed} ${indexRange(from, to)}`;
  return `${deed} ${indexRange(from, to)}: ${commands.join(', ')}${to - from > 3 ? ', …' : ''}`;
}

/** Virtual time as a console shows it: `12.480`. */
export function consoleTime(time: VirtualMs): string {
  return (time / 1000).toFixed(3);
}

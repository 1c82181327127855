/**
 * How the nodes stood where the window of events begins. At the run's start the
 * setup says so. In mid-run the first event that tells a node's state before
 * itself does; a node that doesn't change up to the cursor is as the frame has it.
 */
import type { Message, NodeId, Role, Term } from '../../raft/types.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { senderTerm } from '../../trace/senderTerm.ts';
import { statusChange, type NodeState, type NodeStatus } from './timelineState.ts';
import type { TimelineSource } from './timeline.ts';

/** A node's role when it neither leads nor campaigns. */
export function restingRole(source: TimelineSource, id: NodeId): Role {
  return source.setup.cluster.learners.includes(id) ? 'learner' : 'follower';
}

/** Every node that the window knows of: those of the start, those at the cursor, those that are added in it. */
export function lanesOf({ setup, events, frame }: TimelineSource): NodeId[] {
  const lanes = new Set([...setup.cluster.nodes.map(({ id }) => id), ...frame.nodes.map(({ id }) => id)]);
  for (const event of events) {
    const added = addedBy(event);
    if (added !== null) lanes.add(added);
  }
  return [...lanes];
}

/** The node that this event starts under a new name; null: none. */
export function addedBy(event: TraceEvent): NodeId | null {
  return event.command?.type === 'addNode' && event.error === null ? event.command.node : null;
}

const NOT_THERE: NodeState = { status: 'down', role: null, term: 0 };

/** The states of `lanes` before the first event of the window. */
export function startingStates(source: TimelineSource, lanes: readonly NodeId[]): NodeState[] {
  const { setup, events, frame } = source;
  const first = events[0]?.id ?? frame.eventCount + 1;
  if (first === 1) {
    return lanes.map((lane) => {
      const prepared = setup.cluster.nodes.find(({ id }) => id === lane);
      if (prepared === undefined) return NOT_THERE;
      return { status: prepared.up ? 'up' : 'down', role: restingRole(source, lane), term: prepared.term };
    });
  }
  const found = new Map<NodeId, Found>(frame.nodes.map(({ id }) => [id, { change: Infinity }]));
  for (const event of events) {
    const about = event.node === null ? undefined : found.get(event.node);
    if (about !== undefined) look(about, event, restingRole(source, event.node ?? ''));
  }
  return lanes.map((lane) => {
    const node = frame.nodes.find(({ id }) => id === lane);
    if (node === undefined) return NOT_THERE;
    const { change, role, term, status } = found.get(node.id) ?? { change: Infinity };
    const asNow: NodeState = { status: node.status, role: node.role, term: node.currentTerm };
    if (change > frame.eventCount) return asNow;
    const before = status ?? (role === undefined ? asNow.status : 'up');
    return { status: before, role: role ?? null, term: term ?? asNow.term };
  });
}

interface Found {
  /** The first event that changes the node's role, term or status. */
  change: number;
  role?: Role | null;
  term?: Term;
  status?: NodeStatus;
}

/** Keeps of `event` what it says about the time before it, unless an earlier one has said it. */
function look(found: Found, event: TraceEvent, resting: Role): void {
  if (found.term !== undefined && found.role !== undefined && found.status !== undefined) return;
  const change = statusChange(event);
  const told = noteEvidence(event, resting) ?? sentEvidence(event, resting);
  if (found.term === undefined && told !== null && told.term !== null) found.term = told.term;
  if (found.role === undefined && told !== null && told.role !== null) found.role = told.role;
  if (found.status === undefined && change !== null) found.status = statusBefore(found, change);
  if (found.status === undefined && event.kind === 'inbox') found.status = 'paused';
  if (change !== null || told?.changes === true) found.change = Math.min(found.change, event.id);
  // A process that ended took its role along: later evidence is about another life.
  if (change === 'crash' || change === 'stopped' || change === 'restart' || change === 'start') found.role ??= null;
}

function statusBefore(found: Found, change: NonNullable<ReturnType<typeof statusChange>>): NodeStatus {
  if (change === 'restart' || change === 'start') return 'down';
  return change === 'resume' ? 'paused' : (found.status ?? 'up');
}

interface Evidence {
  readonly role: Role | null;
  readonly term: Term | null;
  readonly changes: boolean;
}

function noteEvidence(event: TraceEvent, resting: Role): Evidence | null {
  for (const note of event.notes) {
    switch (note.what) {
      case 'steppedDown':
        return { role: note.values.from, term: note.values.currentTerm, changes: true };
      case 'electionStarted':
        return { role: event.message?.message.type === 'PreVoteReply' ? 'preCandidate' : resting, term: note.values.term - 1, changes: true };
      case 'preVoteStarted':
        return { role: resting, term: note.values.term, changes: true };
      case 'preVoteCounted':
        return { role: 'preCandidate', term: note.values.proposedTerm - 1, changes: false };
      case 'quorumLost':
        return { role: 'leader', term: note.values.term, changes: true };
      case 'becameLeader':
        return { role: 'candidate', term: note.values.term, changes: true };
      case 'leaderKnown':
        return { role: resting, term: note.values.term, changes: true };
      case 'heartbeatAccepted':
        return { role: resting, term: note.values.term, changes: false };
      case 'heartbeatSent':
        return { role: 'leader', term: note.values.term, changes: false };
      default:
        break;
    }
  }
  // A vote counted makes a candidate, but may also make a leader: that note comes after it.
  const counting = event.notes.some((note) => note.what === 'voteCounted');
  // Its own vote is counted when it is on disk: no message then names the term.
  return counting ? { role: 'candidate', term: event.message?.message.term ?? null, changes: false } : null;
}

function sentEvidence(event: TraceEvent, resting: Role): Evidence | null {
  const message = event.sent.find((sent) => sent.message.from === event.node && sent.copyOf === null)?.message;
  if (message === undefined || event.kind === 'command') return null;
  return { role: roleOfSender(message, resting), term: senderTerm(message), changes: false };
}

/** What only a node of that role sends; null: anybody may. */
function roleOfSender(message: Message, resting: Role): Role | null {
  switch (message.type) {
    case 'AppendEntries':
    case 'InstallSnapshot':
    case 'TimeoutNow':
      return 'leader';
    case 'RequestVote':
      return 'candidate';
    case 'PreVote':
      return 'preCandidate';
    case 'AppendEntriesReply':
      return message.success ? resting : null;
    case 'InstallSnapshotReply':
      return message.installed ? resting : null;
    case 'RequestVoteReply':
    case 'PreVoteReply':
      return null;
  }
}

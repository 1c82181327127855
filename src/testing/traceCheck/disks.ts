import { type Check, type DiskState, lastIndex, type Line, nodesOf, termAt, type Write } from './format.ts';

/** A disk changes by whole writes only, in the order in which they were handed out, and a process starts with what it holds. */
export function disksChangeByWrites(): Check {
  const pending = new Map<string, Write[]>();
  return function* ({ line, before }) {
    for (const { id, node, process } of nodesOf(line)) {
      const was = before?.processes[id];
      if (was === undefined) continue;
      const writes = pending.get(id) ?? [];
      pending.set(id, writes);
      const isDead = process.status === 'down';
      let expected = was.disk;
      const taken = line.kind === 'disk' && line.node === id && process.pendingWrites[0] !== writes[0]?.id ? writes.shift() : undefined;
      if (taken !== undefined) expected = afterWrite(was.disk, taken);
      if (line.node === id) writes.push(...line.persist);
      if (isDead) writes.length = 0;
      if (JSON.stringify(process.disk) !== JSON.stringify(expected)) yield `${id}'s disk is not what its writes make of it`;
      if (JSON.stringify(writes.map((write) => write.id)) !== JSON.stringify(process.pendingWrites)) {
        yield `${id} waits for the writes ${process.pendingWrites.join(' ')}, by the events for ${writes.map((write) => write.id).join(' ')}`;
      }
      const starts = was.status === 'down' && !isDead;
      if ((starts || isDead) && !holdsSame(process.disk, { ...node, logTerms: node.logTerms })) yield `${id} is not what is on its disk`;
    }
  };
}

function holdsSame(disk: DiskState, { term, votedFor, logTerms, snapshotIndex, snapshotTerm }: DiskState): boolean {
  return JSON.stringify(disk) === JSON.stringify({ term, votedFor, logTerms, snapshotIndex, snapshotTerm });
}

/** The truncation first, then the snapshot, then what is appended. */
function afterWrite(disk: DiskState, { hardState, truncateFrom, snapshot, append }: Write): DiskState {
  const term = hardState?.currentTerm ?? disk.term;
  const votedFor = hardState === null ? disk.votedFor : hardState.votedFor;
  let { logTerms, snapshotIndex, snapshotTerm } = disk;
  if (truncateFrom !== null) logTerms = logTerms.slice(0, Math.max(0, truncateFrom - snapshotIndex - 1));
  if (snapshot !== null && snapshot !== undefined) {
    logTerms = logTerms.slice(snapshot.lastIncludedIndex - snapshotIndex);
    snapshotIndex = snapshot.lastIncludedIndex;
    snapshotTerm = snapshot.lastIncludedTerm;
  }
  const terms = [...logTerms];
  for (const entry of append) terms[entry.index - snapshotIndex - 1] = entry.term;
  return { term, votedFor, logTerms: terms, snapshotIndex, snapshotTerm };
}

/** P Figure 2: what a message promises is durable before it is sent. */
export function persistsBeforeSending(): Check {
  const leaderLogs = new Map<number, Map<number, number>>();
  return function* ({ line }) {
    for (const { node } of nodesOf(line)) if (node.role === 'leader') rememberLog(leaderLogs, node.term, node);
    for (const { message, copyOf } of newlySent(line)) {
      const disk = line.processes[message.from]?.disk;
      const { type, term, from, to } = message;
      if (disk === undefined || copyOf !== null || type === 'PreVote' || type === 'PreVoteReply') continue;
      if (disk.term < term) yield `${from} sends ${type} of term ${term} with term ${disk.term} on disk`;
      if (disk.term !== term) continue;
      const vote = type === 'RequestVote' ? from : type === 'RequestVoteReply' && message.voteGranted === true ? to : null;
      if (vote !== null && disk.votedFor !== vote) yield `${from} votes for ${vote} with a vote for ${disk.votedFor ?? 'nobody'} on disk`;
      const promised = type === 'AppendEntriesReply' && message.success === true ? message.matchIndex : message.installed === true ? message.lastIncludedIndex : 0;
      for (let index = disk.snapshotIndex; index <= (promised ?? 0); index += 1) {
        const wanted = leaderLogs.get(term)?.get(index);
        if (index > lastIndex(disk)) yield `${from} acknowledges entry ${index} and holds ${lastIndex(disk)} on disk`;
        else if (wanted !== undefined && index > 0 && termAt(disk, index) !== wanted) yield `${from} acknowledges entry ${index} of term ${wanted} and holds another`;
      }
    }
  };
}

function rememberLog(logs: Map<number, Map<number, number>>, term: number, { log }: Line['nodes'][string]): void {
  const known = logs.get(term) ?? new Map<number, number>();
  logs.set(term, known);
  for (const entry of log) known.set(entry.index, entry.term);
}

/** What this event's node put on the network, without what was only moved. */
function newlySent(line: Line): Line['sent'] {
  return line.sent.filter(({ id }) => !line.removed.includes(id));
}

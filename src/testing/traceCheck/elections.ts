import { type Check, consumedIn, isQuorum, lastIndex, nodesOf, termAt } from './format.ts';

/** P5.2: one leader a term, with a majority that voted for it; and a node that follows somebody follows that one. */
export function oneLeaderPerTerm(): Check {
  const leaders = new Map<number, string>();
  return function* ({ line, before }) {
    for (const { id, node } of nodesOf(line)) {
      if (node.role !== 'leader') continue;
      const known = leaders.get(node.term);
      if (known !== undefined && known !== id) yield `${known} and ${id} lead term ${node.term}`;
      leaders.set(node.term, id);
      const was = before?.nodes[id];
      if (was?.role === 'leader' && was.term === node.term) continue;
      if (was?.role !== 'candidate' || was.term !== node.term) yield `${id} leads term ${node.term} and was no candidate of it`;
      if (!isQuorum(node.config, (voter) => node.votesGranted.includes(voter))) {
        yield `${id} leads term ${node.term} with the votes of ${node.votesGranted.join(' ') || 'nobody'}`;
      }
    }
    for (const { id, node } of nodesOf(line)) {
      if (!node.up || node.leader === null || leaders.get(node.term) === node.leader) continue;
      yield `${id} takes ${node.leader} for the leader of term ${node.term}`;
    }
  };
}

/** P5.2: a node votes once a term, across crashes; a vote that is counted was given, and is on the voter's disk. */
export function oneVotePerTerm(): Check {
  const votes = new Map<string, string>();
  const heard = new Set<string>();
  const votesOnce = (voter: string, term: number, candidate: string): string | null => {
    const known = votes.get(`${voter} ${term}`);
    votes.set(`${voter} ${term}`, candidate);
    return known === undefined || known === candidate ? null : `${voter} votes for ${known} and ${candidate} in term ${term}`;
  };
  return function* ({ line }) {
    const said: (string | null)[] = [];
    for (const { id, process } of nodesOf(line)) {
      const { term, votedFor } = process.disk;
      if (votedFor !== null) said.push(votesOnce(id, term, votedFor));
    }
    for (const { message } of line.sent) {
      if (message.type === 'RequestVoteReply' && message.voteGranted === true) said.push(votesOnce(message.from, message.term, message.to));
    }
    for (const each of said) if (each !== null) yield each;
    const came = consumedIn(line);
    if (came?.type === 'RequestVoteReply' && came.voteGranted === true) heard.add(`${came.from} ${came.to} ${came.term}`);
    for (const { id, node } of nodesOf(line)) {
      if (node.role !== 'candidate' && node.role !== 'leader') continue;
      for (const voter of node.votesGranted) {
        if (voter !== id && !heard.has(`${voter} ${id} ${node.term}`)) yield `${id} counts a vote of ${voter} that it has not heard`;
        const disk = line.processes[voter]?.disk;
        const isKept = disk !== undefined && (disk.term > node.term || (disk.term === node.term && disk.votedFor === id));
        if (!isKept) yield `${id} counts a vote of ${voter} that is not on ${voter}'s disk`;
      }
    }
  };
}

/** P5.1: terms never fall, and whoever hears the leader of a later term is in that term. */
export function termsNeverFall(): Check {
  return function* ({ line, before }) {
    for (const { id, node, process } of nodesOf(line)) {
      const was = before?.nodes[id];
      const disk = before?.processes[id]?.disk;
      if (disk !== undefined && process.disk.term < disk.term) yield `${id}'s term on disk falls from ${disk.term} to ${process.disk.term}`;
      if (was?.up === true && node.up && node.term < was.term) yield `${id}'s term falls from ${was.term} to ${node.term}`;
      if (node.up && node.term < process.disk.term) yield `${id} is in term ${node.term} with ${process.disk.term} on disk`;
      if (node.role === 'candidate' && node.votedFor !== id) yield `${id} is a candidate and voted for ${node.votedFor ?? 'nobody'}`;
    }
    const came = consumedIn(line);
    if (came === null || !/^(AppendEntries|InstallSnapshot)/.test(came.type)) return;
    const hears = line.nodes[came.to];
    if (hears?.up === true && hears.term < came.term) yield `${came.to} heard term ${came.term} and is in term ${hears.term}`;
  };
}

/** P5.4.1: a vote goes to a log that is at least as up to date as the voter's. */
export function votesForUpToDateLogs(): Check {
  return function* ({ line, before }) {
    const asks = consumedIn(line);
    if (asks?.type !== 'RequestVote') return;
    const { from, to, term, lastLogTerm = 0, lastLogIndex = 0 } = asks;
    const [was, voter] = [before?.nodes[to], line.nodes[to]];
    if (was === undefined || voter?.up !== true || voter.term !== term || voter.votedFor !== from) return;
    if (was.term === term && was.votedFor === from) return;
    const last = lastIndex(was);
    const ownTerm = termAt(was, last) ?? 0;
    if (lastLogTerm > ownTerm || (lastLogTerm === ownTerm && lastLogIndex >= last)) return;
    yield `${to}, whose log ends with term ${ownTerm} at ${last}, votes for ${from}, whose log ends with term ${lastLogTerm} at ${lastLogIndex}`;
  };
}

import { type Check, consumedIn, isQuorum, lastIndex, type Line, nodesOf, termAt } from './format.ts';

/** P5.4.2: a leader commits an entry of its own term that a quorum holds on disk; the others what a leader has committed. */
export function commitsByQuorum(): Check {
  let highest = 0;
  return function* ({ line, before }) {
    if (before === null) {
      highest = Math.max(0, ...nodesOf(line).map(({ node }) => node.commitIndex));
      return;
    }
    for (const { id, node } of nodesOf(line)) {
      const was = before.nodes[id];
      const index = node.commitIndex;
      if (was?.up !== true || !node.up || index <= was.commitIndex) continue;
      if (was.role === 'leader' && was.term === node.term) {
        const term = termAt(was, index) ?? termAt(node, index);
        if (term !== node.term) yield `${id} leads term ${node.term} and commits entry ${index} of term ${term ?? 'unknown'}`;
        const holds = (voter: string): boolean => holdsOnDisk(line, voter, index, term);
        if (!isQuorum(was.config, holds)) yield `${id} commits entry ${index}, which no quorum holds on disk`;
        highest = Math.max(highest, index);
      } else if (index > highest) yield `${id} commits entry ${index}; the leaders have committed ${highest}`;
    }
  };
}

function holdsOnDisk(line: Line, id: string, index: number, term: number | undefined): boolean {
  const disk = line.processes[id]?.disk;
  return disk !== undefined && (disk.snapshotIndex >= index || termAt(disk, index) === term);
}

/** P Figure 2: matchIndex never exceeds what the follower holds on disk and shares with the leader; it never falls in a term. */
export function matchIsHeld(): Check {
  return function* ({ line, before }) {
    for (const { id, node } of nodesOf(line)) {
      if (node.role !== 'leader') continue;
      const was = before?.nodes[id];
      for (const [peer, match] of Object.entries(node.matchIndex)) {
        const next = node.nextIndex[peer] ?? 0;
        if (next <= match) yield `${id} has nextIndex ${next} and matchIndex ${match} for ${peer}`;
        const earlier = was?.role === 'leader' && was.term === node.term ? was.matchIndex[peer] : undefined;
        if (earlier !== undefined && match < earlier) yield `${id}'s matchIndex for ${peer} falls from ${earlier} to ${match}`;
        const disk = line.processes[peer]?.disk;
        if (match === 0 || disk === undefined || disk.term > node.term) continue;
        if (disk.term < node.term) yield `${id} has matchIndex ${match} for ${peer}, on whose disk is term ${disk.term}`;
        if (lastIndex(disk) < match) yield `${id} has matchIndex ${match} for ${peer}, which holds ${lastIndex(disk)} on disk`;
        const from = Math.max(disk.snapshotIndex, node.snapshotIndex);
        for (let index = from; index <= Math.min(match, lastIndex(disk)); index += 1) {
          if (termAt(disk, index) !== termAt(node, index)) yield `${id} has matchIndex ${match} for ${peer}; they differ at ${index}`;
        }
      }
    }
  };
}

/** P Figure 2: a follower commits min(leaderCommit, the last entry that this message proves). */
export function followersCommitWhatIsProven(): Check {
  return function* ({ line, before }) {
    const came = consumedIn(line);
    if (came?.type !== 'AppendEntries' && came?.type !== 'InstallSnapshot') return;
    const { to, entries = [], prevLogIndex = came.lastIncludedIndex ?? 0, leaderCommit = came.lastIncludedIndex ?? 0 } = came;
    const [was, node] = [before?.nodes[to], line.nodes[to]];
    if (was === undefined || node?.up !== true || node.commitIndex <= was.commitIndex) return;
    const proven = prevLogIndex + entries.length;
    if (node.commitIndex > Math.min(leaderCommit, proven)) {
      yield `${to} commits entry ${node.commitIndex}; the leader has committed ${leaderCommit}, its message proves ${proven}`;
    }
  };
}

/** P5.4.3: who leads holds every entry that was committed in an earlier term. */
export function leadersAreComplete(): Check {
  const committed = new Map<number, { readonly term: number | undefined; readonly in: number }>();
  return function* ({ line, before }) {
    for (const { id, node } of nodesOf(line)) {
      const was = before?.nodes[id];
      if (node.role === 'leader' && (was?.role !== 'leader' || was.term !== node.term)) {
        for (const [index, entry] of committed) {
          if (entry.in >= node.term || index <= node.snapshotIndex || termAt(node, index) === entry.term) continue;
          yield `${id} leads term ${node.term} without entry ${index} of term ${entry.term ?? 'unknown'}, committed in term ${entry.in}`;
        }
      }
      // At the start nobody leads: what counts as committed then was so before the term of whoever says it.
      const says = before === null || node.role === 'leader';
      if (!says || !node.up) continue;
      const from = before === null ? 1 : (was?.commitIndex ?? 0) + 1;
      for (let index = Math.max(from, node.firstIndex); index <= node.commitIndex; index += 1) {
        if (!committed.has(index)) committed.set(index, { term: termAt(node, index), in: node.term });
      }
    }
  };
}

import { type Check, consumedIn, type Entry, lastIndex, type NodeState, nodesOf, termAt } from './format.ts';

/** P5.3: entries of one index and term are the same entry after the same one, in every log at any time. */
export function logsMatch(): Check {
  const known = new Map<string, string>();
  const compare = function* (who: string, { index, term, command }: Entry, previousTerm: number | undefined): Iterable<string> {
    const content = JSON.stringify([command, previousTerm]);
    const place = `${index} of term ${term}`;
    const other = known.get(place);
    if (other !== undefined && other !== content) yield `${who} holds entry ${place} as ${content}, elsewhere it was ${other}`;
    known.set(place, content);
  };
  return function* ({ line, before }) {
    for (const { id, node } of nodesOf(line)) {
      if (before !== null && id !== line.node && before.nodes[id] !== undefined) continue;
      yield* isWellFormed(id, node);
      for (const entry of node.log) yield* compare(id, entry, termAt(node, entry.index - 1));
    }
    for (const { id, message } of line.sent) {
      let previous = message.prevLogTerm;
      for (const entry of message.entries ?? []) {
        yield* compare(`message ${id}`, entry, previous);
        previous = entry.term;
      }
    }
  };
}

function* isWellFormed(id: string, node: NodeState): Iterable<string> {
  const { log, logTerms, firstIndex, snapshotIndex, snapshotTerm, lastApplied, commitIndex } = node;
  if (firstIndex !== snapshotIndex + 1) yield `${id}'s log begins at ${firstIndex}, its snapshot ends at ${snapshotIndex}`;
  if (JSON.stringify(log.map(({ term }) => term)) !== JSON.stringify(logTerms)) yield `${id}'s log and its terms differ`;
  let last = snapshotTerm;
  for (const [i, { index, term }] of log.entries()) {
    if (index !== firstIndex + i) yield `${id}'s log has entry ${index} where ${firstIndex + i} belongs`;
    if (term < last) yield `${id}'s log falls from term ${last} to ${term} at ${index}`;
    last = term;
  }
  if (last > node.term) yield `${id} in term ${node.term} holds an entry of term ${last}`;
  const inOrder = snapshotIndex <= lastApplied && lastApplied <= commitIndex && commitIndex <= lastIndex(node);
  if (!inOrder) yield `${id}: not snapshot ${snapshotIndex} ≤ applied ${lastApplied} ≤ committed ${commitIndex} ≤ last ${lastIndex(node)}`;
}

/** P5.3: a leader never cuts or overwrites its own log. */
export function leadersAppendOnly(): Check {
  return function* ({ line, before }) {
    for (const { id, node } of nodesOf(line)) {
      const was = before?.nodes[id];
      if (node.role !== 'leader' || was?.role !== 'leader' || was.term !== node.term) continue;
      const lost = was.log.filter(({ index }) => index >= node.firstIndex).find(({ index, term }) => termAt(node, index) !== term);
      if (lost !== undefined || lastIndex(node) < lastIndex(was)) yield `${id} leads and loses entry ${lost?.index ?? lastIndex(was)}`;
    }
  };
}

/** P5.3: a follower cuts its log only where an entry that came differs from its own. */
export function followersCutConflictsOnly(): Check {
  return function* ({ line, before }) {
    const came = consumedIn(line);
    if (came?.type !== 'AppendEntries') return;
    const [was, node] = [before?.nodes[came.to], line.nodes[came.to]];
    if (was === undefined || node?.up !== true) return;
    const gone = was.log.find(({ index, term }) => index > node.snapshotIndex && termAt(node, index) !== term);
    if (gone === undefined) return;
    const sent = came.entries?.find(({ index }) => index === gone.index);
    if (sent === undefined || sent.term === gone.term) yield `${came.to} cuts its entry ${gone.index} of term ${gone.term} without a conflict`;
  };
}

/** P5.4.3: at each index everybody commits the same entry, for ever; equal logs applied give equal states. */
export function committedIsForEver(): Check {
  const committed = new Map<number, string>();
  const states = new Map<number, string>();
  const placeOf = ({ term, command }: Entry): string => JSON.stringify([term, command]);
  return function* ({ line, before }) {
    for (const { id, node } of nodesOf(line)) {
      if (before !== null && id !== line.node && before.nodes[id] !== undefined) continue;
      const was = before?.nodes[id];
      if (was?.up === true && node.up) {
        for (const key of ['commitIndex', 'lastApplied', 'snapshotIndex'] as const) {
          if (node[key] < was[key]) yield `${id}'s ${key} falls from ${was[key]} to ${node[key]}`;
        }
      }
      for (const entry of node.log) {
        if (entry.index > node.commitIndex) break;
        const known = committed.get(entry.index);
        if (known !== undefined && known !== placeOf(entry)) yield `${id} commits ${placeOf(entry)} at ${entry.index}, committed there was ${known}`;
        committed.set(entry.index, placeOf(entry));
      }
      const { snapshotIndex, snapshotTerm } = node;
      const ends = committed.get(snapshotIndex);
      if (ends !== undefined && (JSON.parse(ends) as unknown[])[0] !== snapshotTerm) {
        yield `${id}'s snapshot ends with term ${snapshotTerm} at ${snapshotIndex}, committed there was ${ends}`;
      }
      if (!node.up) continue;
      const state = JSON.stringify(Object.entries(node.state).sort(([a], [b]) => (a < b ? -1 : 1)));
      const known = states.get(node.lastApplied);
      if (known !== undefined && known !== state) yield `${id} has applied ${node.lastApplied} entries and has ${state}; another had ${known}`;
      states.set(node.lastApplied, state);
    }
  };
}

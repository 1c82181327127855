import { type Check, type Config, type Entry, lastIndex, nodesOf, termAt } from './format.ts';
import { History } from './history.ts';

function configOf({ command }: Entry): Config | null {
  return (command as { readonly config?: Config } | null)?.config ?? null;
}

/** P6: a node goes by the latest configuration in its log, committed or not; what is compacted counts. */
export function latestConfigInForce(): Check {
  const history = new History();
  const boot = new Map<string, Config>();
  return function* ({ line, before }) {
    history.see(line, before);
    for (const { id, node } of nodesOf(line)) {
      const { voters = [], learners = [] } = line.run?.cluster ?? {};
      if (!boot.has(id)) boot.set(id, before === null ? { voters, votersOutgoing: [], learners } : node.config);
      if (before !== null && id !== line.node) continue;
      const last = lastIndex(node);
      const entries = history.chain(last, termAt(node, last) ?? 0, 0);
      if (entries === null) {
        yield `${id}'s log rests on an entry that was never seen`;
        continue;
      }
      const expected = entries.map(configOf).findLast((config) => config !== null) ?? boot.get(id);
      if (JSON.stringify(expected) !== JSON.stringify(node.config)) {
        yield `${id} goes by ${JSON.stringify(node.config)}, the latest in its log is ${JSON.stringify(expected)}`;
      }
    }
  };
}

/** P6, T4.1: one change at a time, none before the leader's term has committed something, and majorities overlap. */
export function changesAreSafe(): Check {
  let committed = 0;
  return function* ({ line, before }) {
    for (const { id, node } of nodesOf(line)) {
      if (node.role === 'leader' || before === null) committed = Math.max(committed, node.commitIndex);
      const was = before?.nodes[id];
      if (node.role !== 'leader' || was?.role !== 'leader' || was.term !== node.term) continue;
      let config = was.config;
      for (const entry of node.log) {
        const next = entry.index > lastIndex(was) ? configOf(entry) : null;
        if (next === null) continue;
        if (termAt(node, node.commitIndex) !== node.term) yield `${id} changes its members and has committed nothing of term ${node.term}`;
        if (!overlaps(config, next)) yield `${id} goes from ${JSON.stringify(config)} to ${JSON.stringify(next)}`;
        config = next;
      }
      const open = node.log.filter((entry) => entry.index > committed && configOf(entry) !== null);
      if (open.length > 1) yield `${id} has two configurations that are not committed, ${open.map(({ index }) => index).join(' and ')}`;
    }
  };
}

/** One voter more or less, or into a joint configuration and out of it. */
function overlaps(from: Config, to: Config): boolean {
  const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((id) => b.includes(id));
  if (to.voters.length === 0) return false;
  if (from.votersOutgoing.length > 0) return to.votersOutgoing.length === 0 && same(from.voters, to.voters);
  if (to.votersOutgoing.length > 0) return same(from.voters, to.votersOutgoing);
  const moved = [...from.voters.filter((id) => !to.voters.includes(id)), ...to.voters.filter((id) => !from.voters.includes(id))];
  return moved.length <= 1;
}

import { type Check, nodesOf, termAt } from './format.ts';
import { History } from './history.ts';

interface Session {
  seq: number;
  usedAt: number;
  expired: boolean;
}

interface Command {
  readonly client?: string;
  readonly seq?: number;
  readonly set?: readonly [string, string];
  readonly delete?: string;
  readonly cas?: readonly [string, string | null, string];
  readonly append?: readonly [string, string];
}

/** A state machine written anew, from docs/trace-format.md: what a node shows as its state is what its entries make. */
export function stateIsReplayed(): Check {
  const history = new History();
  const dict = new Map<string, unknown>();
  const sessions = new Map<string, Session>();
  const states: string[] = ['[]'];
  let most: number | null = null;
  return function* ({ line, before }) {
    history.see(line, before);
    if (before === null) most = line.run?.cluster.options?.maxSessions ?? null;
    for (const { id, node } of nodesOf(line)) {
      if (!node.up || (before !== null && id !== line.node)) continue;
      const { lastApplied } = node;
      const done = states.length - 1;
      const entries = lastApplied > done ? history.chain(lastApplied, termAt(node, lastApplied) ?? 0, done) : [];
      if (entries === null) {
        yield `${id} has applied an entry up to ${lastApplied} that was never seen`;
        continue;
      }
      for (const { index, command } of entries) {
        apply(dict, sessions, most, index, command ?? {});
        states.push(asText(dict));
      }
      if (asText(new Map(Object.entries(node.state))) !== states[lastApplied]) {
        yield `${id} has applied ${lastApplied} entries and has ${JSON.stringify(node.state)}; they make ${states[lastApplied] ?? ''}`;
      }
    }
  };
}

function asText(dict: ReadonlyMap<string, unknown>): string {
  return JSON.stringify([...dict].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function apply(dict: Map<string, unknown>, sessions: Map<string, Session>, most: number | null, index: number, command: Command): void {
  const { client, seq = 0 } = command;
  if (client === undefined) return change(dict, command);
  const session = sessions.get(client);
  if (session?.expired === true || (session !== undefined && seq < session.seq)) return;
  if (session?.seq !== seq) change(dict, command);
  sessions.set(client, { seq, usedAt: index, expired: false });
  const open = [...sessions.values()].filter(({ expired }) => !expired).sort((a, b) => a.usedAt - b.usedAt);
  if (session === undefined && most !== null && open.length > most && open[0] !== undefined) open[0].expired = true;
}

function change(dict: Map<string, unknown>, command: Command): void {
  if (command.set !== undefined) dict.set(...command.set);
  else if (command.delete !== undefined) dict.delete(command.delete);
  else if (command.cas !== undefined) {
    const [key, expected, next] = command.cas;
    if ((dict.get(key) ?? null) === expected) dict.set(key, next);
  } else if (command.append !== undefined) {
    const [key, value] = command.append;
    const have = dict.get(key) ?? [];
    if (Array.isArray(have)) dict.set(key, [...(have as unknown[]), value]);
  }
}

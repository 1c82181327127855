/** What a log cell says. */
import { unreachable } from '../../../base/assert.ts';
import type { Command, Configuration, Entry, NodeId } from '../../../raft/types.ts';
import { formatCommand } from '../../../trace/narrateCommand.ts';
import type { CellFate } from './fates.ts';

// A cell shows some five characters; the rest of a long value need not be laid out.
const SHOWN = 24;

/** The command in the few characters of a cell: `x←7`, `no-op`, `del x`, `x:7→8`, `l+v`, `?x`; `3v`, `3v+1` and `3▸4v` for members. */
export function cellText(command: Command): string {
  return longText(command).slice(0, SHOWN);
}

function longText(command: Command): string {
  if (command === null) return 'no-op';
  if ('read' in command) return `?${command.read}`;
  if ('config' in command) return configText(command.config);
  if ('set' in command) return `${shortKey(command.set[0])}←${command.set[1]}`;
  if ('delete' in command) return `del ${command.delete}`;
  if ('cas' in command) {
    const [key, expected, next] = command.cas;
    return `${shortKey(key)}:${(expected ?? '∅').slice(0, SHOWN)}→${next}`;
  }
  if ('append' in command) return `${shortKey(command.append[0])}+${command.append[1]}`;
  return unreachable(command);
}

/** How many vote, from how many while joint; `+1` for a learner. Who they are is in the title. */
function configText({ voters, votersOutgoing, learners }: Configuration): string {
  const learn = learners.length === 0 ? '' : `+${learners.length}`;
  return `${votersOutgoing.length === 0 ? '' : `${votersOutgoing.length}▸`}${voters.length}v${learn}`;
}

/** What stands in a cell's corner: the session stamp `#2`, `cfg` for members; null: nothing. */
export function cellStamp(command: Command): string | null {
  if (command !== null && 'config' in command) return 'cfg';
  if (command === null || 'read' in command || command.seq === undefined) return null;
  return `#${command.seq}`;
}

function shortKey(key: string): string {
  return key.length > 8 ? `${key.slice(0, 7)}…` : key;
}

const fateWords: Record<CellFate, string> = {
  committed: 'committed',
  committedHere: 'committed, though not yet on this node’s disk',
  durable: 'on disk, not committed',
  memory: 'not yet on disk',
  doomed: 'will be overwritten',
};

/** The whole entry for a pointer that rests on it, values unclipped. */
export function cellTitle(node: NodeId, entry: Entry, fate: CellFate, down: boolean): string {
  const where = down ? `${node} (crashed)` : node;
  return `${where}, index ${entry.index}, term ${entry.term}: ${formatCommand(entry.command)}\n${fateWords[fate]}`;
}

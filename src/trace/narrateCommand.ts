/** Commands in words: what a client asks of the dict, and what a person does to the run. */
import { unreachable } from '../base/assert.ts';
import type { Command, DictCommand, NodeId, SessionStamp } from '../raft/types.ts';
import type { DiskSettings, LinkEnd, LinkSettings, RunCommand } from './command.ts';
import { clip, configLabel, milliseconds, readModeWord } from './narrateWords.ts';

/**
 * One entry's command on one line: `set x=7`, `delete x`, `cas x: 7→8`, `append l←v`, `no-op`, `read x`,
 * `members S1 S2`. A command with a session says whose and which: `set x=7 (c1 #2)`.
 */
export function formatCommand(command: Command): string {
  if (command === null) return 'no-op';
  if ('read' in command) return `read ${command.read}`;
  if ('config' in command) return `members ${configLabel(command.config)}`;
  const stamp = stampLabel(command);
  return `${formatDictCommand(command)}${stamp === null ? '' : ` (${stamp})`}`;
}

/** Whose command it is and which: `c1 #2`; null without a session. */
export function stampLabel({ client, seq }: SessionStamp): string | null {
  if (client === undefined) return null;
  return seq === undefined ? client : `${client} #${seq}`;
}

function formatDictCommand(command: DictCommand): string {
  if ('set' in command) return `set ${command.set[0]}=${command.set[1]}`;
  if ('delete' in command) return `delete ${command.delete}`;
  if ('cas' in command) {
    const [key, expected, next] = command.cas;
    return `cas ${key}: ${expected ?? 'absent'}→${next}`;
  }
  if ('append' in command) return `append ${command.append[0]}←${command.append[1]}`;
  return unreachable(command);
}

/**
 * Links for a reader: `S1–S2` when both directions are named, `S1→S2` when
 * only one is. In the order in which they are first named.
 */
export function formatLinks(links: readonly LinkEnd[]): string {
  const all = new Set(links.map((link) => `${link.from}→${link.to}`));
  const told = new Set<string>();
  const words: string[] = [];
  for (const { from, to } of links) {
    const there = `${from}→${to}`;
    const back = `${to}→${from}`;
    if (told.has(there)) continue;
    told.add(there);
    if (all.has(back)) told.add(back);
    words.push(all.has(back) ? `${from}–${to}` : there);
  }
  return words.join(', ');
}

/** Groups as the flags show them: `S3 S4 | S5 S1 S2`. */
export function formatGroups(groups: readonly (readonly string[])[]): string {
  return groups.map((group) => group.join(' ')).join(' | ');
}

/** Which settings change and to what: `latency 26–44 ms, loss 10 %`. */
export function formatLinkSettings(settings: LinkSettings): string {
  const words: string[] = [];
  const { latencyMs, loss, duplicate, reorder } = settings;
  if (latencyMs !== undefined) words.push(`latency ${formatMsRange(latencyMs)}`);
  if (loss !== undefined) words.push(`loss ${percent(loss)}`);
  if (duplicate !== undefined) words.push(`duplicates ${percent(duplicate)}`);
  if (reorder !== undefined) words.push(reorder ? 'reordering on' : 'first in, first out');
  return words.join(', ');
}

/** `26–44 ms`, `5 ms`. */
export function formatMsRange([low, high]: DiskSettings['fsyncMs']): string {
  return low === high ? `${low} ms` : `${low}–${high} ms`;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** Who is to vote and to listen: `S1 S2 S3`, `S1 S2 +S3` with a learner. */
export function formatMembers(voters: readonly NodeId[], learners: readonly NodeId[]): string {
  return configLabel({ voters, votersOutgoing: [], learners });
}

/** What somebody did, as short as on a timeline flag: `crash S1`, `set x=9 at S3`. */
export function describeRunCommand(command: RunCommand): string {
  switch (command.type) {
    case 'campaign':
      return `trigger ${command.node}’s election timer`;
    case 'heartbeat':
      return `trigger ${command.node}’s heartbeat`;
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
      return `${command.type} ${command.node}`;
    case 'partition':
      return command.groups.length === 0 ? 'isolate every node' : `partition ${formatGroups(command.groups)}`;
    case 'cut':
      return `cut ${formatLinks(command.links)}`;
    case 'heal':
      return command.links === null ? 'heal all links' : `heal ${formatLinks(command.links)}`;
    case 'propose':
      return `${clip(formatCommand(command.command))} at ${command.to}`;
    case 'read':
      return `read ${clip(command.key, 24)} (${readModeWord(command.mode)}) at ${command.to}`;
    case 'change':
      return `change members to ${formatMembers(command.voters, command.learners)} at ${command.via}`;
    case 'transfer':
      return `transfer leadership from ${command.from} to ${command.to}`;
    case 'compact':
      return command.upTo === null ? `compact ${command.node}’s log` : `compact ${command.node}’s log through ${command.upTo}`;
    case 'addNode':
      return `add ${command.node}`;
    case 'startClient':
      return `client ${command.client} begins`;
    case 'stopClient':
      return `client ${command.client} stops`;
    case 'deliver':
    case 'drop':
    case 'duplicate':
    case 'hold':
      return `${command.type} message ${command.message}`;
    case 'delay':
      return `delay message ${command.message} by ${milliseconds(command.byMs)}`;
    case 'network':
      return `${command.link === null ? 'network' : `link ${formatLinks([command.link])}`}: ${formatLinkSettings(command.settings)}`;
    case 'disk':
      return `disks: fsync ${formatMsRange(command.settings.fsyncMs)}`;
    case 'clockRate':
      return `${command.node}’s clock at ${command.rate}×`;
    case 'advance':
      return `advance ${command.node ?? 'all clocks'} by ${milliseconds(command.byMs)}`;
    default:
      return unreachable(command);
  }
}

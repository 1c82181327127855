/** What an entry's command adds to its story: members that are in force, a client's retry, a read. P6, T6.3, T6.4 */
import type { Command, LogIndex } from '../../raft/types.ts';
import { stampLabel } from '../../trace/narrateCommand.ts';
import { configLabel, listed } from '../../trace/narrateWords.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { entryAt, termAt } from './cluster.ts';
import { fact, ruleCheck, type Check, type Why } from './whyTypes.ts';

/** `why`, with what matters about the command of the entry that `node` holds at `index`. */
export function withCommand(frame: Frame, node: NodeFrame, index: LogIndex, why: Why): Why {
  const command = entryAt(node, index)?.command ?? null;
  const more = command === null ? null : aboutCommand(frame, node, index, command);
  if (more === null) return why;
  return { ...why, checks: [...why.checks, ...more.checks], remark: [more.remark, why.remark].filter((each) => each !== null).join(' ') || null };
}

interface More {
  readonly checks: readonly Check[];
  readonly remark: string | null;
}

function aboutCommand(frame: Frame, node: NodeFrame, index: LogIndex, command: NonNullable<Command>): More | null {
  if ('config' in command) return aboutMembers(frame, node, index);
  if ('read' in command) return { checks: [], remark: 'A read changes nothing: in the log it is answered by what is applied before it.' };
  return command.client === undefined ? null : aboutSession(node, index, command);
}

function aboutMembers(frame: Frame, node: NodeFrame, index: LogIndex): More {
  const goBy = frame.nodes
    .filter((each) => each.status !== 'down' && each.configIndex === index && termAt(each, index) === termAt(node, index))
    .map(({ id }) => id);
  const inForce = goBy.length === 0 ? 'a later one is, everywhere' : goBy.join(', ');
  const remark =
    goBy.length === 0
      ? null
      : `${listed(goBy)} ${goBy.length === 1 ? 'goes' : 'go'} by it since it was appended there, committed or not.`;
  const check = ruleCheck('configTakesEffect', 'passes', configLabel(node.config));
  return { checks: [...(node.configIndex === index ? [check] : []), fact('in force on', inForce)], remark };
}

function aboutSession(node: NodeFrame, index: LogIndex, stamp: { readonly client?: string; readonly seq?: number }): More {
  const { client, seq = 0 } = stamp;
  const session = fact('client session', stampLabel(stamp) ?? '');
  const before = node.entries.find(
    ({ index: at, command }) =>
      at < index && command !== null && 'client' in command && command.client === client && (command.seq ?? 0) >= seq,
  );
  if (before === undefined) return { checks: [session], remark: null };
  const had = before.command !== null && 'seq' in before.command ? (before.command.seq ?? 0) : 0;
  return {
    checks: [session, ruleCheck('isRepeated', 'decides', `${seq} ≤ ${had}`)],
    remark:
      had === seq
        ? `It repeats entry ${before.index}: the answer of then is given again, and nothing is applied twice.`
        : `Command ${had} of ${client ?? 'its client'} came before it, in entry ${before.index}: it is refused, not applied.`,
  };
}

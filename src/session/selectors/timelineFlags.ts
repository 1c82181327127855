/** What a flag says. */
import type { NodeId } from '../../raft/types.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { describeRunCommand, formatCommand } from '../../trace/narrateCommand.ts';
import { clip } from '../../trace/narrateWords.ts';

/** Whether `event` is a request of a client that acts by itself: nobody's deed, so no flag. */
export function isOfClient({ command, cause }: TraceEvent): boolean {
  // What a person does has no cause among the events.
  return cause !== null && (command?.type === 'propose' || command?.type === 'read');
}

/**
 * The command of `event`, short. Where a client sends to the leader, as usual,
 * only what it sends is said; a message touched by hand is named by its link.
 */
export function flagLabel(event: TraceEvent, leader: NodeId | null): string {
  const { command, message } = event;
  if (command === null) return '';
  if (command.type === 'propose' && command.to === leader) return clip(formatCommand(command.command));
  if ('message' in command && message !== null) {
    return `${command.type} ${message.message.from}→${message.message.to}`;
  }
  return describeRunCommand(command);
}

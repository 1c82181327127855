/** Events in a few words, for a line in a chain of causes. */
import { describeRunCommand } from './narrateCommand.ts';
import type { TraceEvent } from './event.ts';
import { narrateEvent } from './narrate.ts';

/**
 * What happened, without the reason and without a full stop: `S2 refuses S3’s
 * AppendEntries`. Sentences put their reason after a colon, so the part before
 * it is the deed; counts of votes are a reason too.
 */
export function narrateBriefly(event: TraceEvent): string {
  const { command } = event;
  if (event.kind === 'command' && command !== null) {
    const deed = describeRunCommand(command);
    if (command.type === 'propose') return `A client sends ${deed.replace(/ at (\S+)$/, ' to $1')}`;
    return command.type === 'read' ? `A client asks: ${deed}` : `You ${deed}`;
  }
  const { text } = narrateEvent(event);
  const deed = text.split(/: |\. | with \d/, 1)[0] ?? text;
  return deed.replace(/\.$/, '');
}

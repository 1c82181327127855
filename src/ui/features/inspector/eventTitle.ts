import type { TraceEvent } from '../../../trace/event.ts';
import { describeRunCommand } from '../../../trace/narrateCommand.ts';
import { messageTitle } from '../../../trace/narrateMessage.ts';
import { named } from '../../../trace/narrateWords.ts';

/** What kind of event it is, as a heading; what it did is told below. */
export function eventTitle(event: TraceEvent): string {
  const message = event.message?.message;
  const what = message === undefined ? 'Message' : `${messageTitle(message)}, ${message.from} → ${message.to}`;
  switch (event.kind) {
    case 'deliver':
      return what;
    case 'lost':
      return `Lost: ${what}`;
    case 'inbox':
      return `Waiting: ${what}`;
    case 'timer':
      return `Timer of ${named(event.node)}`;
    case 'disk':
      return `Disk of ${named(event.node)}`;
    case 'client':
      return `Client ${event.client?.client ?? ''}`;
    case 'command': {
      const deed = event.command === null ? 'command' : describeRunCommand(event.command);
      return `You: ${deed}`;
    }
  }
}

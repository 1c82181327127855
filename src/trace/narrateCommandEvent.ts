/** What a person did to the run, as it looks from the run's side. */
import { unreachable } from '../base/assert.ts';
import type { RunCommand } from './command.ts';
import type { TraceEvent } from './event.ts';
import {
  describeRunCommand,
  formatCommand,
  formatGroups,
  formatLinks,
  formatLinkSettings,
  formatMembers,
  formatMsRange,
} from './narrateCommand.ts';
import { messageNoun } from './narrateMessage.ts';
import { clip, milliseconds, readModeWord } from './narrateWords.ts';

/** One sentence for an event of kind `command`. */
export function narrateCommandEvent(event: TraceEvent): string {
  const { command } = event;
  if (command === null) return 'Somebody acts on the run.';
  if (event.error !== null) return `“${describeRunCommand(command)}” does nothing: ${clause(event.error)}.`;
  switch (command.type) {
    case 'campaign':
      return `${command.node}’s election timer is made to fire.`;
    case 'heartbeat':
      return `${command.node}’s heartbeat timer is made to fire.`;
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
      return narrateNodeFault(command);
    case 'partition':
      return partition(command.groups);
    case 'cut':
      return `The network is cut: ${formatLinks(command.links)}.`;
    case 'heal':
      return command.links === null
        ? 'Every link is healed.'
        : `The network heals: ${formatLinks(command.links)}.`;
    case 'propose':
      return `A client asks ${command.to}: ${clip(formatCommand(command.command))}.`;
    case 'read':
      return `A client asks ${command.to}: read ${clip(command.key)} (${readModeWord(command.mode)}).`;
    case 'change':
      return `${command.via} is asked to change the members to ${formatMembers(command.voters, command.learners)}.`;
    case 'transfer':
      return `${command.from} is asked to hand over to ${command.to}.`;
    case 'compact':
      return `${command.node} is asked for a snapshot through ${command.upTo === null ? 'what it has applied' : `entry ${command.upTo}`}.`;
    case 'addNode':
      return `${command.node} starts with an empty disk: no configuration has it yet.`;
    case 'startClient':
      return `${command.client} begins to ask by itself: ${command.settings.does} on ${clip(command.settings.key, 24)}${command.settings.session ? ', in a session' : ', without a session'}.`;
    case 'stopClient':
      return `${command.client} asks for nothing any more.`;
    case 'deliver':
    case 'drop':
    case 'duplicate':
    case 'delay':
    case 'hold':
      return narrateMessageFault(event, command);
    case 'network':
      return `${command.link === null ? 'Every link' : `The link ${formatLinks([command.link])}`} changes: ${formatLinkSettings(command.settings)}.`;
    case 'disk':
      return `Disks change: a write takes ${formatMsRange(command.settings.fsyncMs)}.`;
    case 'clockRate':
      return `${command.node}’s clock runs ${command.rate} times as fast as virtual time.`;
    case 'advance':
      return `${command.node === null ? 'Every clock moves' : `${command.node}’s clock moves`} on by ${milliseconds(command.byMs)}.`;
    default:
      return unreachable(command);
  }
}

/** `error` without its closing stop, to end a sentence of ours. */
function clause(error: string): string {
  return error.trim().replace(/\.$/, '');
}

function partition(groups: readonly (readonly string[])[]): string {
  return groups.length === 0
    ? 'The network splits: every node is alone.'
    : `The network splits: ${formatGroups(groups)}.`;
}

function narrateNodeFault(
  command: Extract<RunCommand, { type: 'crash' | 'restart' | 'pause' | 'resume' }>,
): string {
  switch (command.type) {
    case 'crash':
      return `${command.node} crashes: it keeps what is on its disk and forgets the rest.`;
    case 'restart':
      return `${command.node} starts again from its disk, as a follower.`;
    case 'pause':
      return `${command.node} is paused: its clock stands still and messages wait.`;
    case 'resume':
      return `${command.node} goes on where it was paused.`;
    default:
      return unreachable(command);
  }
}

function narrateMessageFault(
  event: TraceEvent,
  command: Extract<RunCommand, { type: 'deliver' | 'drop' | 'duplicate' | 'delay' | 'hold' }>,
): string {
  const what = messageOf(event, command.message);
  switch (command.type) {
    case 'deliver':
      return `${what} is delivered by hand.`;
    case 'drop':
      return `${what} is dropped by hand.`;
    case 'duplicate':
      return `${what} is duplicated by hand.`;
    case 'delay':
      return `${what} is delayed by ${milliseconds(command.byMs)}.`;
    case 'hold':
      return `${what} is held back until somebody delivers it.`;
    default:
      return unreachable(command);
  }
}

/** The message a command is about, as far as the event shows it. */
function messageOf(event: TraceEvent, id: number): string {
  const envelope = event.message ?? event.sent[0];
  if (envelope === undefined || envelope === null) return `Message ${id}`;
  const { message } = envelope;
  return `${message.from}’s ${messageNoun(message)} to ${message.to}`;
}

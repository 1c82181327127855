/** A command as a step. */
import { unreachable } from '../base/assert.ts';
import type { LinkEnd, RunCommand } from '../trace/command.ts';
import type { StepDocument } from '../trace/scenario.ts';

export function stepOf(command: RunCommand): StepDocument {
  switch (command.type) {
    case 'campaign':
      return { campaign: command.node };
    case 'heartbeat':
      return { heartbeat: command.node };
    case 'crash':
      return { crash: command.node };
    case 'restart':
      return { restart: command.node };
    case 'pause':
      return { pause: command.node };
    case 'resume':
      return { resume: command.node };
    case 'partition':
      return { partition: command.groups };
    case 'cut':
      return { cut: oneOrMore(command.links) };
    case 'heal':
      return { heal: command.links === null ? true : oneOrMore(command.links) };
    case 'propose':
      return { propose: { to: command.to, ...(command.command ?? { noop: true }) } };
    case 'read':
      return { read: { to: command.to, key: command.key, mode: command.mode } };
    case 'change':
      return { change: { via: command.via, voters: command.voters, learners: command.learners } };
    case 'transfer':
      return { transfer: { from: command.from, to: command.to } };
    case 'compact':
      return { compact: { node: command.node, ...(command.upTo === null ? {} : { upTo: command.upTo }) } };
    case 'addNode':
      return { addNode: command.node };
    case 'startClient':
      return { startClient: { client: command.client, ...command.settings } };
    case 'stopClient':
      return { stopClient: command.client };
    case 'advance':
      return command.node === null ? { advance: command.byMs } : { advance: command.byMs, node: command.node };
    case 'clockRate':
      return { clockRate: { node: command.node, rate: command.rate } };
    case 'network':
    case 'disk':
      return settingsStep(command);
    case 'deliver':
    case 'drop':
    case 'duplicate':
    case 'delay':
    case 'hold':
      return messageStep(command);
    default:
      return unreachable(command);
  }
}

function settingsStep(command: Extract<RunCommand, { type: 'network' | 'disk' }>): StepDocument {
  if (command.type === 'disk') return { disk: command.settings };
  return command.link === null
    ? { network: command.settings }
    : { link: { ...command.link, ...command.settings } };
}

function messageStep(command: Extract<RunCommand, { readonly message: number }>): StepDocument {
  const filter = { id: command.message };
  switch (command.type) {
    case 'deliver':
      return { deliver: filter };
    case 'drop':
      return { drop: filter };
    case 'duplicate':
      return { duplicate: filter };
    case 'hold':
      return { hold: filter };
    case 'delay':
      return { delay: { ...filter, byMs: command.byMs } };
  }
}

function oneOrMore(links: readonly LinkEnd[]): LinkEnd | readonly LinkEnd[] {
  const [first] = links;
  return links.length === 1 && first !== undefined ? first : links;
}

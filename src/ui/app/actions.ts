/**
 * Everything the page can be told to do by key or by name, in one list: the
 * keyboard, the help and the command palette all read it. A new action is one
 * more entry.
 */
import type { Session } from '../../session/session.ts';
import type { NodeId } from '../../raft/types.ts';
import type { Frame } from '../../session/frame.ts';
import { deedsOf, successorsOf, type Deed } from '../../session/members/deeds.ts';
import type { RunCommand } from '../../trace/command.ts';
import { addNode } from '../state/addNode.ts';
import { stopClients } from '../state/stopClients.ts';
import { commandAndTell } from '../state/askCluster.ts';
import { nextSpeed } from '../state/speeds.ts';
import type { DialogName } from '../state/uiStore.ts';
import { selectedNode } from './selectedNode.ts';

/** What actions need besides the session. */
export interface PageTools {
  readonly session: Session;
  openDialog(name: DialogName): void;
  download(): void;
  /** Moves the focus to the client bar. */
  focusClient(): void;
  /** Shows why: the inspector, or the phone's Why tab. */
  showWhy(): void;
}

export interface Action {
  readonly id: string;
  readonly group: 'Time' | 'Nodes' | 'Network and clients' | 'Page';
  /** As matchAction compares them: a key's name, with `Shift+` or `Mod+` before it. Empty: only in the palette. */
  readonly keys: readonly string[];
  /** How the keys are printed, when not as they are. */
  readonly printed?: string;
  readonly sentence: string;
  readonly run: (tools: PageTools, key: string) => void;
}

/** Runs `then` with the selected node, or says what to do first. */
function withNode({ session }: PageTools, what: string, then: (node: NodeId) => void): void {
  const node = selectedNode(session.store.getState());
  if (node === null) session.notify('info', `Select a node first (click it, or press its number) to ${what}.`);
  else then(node);
}

function statusOf(session: Session, node: NodeId): 'up' | 'paused' | 'down' {
  return session.store.getState().frame.nodes.find((each) => each.id === node)?.status ?? 'down';
}

function crashOrRestart(session: Session): void {
  const node = selectedNode(session.store.getState());
  if (node === null) session.crashLeader();
  else session.command({ type: statusOf(session, node) === 'down' ? 'restart' : 'crash', node });
}

function selectByNumber(session: Session, key: string): void {
  const node = session.store.getState().frame.nodes[Number(key) - 1];
  if (node === undefined) session.notify('info', `This cluster has no node ${key}.`);
  else session.select({ kind: 'node', node: node.id });
}

function clear(session: Session): void {
  if (session.store.getState().tool !== 'select') session.setTool('select');
  else session.select(null);
}

function stepSpeed(session: Session, direction: -1 | 1): void {
  session.setSpeed(nextSpeed(session.store.getState().speed, direction));
}

const time: readonly Action[] = [
  { id: 'toggle', group: 'Time', keys: ['Space'], sentence: 'Play or pause.', run: ({ session }) => session.toggle() },
  {
    id: 'stepForward', group: 'Time', keys: ['ArrowRight'], printed: '→',
    sentence: 'Go to the next event.', run: ({ session }) => session.stepForward(),
  },
  {
    id: 'stepBack', group: 'Time', keys: ['ArrowLeft'], printed: '←',
    sentence: 'Go back to the event before.', run: ({ session }) => session.stepBack(),
  },
  {
    id: 'nodeForward', group: 'Time', keys: ['Shift+ArrowRight'], printed: 'Shift →',
    sentence: 'Go to the selected node’s next event.',
    run: (tools) => withNode(tools, 'follow its events', (node) => tools.session.stepForward(node)),
  },
  {
    id: 'nodeBack', group: 'Time', keys: ['Shift+ArrowLeft'], printed: 'Shift ←',
    sentence: 'Go back to the selected node’s event before.',
    run: (tools) => withNode(tools, 'follow its events', (node) => tools.session.stepBack(node)),
  },
  { id: 'end', group: 'Time', keys: ['End'], sentence: 'Go to the newest moment.', run: ({ session }) => session.seekEnd() },
  { id: 'start', group: 'Time', keys: ['Home'], sentence: 'Go to the beginning.', run: ({ session }) => session.seekTime(0) },
  { id: 'slower', group: 'Time', keys: ['['], sentence: 'Slower.', run: ({ session }) => stepSpeed(session, -1) },
  { id: 'faster', group: 'Time', keys: [']'], sentence: 'Faster.', run: ({ session }) => stepSpeed(session, 1) },
];

/** What can be done to the selected node's place, leadership and snapshot. */
const deeds: readonly Action[] = [
  doDeed('learner', [], 'Make the selected node a learner.'),
  doDeed('voter', [], 'Make the selected node a voter.'),
  doDeed('remove', [], 'Remove the selected node from the cluster.'),
  doDeed('transfer', ['l'], 'Transfer leadership to the selected node; on the leader, to the follower that is furthest.'),
  doDeed('snapshot', [], 'Let the selected node take a snapshot now.'),
];

function doDeed(id: Deed['id'], keys: readonly string[], sentence: string): Action {
  const run = (tools: PageTools): void =>
    withNode(tools, 'do that', (node) => {
      const { frame } = tools.session.store.getState();
      const made = commandFor(frame, node, id);
      if (typeof made === 'string') tools.session.notify('info', `Not now, ${node}: ${made}.`);
      else commandAndTell(tools.session, made);
    });
  return { id: `node.${id}`, group: 'Nodes', keys, sentence, run };
}

/** The command of a deed, or why it can't be done. A leader's transfer goes to whoever has most of its log. */
function commandFor(frame: Frame, id: NodeId, what: Deed['id']): RunCommand | string {
  const node = frame.nodes.find((each) => each.id === id);
  if (node === undefined) return 'it is not there';
  const deed = deedsOf(frame, node).find((each) => each.id === what);
  if (deed !== undefined) return deed.command ?? deed.reason ?? 'it can’t be done';
  return successorsOf(frame, node)[0]?.command ?? 'there is no other voter';
}

const nodes: readonly Action[] = [
  {
    id: 'selectNode', group: 'Nodes', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], printed: '1–9',
    sentence: 'Select a node by its number.', run: ({ session }, key) => selectByNumber(session, key),
  },
  {
    id: 'crash', group: 'Nodes', keys: ['c'],
    sentence: 'Crash the selected node, or restart it; with nothing selected, crash the leader.',
    run: ({ session }) => crashOrRestart(session),
  },
  {
    id: 'pause', group: 'Nodes', keys: ['p'],
    sentence: 'Pause the selected node’s process, or let it go on.',
    run: (tools) =>
      withNode(tools, 'pause it', (node) =>
        tools.session.command({ type: statusOf(tools.session, node) === 'paused' ? 'resume' : 'pause', node }),
      ),
  },
  {
    id: 'timeout', group: 'Nodes', keys: ['t'],
    sentence: 'Let the selected node’s election timer fire now.',
    run: (tools) => withNode(tools, 'let its timer fire', (node) => tools.session.command({ type: 'campaign', node })),
  },
  {
    id: 'addNode', group: 'Nodes', keys: ['a'],
    sentence: 'Add a node: a worker starts, outside the configuration.', run: ({ session }) => addNode(session),
  },
  {
    id: 'members', group: 'Nodes', keys: ['m'],
    sentence: 'Members: change who votes and who listens.', run: (tools) => tools.openDialog('members'),
  },
  ...deeds,
  {
    id: 'why', group: 'Nodes', keys: ['w'],
    sentence: 'Why? Open the reason of what is selected, or of the last event.', run: (tools) => tools.showWhy(),
  },
];

const network: readonly Action[] = [
  {
    id: 'slice', group: 'Network and clients', keys: ['x'],
    sentence: 'Slice: drag a line over links to cut them.', run: ({ session }) => session.setTool('slice'),
  },
  {
    id: 'heal', group: 'Network and clients', keys: ['h', 'Delete'], printed: 'H',
    sentence: 'Heal every link.', run: ({ session }) => session.command({ type: 'heal', links: null }),
  },
  {
    id: 'partition', group: 'Network and clients', keys: ['g'],
    sentence: 'Partition the cluster into groups.', run: (tools) => tools.openDialog('partition'),
  },
  {
    id: 'client', group: 'Network and clients', keys: ['s'],
    sentence: 'Send a command as a client.', run: (tools) => tools.focusClient(),
  },
  {
    id: 'addClient', group: 'Network and clients', keys: ['k'],
    sentence: 'Add a client that asks by itself, follows redirects and tries again.', run: (tools) => tools.openDialog('client'),
  },
  {
    id: 'stopClients', group: 'Network and clients', keys: [],
    sentence: 'Stop every client that asks by itself.', run: ({ session }) => stopClients(session),
  },
];

const page: readonly Action[] = [
  { id: 'newRun', group: 'Page', keys: ['n'], sentence: 'Start a new run.', run: (tools) => tools.openDialog('newRun') },
  { id: 'open', group: 'Page', keys: ['o'], sentence: 'Open a scenario: from the library or a file.', run: (tools) => tools.openDialog('open') },
  {
    id: 'compare', group: 'Page', keys: ['v'],
    sentence: 'Compare: run a second cluster beside this one with another option.', run: (tools) => tools.openDialog('compare'),
  },
  {
    id: 'endComparison', group: 'Page', keys: [],
    sentence: 'Close the comparison.', run: ({ session }) => session.endComparison(),
  },
  { id: 'export', group: 'Page', keys: [], sentence: 'Download this run as a scenario.', run: (tools) => tools.download() },
  { id: 'clear', group: 'Page', keys: ['Escape'], printed: 'Esc', sentence: 'Put the tool away, or clear the selection.', run: ({ session }) => clear(session) },
  { id: 'palette', group: 'Page', keys: ['Mod+k'], printed: 'Ctrl K', sentence: 'Find an action by its name.', run: (tools) => tools.openDialog('palette') },
  { id: 'help', group: 'Page', keys: ['?'], sentence: 'Show keys and help.', run: (tools) => tools.openDialog('help') },
  { id: 'themeSystem', group: 'Page', keys: [], sentence: 'Theme: as the system has it.', run: ({ session }) => session.setTheme('system') },
  { id: 'themeLight', group: 'Page', keys: [], sentence: 'Theme: light.', run: ({ session }) => session.setTheme('light') },
  { id: 'themeDark', group: 'Page', keys: [], sentence: 'Theme: dark.', run: ({ session }) => session.setTheme('dark') },
];

export const actions: readonly Action[] = [...time, ...nodes, ...network, ...page];

/** The keys as printed on the page; empty for an action without one. */
export function printedKeys(action: Action): string {
  return action.printed ?? action.keys.map((key) => (key.length === 1 ? key.toUpperCase() : key)).join(' ');
}

/** What can be done to a node, a message or a link, as menu entries. */
import type { NodeFrame } from '../../../session/frame.ts';
import type { NodeId } from '../../../raft/types.ts';
import type { Session } from '../../../session/session.ts';
import { deedsOf, successorsOf } from '../../../session/members/deeds.ts';
import type { LinkEnd, RunCommand } from '../../../trace/command.ts';
import type { Envelope } from '../../../trace/event.ts';
import type { MenuEntry } from '../../components/menuEntry.ts';
import { commandAndTell } from '../../state/askCluster.ts';
import type { CutState, Link } from '../../viz/cutLines.ts';
import type { Point } from '../../viz/point.ts';
import { rateWord } from './nodeView.ts';

/** A menu that is open, at a point of the window. */
export interface StageMenu {
  readonly at: Point;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

const RATES: readonly number[] = [0.5, 1, 2];
const DELAY_MS = 50;

/** What a menu needs of the stage: the client bar, and a second menu in the first one's place. */
export interface MenuTools {
  sendTo(node: NodeId): void;
  openNext(label: string, entries: readonly MenuEntry[]): void;
}

export function nodeMenu(session: Session, node: NodeFrame, tools: MenuTools): MenuEntry[] {
  const { id, status, role } = node;
  const give = (type: 'crash' | 'restart' | 'pause' | 'resume' | 'campaign' | 'heartbeat') => () => session.command({ type, node: id });
  const asleep = status === 'up' ? null : status === 'down' ? 'it is down' : 'it is paused';
  const { nodes, cuts } = session.store.getState().frame;
  const links = nodes.filter((other) => other.id !== id).flatMap((other) => bothWays(id, other.id));
  const isolated = links.length > 0 && links.every((link) => isCut(cuts, link));
  return [
    status === 'down'
      ? { label: 'Restart', run: give('restart'), shortcut: 'C' }
      : { label: 'Crash', run: give('crash'), shortcut: 'C', bad: true },
    status === 'paused'
      ? { label: 'Resume', run: give('resume'), shortcut: 'P' }
      : { label: 'Pause', run: give('pause'), shortcut: 'P', disabledReason: status === 'down' ? 'it is down' : null },
    role === 'leader' && status !== 'down'
      ? { label: 'Send heartbeats now', run: give('heartbeat'), disabledReason: asleep }
      : { label: 'Trigger timeout', run: give('campaign'), shortcut: 'T', disabledReason: asleep ?? (role === 'learner' ? 'it has no vote' : null) },
    'separator',
    isolated
      ? { label: 'Reconnect', run: () => session.command({ type: 'heal', links }) }
      : {
          label: 'Isolate',
          run: () => session.command({ type: 'cut', links: links.filter((link) => !isCut(cuts, link)) }),
          disabledReason: links.length === 0 ? 'it is alone' : null,
        },
    { label: 'Send a command…', run: () => tools.sendTo(id), shortcut: 'S' },
    'separator',
    ...memberEntries(session, node, tools),
    'separator',
    ...RATES.map((rate) => ({
      label: rate === 1 ? 'Clock as it should be' : `Clock at ${rateWord(rate)}`,
      checked: node.clockRate === rate,
      run: () => session.command({ type: 'clockRate', node: id, rate }),
    })),
  ];
}

/** Membership, leadership and snapshot; what can't be done now says why. */
function memberEntries(session: Session, node: NodeFrame, tools: MenuTools): MenuEntry[] {
  const { frame } = session.store.getState();
  const give = (command: RunCommand) => () => commandAndTell(session, command);
  const entries = deedsOf(frame, node).map(({ id, label, command, reason }): MenuEntry => ({
    label,
    run: command === null ? () => undefined : give(command),
    disabledReason: reason,
    ...(id === 'remove' ? { bad: true } : id === 'transfer' ? { shortcut: 'L' } : {}),
  }));
  if (node.role !== 'leader' || node.status === 'down') return entries;
  const targets = successorsOf(frame, node).map(({ to, behind, command }): MenuEntry => ({
    label: `To ${to}${behind > 0 ? `, ${behind} behind` : ''}`,
    run: give(command),
  }));
  const last = entries.length - 1;
  return [
    ...entries.slice(0, last),
    {
      label: 'Hand over leadership…',
      run: () => tools.openNext(`Hand over from ${node.id}`, targets),
      disabledReason: targets.length === 0 ? 'no other voter' : null,
    },
    ...entries.slice(last),
  ];
}

export function messageMenu(session: Session, { id: message, deliverAt }: Envelope): MenuEntry[] {
  const waits = deliverAt === null ? 'it waits already' : null;
  return [
    { label: 'Deliver now', run: () => session.command({ type: 'deliver', message }) },
    { label: 'Hold', run: () => session.command({ type: 'hold', message }), disabledReason: waits },
    { label: `Delay by ${DELAY_MS} ms`, run: () => session.command({ type: 'delay', message, byMs: DELAY_MS }), disabledReason: waits },
    { label: 'Duplicate', run: () => session.command({ type: 'duplicate', message }), shortcut: 'Alt click' },
    'separator',
    { label: 'Drop', run: () => session.command({ type: 'drop', message }), bad: true },
  ];
}

export function linkMenu(session: Session, { a, b }: Link, state: CutState | null): MenuEntry[] {
  const cut = (links: readonly LinkEnd[]) => () => session.command({ type: 'cut', links });
  const ab = { from: a, to: b };
  const ba = { from: b, to: a };
  return [
    {
      label: 'Cut both ways',
      run: cut([...(state === 'ab' ? [] : [ab]), ...(state === 'ba' ? [] : [ba])]),
      disabledReason: state === 'both' ? 'cut' : null,
    },
    { label: `Cut ${a} → ${b} only`, run: onlyCut(session, ab, ba, state === 'ba' || state === 'both'), disabledReason: state === 'ab' ? 'cut' : null },
    { label: `Cut ${b} → ${a} only`, run: onlyCut(session, ba, ab, state === 'ab' || state === 'both'), disabledReason: state === 'ba' ? 'cut' : null },
    { label: 'Heal', run: () => session.command({ type: 'heal', links: [ab, ba] }), disabledReason: state === null ? 'it is whole' : null },
    'separator',
    { label: 'Inspect', run: () => session.select({ kind: 'link', a, b }) },
  ];
}

/** Cuts one direction and opens the other, whatever was before. */
function onlyCut(session: Session, cut: LinkEnd, open: LinkEnd, openIsCut: boolean): () => void {
  return () => {
    if (openIsCut) session.command({ type: 'heal', links: [open] });
    if (!isCut(session.store.getState().frame.cuts, cut)) session.command({ type: 'cut', links: [cut] });
  };
}

export function isCut(cuts: readonly LinkEnd[], { from, to }: LinkEnd): boolean {
  return cuts.some((link) => link.from === from && link.to === to);
}

export function bothWays(a: NodeId, b: NodeId): LinkEnd[] {
  return [
    { from: a, to: b },
    { from: b, to: a },
  ];
}

/** What clicks, menus, slices and drags on the stage do to the run. */
import { useRef, type RefObject } from 'react';
import type { ClientId, NodeId } from '../../../raft/types.ts';
import type { Session } from '../../../session/session.ts';
import type { StageTool } from '../../../session/state.ts';
import type { MessageId } from '../../../trace/event.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { showMobileTab, showOperation, showRightTab } from '../../state/uiStore.ts';
import { crossedBy } from '../../viz/cutLines.ts';
import { markAt } from '../../viz/markAt.ts';
import type { Point } from '../../viz/point.ts';
import type { StageGeometry } from '../../viz/ring.ts';
import { pointOn, progressAt } from '../../viz/travel.ts';
import { bothWays, linkMenu, messageMenu, nodeMenu, type MenuTools, type StageMenu } from './menus.ts';
import { sliceCommands } from './slice.ts';
import type { Target } from './target.ts';
import { wayOf, type Ways } from './tracks.ts';
import type { useCuts } from './useCuts.ts';
import type { GesturePort, MessageDrag, SliceDrag } from './stageGestures.ts';

const CANVAS_REACH = 12;

export interface StageScene {
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly geometry: StageGeometry;
  readonly ways: Ways;
  readonly cuts: ReturnType<typeof useCuts>;
  readonly standing: ReadonlyMap<number, number>;
  readonly onCanvas: boolean;
  readonly tool: StageTool;
  readonly openMenu: (menu: StageMenu) => void;
}

export function useStageActions(scene: StageScene): GesturePort {
  const session = useSession();
  const resume = useRef(false);
  const { geometry, ways, cuts, tool } = scene;
  const inFlight = (id: MessageId) => session.store.getState().frame.inFlight.find((envelope) => envelope.id === id);

  const toStage = ({ x, y }: Point): Point => {
    const box = scene.svg.current?.getBoundingClientRect();
    return { x: (x - (box?.left ?? 0)) / geometry.scale, y: (y - (box?.top ?? 0)) / geometry.scale };
  };

  const messageAt = (point: Point): MessageId | null => {
    if (!scene.onCanvas) return null;
    const now = session.clock.now();
    const marks = session.store.getState().frame.inFlight.flatMap((envelope) => {
      const way = wayOf(ways, envelope.message);
      return way === null ? [] : [[envelope.id, pointOn(way.track, scene.standing.get(envelope.id) ?? progressAt(envelope, now))] as const];
    });
    return markAt(point, marks, CANVAS_REACH);
  };

  const menu = (target: Target, at: Point) => {
    // After the first menu has closed and put the focus back.
    const openNext: MenuTools['openNext'] = (label, entries) => requestAnimationFrame(() => scene.openMenu({ at, label, entries }));
    const entries = menuFor(session, target, scene, { openNext, sendTo: (node) => sendTo(session, node) });
    if (entries !== null) scene.openMenu({ at, ...entries });
  };

  const slice = (drawn: SliceDrag) => {
    const before = drawn.line === null ? null : (cuts.picture.lines[drawn.line] ?? null);
    const commands = sliceCommands(cuts.links, cuts.cut, crossedBy(drawn, cuts.links), before?.crosses ?? []);
    if (commands.length > 0 || before !== null) cuts.remember({ a: drawn.a, b: drawn.b }, before);
    for (const command of commands) session.command(command);
    if (tool === 'slice') session.setTool('select');
  };

  return {
    tool,
    toStage,
    now: () => session.clock.now(),
    cutLine: (index) => cuts.picture.lines[index] ?? null,
    messageAt,
    grasp: (id) => {
      const envelope = inFlight(id);
      const way = envelope === undefined ? null : wayOf(ways, envelope.message);
      return envelope === undefined || way === null ? null : { envelope, track: way.track };
    },
    click: (target, at, alt) => clicked(session, target, alt, scene, () => menu(target, at)),
    menu,
    slice,
    dragStarts: () => {
      resume.current = session.store.getState().playing;
      session.pause();
    },
    dragEnds: (drag) => {
      letGo(session, drag);
      if (resume.current) session.play();
    },
  };
}

function clicked(session: Session, target: Target, alt: boolean, { cuts, tool }: StageScene, openMenu: () => void): void {
  switch (target.kind) {
    case 'node':
      if (target.restart) session.command({ type: 'restart', node: target.node });
      else session.select({ kind: 'node', node: target.node });
      return;
    case 'message':
      if (alt) session.command({ type: 'duplicate', message: target.message });
      else session.select({ kind: 'message', message: target.message });
      return;
    case 'link': {
      const link = cuts.links.find(({ key }) => key === target.key);
      if (link === undefined) return;
      if (cuts.cut.has(link.key)) session.command({ type: 'heal', links: bothWays(link.a, link.b) });
      else openMenu();
      return;
    }
    case 'client':
      showHistory(session, target.client);
      return;
    case 'empty':
      if (tool === 'select' && session.store.getState().selection !== null) session.select(null);
      return;
    case 'handle':
      return;
  }
}

/** The client's lane, with what it is at. On a phone that is under the timeline. */
function showHistory(session: Session, id: ClientId): void {
  const { clients, operations } = session.store.getState().frame;
  const at = clients.find((client) => client.id === id)?.operation ?? null;
  const operation = at === null ? undefined : operations.list[at - operations.first];
  showOperation(operation === undefined ? null : { client: id, number: operation.number });
  showRightTab('clients');
  showMobileTab('timeline');
}

function menuFor(session: Session, target: Target, { cuts }: StageScene, tools: MenuTools): Omit<StageMenu, 'at'> | null {
  const { frame } = session.store.getState();
  switch (target.kind) {
    case 'node': {
      const node = frame.nodes.find(({ id }) => id === target.node);
      return node === undefined ? null : { label: `Actions on ${node.id}`, entries: nodeMenu(session, node, tools) };
    }
    case 'client': {
      const acting = frame.clients.some(({ id, phase }) => id === target.client && phase !== 'stopped');
      const stop = { label: 'Stop', disabledReason: acting ? null : 'it has stopped', run: () => session.command({ type: 'stopClient', client: target.client }) };
      return { label: `Actions on ${target.client}`, entries: [{ label: 'Show its history', run: () => showHistory(session, target.client) }, stop] };
    }
    case 'message': {
      const envelope = frame.inFlight.find(({ id }) => id === target.message);
      return envelope === undefined ? null : { label: 'Actions on this message', entries: messageMenu(session, envelope) };
    }
    case 'link': {
      const link = cuts.links.find(({ key }) => key === target.key);
      return link === undefined
        ? null
        : { label: `Link ${link.a}–${link.b}`, entries: linkMenu(session, link, cuts.cut.get(link.key) ?? null) };
    }
    case 'handle':
      return {
        label: 'This cut',
        entries: [
          {
            label: 'Heal these links',
            run: () => {
              const keys = new Set(cuts.picture.lines[target.line]?.crosses);
              const links = cuts.links.filter(({ key }) => keys.has(key) && cuts.cut.has(key)).flatMap(({ a, b }) => bothWays(a, b));
              session.command({ type: 'heal', links });
            },
          },
        ],
      };
    case 'empty':
      return null;
  }
}

/** The client bar takes a node that becomes selected while the client tool is chosen. */
function sendTo(session: Session, node: NodeId): void {
  session.select(null);
  session.setTool('client');
  showMobileTab('logs');
  requestAnimationFrame(() => requestAnimationFrame(() => session.select({ kind: 'node', node })));
}

function letGo(session: Session, drag: MessageDrag | null): void {
  if (drag === null) return;
  const { envelope, outcome } = drag;
  if (outcome.kind === 'drop') session.command({ type: 'drop', message: envelope.id });
  else if (outcome.kind === 'delay') session.command({ type: 'delay', message: envelope.id, byMs: outcome.byMs });
}

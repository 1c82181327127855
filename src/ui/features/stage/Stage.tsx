import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import type { Message } from '../../../raft/types.ts';
import type { Frame } from '../../../session/frame.ts';
import type { Selection } from '../../../session/state.ts';
import type { Envelope } from '../../../trace/event.ts';
import { ContextMenu } from '../../components/Menu.tsx';
import { useReducedMotion } from '../../state/useMediaQuery.ts';
import { useMotionGate } from '../../state/useMotionGate.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { useUi } from '../../state/uiStore.ts';
import { stageGeometry } from '../../viz/ring.ts';
import { CutLines } from './CutLines.tsx';
import { MessageDragOverlay, SliceOverlay } from './DragOverlay.tsx';
import { Hatches } from './Hatches.tsx';
import { Links } from './Links.tsx';
import { lostHoldMs, lostMessages } from './lostMessages.ts';
import type { StageMenu } from './menus.ts';
import { MessageCanvas } from './MessageCanvas.tsx';
import styles from './Stage.module.css';
import { ClientsLayer, LegendLayer, LostLayer, MessagesLayer, NodesLayer } from './StageLayers.tsx';
import { stageKeys } from './stageKeys.ts';
import { standingMessages, wayOf, waysOf } from './tracks.ts';
import { StartingMark } from './StartingMark.tsx';
import { useCuts } from './useCuts.ts';
import { useNodeViews } from './useNodeViews.ts';
import { useRelayout } from './useRelayout.ts';
import { useStageActions } from './useStageActions.ts';
import { useStageGestures } from './useStageGestures.ts';

/** Loaded with the first client. */
const ActorsLayer = lazy(async () => ({ default: (await import('./ActorsLayer.tsx')).ActorsLayer }));

/** More moving marks than this are drawn on a canvas. */
const SVG_LIMIT = 300;

/** The ring in an area of so many px. */
export function Stage({ widthPx, heightPx }: { widthPx: number; heightPx: number }) {
  const frame = useSessionState((state) => state.frame);
  const events = useSessionState((state) => state.events);
  const selection = useSessionState((state) => state.selection);
  const tool = useSessionState((state) => state.tool);
  const playing = useSessionState((state) => state.playing);
  const speed = useSessionState((state) => state.speed);
  const calm = useReducedMotion();
  const gate = useMotionGate(frame);
  const { menu, openMenu, closeMenu } = useStageMenu();
  const svg = useRef<SVGSVGElement>(null);

  const starting = useStarting(frame);
  const names = [...frame.nodes.map((node) => node.id), ...(starting === null ? [] : [starting])].join('\n');
  const target = useMemo(() => stageGeometry(widthPx, heightPx, names === '' ? [] : names.split('\n')), [widthPx, heightPx, names]);
  const geometry = useRelayout(target, calm);
  const ways = useMemo(() => waysOf(geometry), [geometry]);
  const views = useNodeViews(frame, events);
  const cuts = useCuts(frame, events, geometry);
  const holdMs = lostHoldMs(frame.network, speed);
  const lost = lostMessages(events, frame, holdMs);
  const standing = standingMessages(frame.inFlight, ways, calm);
  const outside = views.filter(({ membership }) => membership === 'outside').map(({ id }) => id).join();
  const onCanvas = frame.inFlight.length > SVG_LIMIT;
  const trackOf = (message: Message) => wayOf(ways, message)?.track ?? null;

  const actions = useStageActions({ svg, geometry, ways, cuts, standing, onCanvas, tool, openMenu });
  const { slice, drag, handlers } = useStageGestures(actions);
  if (frame.nodes.length === 0) return null;
  return (
    <>
      {onCanvas && <MessageCanvas geometry={geometry} messages={frame.inFlight} trackOf={trackOf} fixed={standing} />}
      <svg
        ref={svg}
        className={styles.svg}
        viewBox={`0 0 ${geometry.width} ${geometry.height}`}
        role="group"
        aria-label={`Cluster of ${frame.nodes.length} ${frame.nodes.length === 1 ? 'node' : 'nodes'}`}
        data-tool={tool}
        data-motion={gate.open}
        {...handlers}
        onKeyDown={stageKeys(actions.click)}
      >
        <Hatches />
        <Links
          links={cuts.links} outside={outside} cut={cuts.cut} lines={cuts.picture.lines} gap={geometry.disc + 8}
          selected={selection?.kind === 'link' ? selectedLink(selection.a, selection.b, geometry.nodes.map((node) => node.id)) : null}
        />
        <LegendLayer messages={frame.inFlight.map(({ message }) => message)} lost={lost.length > 0} geometry={geometry} />
        <CutLines picture={cuts.picture} links={cuts.links} cut={cuts.cut} since={cuts.since} noted={!geometry.narrow} geometry={geometry} />
        <ClientsLayer frame={frame} geometry={geometry} />
        {frame.clients.length > 0 && (
          <Suspense>
            <ActorsLayer frame={frame} geometry={geometry} still={calm} />
          </Suspense>
        )}
        {starting !== null && <StartingMark id={starting} geometry={geometry} />}
        <NodesLayer views={views} geometry={geometry} selection={selection} />
        <LostLayer lost={lost} ways={ways} holdMs={holdMs} still={calm} />
        <MessagesLayer frame={frame} messages={onCanvas ? selectedMessage(frame, selection) : frame.inFlight} ways={ways} standing={standing} selection={selection} still={!playing} />
        {slice !== null && <SliceOverlay slice={slice} geometry={geometry} />}
        {drag !== null && <MessageDragOverlay drag={drag} />}
      </svg>
      <ContextMenu at={menu?.at ?? null} label={menu?.label ?? ''} entries={menu?.entries ?? []} onClose={closeMenu} />
    </>
  );
}

/** On the canvas nothing can be marked, so the selected message is drawn over it. */
function selectedMessage(frame: Frame, selection: Selection | null): readonly Envelope[] {
  return selection?.kind === 'message' ? frame.inFlight.filter(({ id }) => id === selection.message) : [];
}

/** The open menu; when it closes, a mark that had the focus gets it back. */
function useStageMenu() {
  const [menu, setMenu] = useState<StageMenu | null>(null);
  const focused = useRef<Element | null>(null);
  const openMenu = (next: StageMenu) => {
    focused.current = document.activeElement;
    setMenu(next);
  };
  const closeMenu = () => {
    setMenu(null);
    const mark = focused.current;
    // After the menu has put the focus where it likes.
    requestAnimationFrame(() => {
      if (mark instanceof SVGElement && mark.isConnected) mark.focus({ preventScroll: true });
    });
  };
  return { menu, openMenu, closeMenu };
}

/** The node whose worker is being started, until it is there. */
function useStarting(frame: Frame): string | null {
  const starting = useUi((state) => state.starting);
  return starting === null || frame.nodes.some((node) => node.id === starting) ? null : starting;
}

/** A link is keyed in the order of the cluster. */
function selectedLink(a: string, b: string, ids: readonly string[]): string {
  return ids.indexOf(a) < ids.indexOf(b) ? `${a}-${b}` : `${b}-${a}`;
}

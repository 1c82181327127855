/** The stage's layers, from the bottom up. */
import type { Message } from '../../../raft/types.ts';
import type { Frame } from '../../../session/frame.ts';
import type { Selection } from '../../../session/state.ts';
import type { Envelope } from '../../../trace/event.ts';
import type { StageGeometry } from '../../viz/ring.ts';
import { ClientMark } from './Clients.tsx';
import { Legend, LEGEND_COLUMN } from './Legend.tsx';
import { LostMark } from './LostMark.tsx';
import type { LostMessage } from './lostMessages.ts';
import { MessageMark } from './MessageMark.tsx';
import { isCalm, messageLabel } from './messageWords.ts';
import { NodeMark } from './NodeMark.tsx';
import type { NodeView } from './nodeView.ts';
import { recentRequests } from './recentRequests.ts';
import { wayOf, type Ways } from './tracks.ts';
import { legend } from '../../viz/messageKind.ts';

export function NodesLayer({ views, geometry, selection }: {
  views: readonly NodeView[];
  geometry: StageGeometry;
  selection: Selection | null;
}) {
  const selected = selection?.kind === 'node' || selection?.kind === 'entry' ? selection.node : null;
  const tabbed = selected ?? views[0]?.id;
  return (
    <g role="group" aria-label="Nodes">
      {views.map((view, i) => {
        const place = geometry.nodes[i];
        if (place === undefined) return null;
        return <NodeMark key={view.id} view={view} place={place} geometry={geometry} selected={view.id === selected} tabbable={view.id === tabbed} />;
      })}
    </g>
  );
}

export function MessagesLayer({ frame, messages, ways, standing, selection, still }: {
  frame: Frame;
  messages: readonly Envelope[];
  ways: Ways;
  standing: ReadonlyMap<number, number>;
  selection: Selection | null;
  still: boolean;
}) {
  const selected = selection?.kind === 'message' ? selection.message : null;
  const tabbed = messages.some(({ id }) => id === selected) ? selected : messages[0]?.id;
  const timed = frame.network.mode === 'timed';
  const calm = isCalm(frame);
  return (
    <g role="group" aria-label="Messages">
      {messages.map((envelope) => {
        const way = wayOf(ways, envelope.message);
        if (way === null) return null;
        return (
          <MessageMark
            key={envelope.id}
            envelope={envelope}
            track={way.track}
            outward={way.outward}
            fixed={standing.get(envelope.id) ?? null}
            held={timed && envelope.deliverAt === null}
            selected={envelope.id === selected}
            tabbable={envelope.id === tabbed}
            label={messageLabel(frame, envelope.message, envelope.id === selected, calm)}
            stillAt={still ? frame.time : null}
          />
        );
      })}
    </g>
  );
}

export function LostLayer({ lost, ways, holdMs, still }: { lost: readonly LostMessage[]; ways: Ways; holdMs: number; still: boolean }) {
  return lost.map((each) => {
    const way = wayOf(ways, each.envelope.message);
    return way === null ? null : <LostMark key={each.id} lost={each} track={way.track} holdMs={holdMs} still={still} />;
  });
}

export function ClientsLayer({ frame, geometry }: { frame: Frame; geometry: StageGeometry }) {
  const requests = recentRequests(frame);
  return geometry.nodes.map((node) => {
    const lines = requests.get(node.id);
    return lines === undefined ? null : <ClientMark key={node.id} node={node} geometry={geometry} lines={lines} />;
  });
}

/** The key keeps clear of the labels at its right and below it. */
export function LegendLayer({ messages, lost, geometry }: { messages: readonly Message[]; lost: boolean; geometry: StageGeometry }) {
  if (geometry.narrow) return null;
  const below = geometry.nodes
    .filter(({ label }) => label.anchor === 'end' && label.x - 114 < 125)
    .map(({ label }) => label.nameY - 14);
  const rows = Math.max(1, Math.min(8, Math.floor((Math.min(...below, 999) - 11) / 17.8)));
  const columns = Math.max(1, Math.floor((geometry.centre.x - 70) / LEGEND_COLUMN));
  return <Legend items={legend(messages, lost).slice(0, rows * columns)} rows={rows} />;
}

import { useMemo } from 'react';
import type { Frame } from '../../../session/frame.ts';
import { clientViews } from '../../../session/selectors/clients.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { actorPlaces } from '../../viz/actorPlaces.ts';
import type { StageGeometry } from '../../viz/ring.ts';
import { ActorMark } from './Actors.tsx';

/** More clients than this have no room for more than their names. */
const ACTORS_IN_WORDS = 4;

/** Clients that act by themselves, each in a place of its own. */
export function ActorsLayer({ frame, geometry, still }: { frame: Frame; geometry: StageGeometry; still: boolean }) {
  const events = useSessionState((state) => state.events);
  const views = clientViews(frame, events);
  const places = useMemo(() => actorPlaces(views.length, geometry), [views.length, geometry]);
  return views.map((view, i) => {
    const place = places[i];
    if (place === undefined) return null;
    const node = view.asking === null ? null : (geometry.nodes.find(({ id }) => id === view.asking) ?? null);
    return <ActorMark key={view.id} view={view} place={place} node={node} geometry={geometry} still={still} terse={views.length > ACTORS_IN_WORDS} tabbable={i === 0} />;
  });
}

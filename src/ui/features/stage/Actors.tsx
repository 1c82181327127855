import { memo, useRef } from 'react';
import type { ClientView } from '../../../session/selectors/clients.ts';
import { ACTOR_LETTERS, ACTOR_LINES, actorTrack, actorWay, type ActorPlace } from '../../viz/actorPlaces.ts';
import { check, chevron, cross, prompt } from '../../viz/glyphPaths.ts';
import type { NodePlace, StageGeometry } from '../../viz/ring.ts';
import { LOST_AT, progressAt } from '../../viz/travel.ts';
import styles from './Actors.module.css';
import { useMotion } from '../../state/useMotion.ts';

export interface ActorMarkProps {
  readonly view: ClientView;
  readonly place: ActorPlace;
  /** Whom it asks; null: nobody. */
  readonly node: NodePlace | null;
  readonly geometry: StageGeometry;
  /** Nothing travels: reduced motion. */
  readonly still: boolean;
  /** No room for more than a name. */
  readonly terse: boolean;
  readonly tabbable: boolean;
}

/** A client that acts by itself: its terminal, what it asks and how that stands, and what is on its way. */
export const ActorMark = memo(
  function ActorMark(props: ActorMarkProps) {
    const { view, place, geometry, terse, tabbable } = props;
    const { terminal, text } = place;
    const letters = geometry.narrow ? ACTOR_LETTERS.narrow : ACTOR_LETTERS.wide;
    const nameX = text.anchor === 'start' ? terminal.x + 17 : terminal.x - 17;
    return (
      <g
        className={styles.actor} data-testid={`actor-${view.id}`} data-tone={view.tone} data-client={view.id} data-focus="client"
        role="button" tabIndex={tabbable ? 0 : -1} aria-label={`Client ${view.id}: ${[view.asks, view.doing].filter(Boolean).join(', ')}`}
      >
        <Way {...props} />
        <rect {...reachOf(place)} className={styles.reach} />
        <rect x={terminal.x - 11} y={terminal.y - 9} width={22} height={18} rx={3} className={styles.terminal} />
        <path d={prompt} className={styles.prompt} transform={`translate(${terminal.x} ${terminal.y})`} />
        <g textAnchor={text.anchor}>
          <text x={nameX} y={terminal.y + 4.5} className={styles.name}>
            {clipped(view.id, 10)}
          </text>
          {!terse && (
            <>
              <text x={text.x} y={terminal.y + ACTOR_LINES.asks} className={styles.asks}>
                <title>{view.asks}</title>
                {clipped(view.asks, letters)}
              </text>
              <text x={text.x} y={terminal.y + ACTOR_LINES.doing - (view.asks === '' ? 13 : 0)} className={styles.doing}>
                {clipped(view.doing, letters + 5)}
              </text>
            </>
          )}
        </g>
      </g>
    );
  },
  (before, after) =>
    before.place === after.place &&
    before.node === after.node &&
    before.geometry === after.geometry &&
    before.still === after.still &&
    before.terse === after.terse &&
    before.tabbable === after.tabbable &&
    JSON.stringify(before.view) === JSON.stringify(after.view),
);

/** The line to the node that it asks, and the request or the answer on it. */
function Way({ view, place, node, geometry, still }: ActorMarkProps) {
  const head = useRef<SVGGElement>(null);
  const { journey } = view;
  const way = node === null ? null : actorWay(place, node, geometry);
  const track = way === null ? null : actorTrack(way, journey?.what === 'answer');
  useMotion((now) => {
    if (head.current === null || track === null || journey === null) return;
    const arrived = progressAt({ sentAt: journey.from, deliverAt: journey.to }, now);
    const progress = journey.lost ? Math.min(LOST_AT, still ? LOST_AT : arrived) : still ? 0.5 : arrived;
    head.current.setAttribute('transform', `translate(${(progress * track.length).toFixed(2)} 0)`);
    head.current.dataset['dead'] = String(journey.lost && (still || arrived >= LOST_AT));
  });
  if (way === null || track === null) return null;
  return (
    <>
      <line x1={way.a.x} y1={way.a.y} x2={way.b.x} y2={way.b.y} className={styles.way} data-waits={journey === null || undefined} />
      {journey !== null && (
        <g transform={`translate(${track.a.x.toFixed(2)} ${track.a.y.toFixed(2)}) rotate(${track.angle.toFixed(2)})`}>
          <g ref={head} className={styles.head} data-what={journey.what}>
            <g className={styles.alive}>
              <path d={chevron} className={styles.stroke} transform="translate(8.5 0)" />
              <g transform={`rotate(${(-track.angle).toFixed(2)})`}>
                {journey.what === 'request' ? (
                  <rect x={-4.5} y={-4.5} width={9} height={9} rx={1.5} className={styles.request} />
                ) : (
                  <>
                    <circle r={6} className={styles.answer} />
                    <path d={journey.good ? check : cross(2.4)} className={styles.stroke} transform={journey.good ? 'scale(0.85)' : undefined} />
                  </>
                )}
              </g>
            </g>
            <g className={styles.dead} transform={`rotate(${(-track.angle).toFixed(2)})`}>
              <path d={cross(4.2)} className={styles.cross} />
            </g>
          </g>
        </g>
      )}
    </>
  );
}

/** What can be hit: the terminal and its words, and with a finger enough of it. */
function reachOf({ terminal, text }: ActorPlace): { x: number; y: number; width: number; height: number } {
  const x = text.anchor === 'start' ? terminal.x - 15 : terminal.x - 85;
  return { x, y: terminal.y - 13, width: 100, height: ACTOR_LINES.doing + 17 };
}

function clipped(text: string, most: number): string {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

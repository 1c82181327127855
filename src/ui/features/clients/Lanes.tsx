import { useId, useMemo, useRef, type KeyboardEvent } from 'react';
import type { ClientOperation } from '../../../trace/client.ts';
import { operationWords } from '../../../session/selectors/clientWords.ts';
import { triesOf, type Try } from '../../../session/selectors/clientTries.ts';
import { reachedByKeyboard } from '../../state/reachedByKeyboard.ts';
import { useBox } from '../../state/useBox.ts';
import { useMotion } from '../../state/useMotion.ts';
import { showOperation, useUi } from '../../state/uiStore.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { axisTicks, barAt, barsOf, xOf, type Bar, type Scale, type Span } from './lanes.ts';
import { LaneHead } from './LaneHead.tsx';
import styles from './Lanes.module.css';

const HEAD = 76;
const LANE = 52;
const AXIS = 24;
const BAR = { top: 10, height: 14 } as const;
/** Room at the right of now, for its label. */
const RIGHT = 12;

/** One lane a client, newest moment at the right; moves with the clock. */
export function Lanes({ span }: { span: Span }) {
  const field = useRef<HTMLDivElement>(null);
  const box = useBox(field);
  const clients = useSessionState((state) => state.frame.clients);
  const operations = useSessionState((state) => state.frame.operations);
  const width = Math.max(60, (box?.width ?? 0) - HEAD - RIGHT);
  const height = clients.length * LANE + AXIS;
  return (
    <div ref={field} className={styles.field} style={{ height }}>
      {clients.map((client, lane) => (
        <LaneHead key={client.id} client={client} top={lane * LANE} height={LANE} width={HEAD} />
      ))}
      {box !== null && (
        <svg className={styles.lanes} style={{ left: HEAD }} width={width + RIGHT} height={height} role="group" aria-label="Operations as intervals">
          <Moving span={span} width={width} height={height} lanes={clients.map(({ id }) => operations.list.filter(({ client }) => client === id))} />
        </svg>
      )}
    </div>
  );
}

/** What goes to the left as time passes; the clock moves it as a whole. */
function Moving({ span, width, height, lanes }: { span: Span; width: number; height: number; lanes: readonly (readonly ClientOperation[])[] }) {
  const now = useSessionState((state) => state.frame.time);
  const events = useSessionState((state) => state.events);
  const until = useSessionState((state) => state.frame.eventCount);
  const group = useRef<SVGGElement>(null);
  const clip = useId();
  const scale = useMemo<Scale>(() => ({ now, span, width }), [now, span, width]);
  const bars = lanes.map((lane) => barsOf(lane, scale));
  const tries = triesOf(bars.flatMap((lane) => lane.map(({ operation }) => operation)), events, until);
  useMotion((time) => group.current?.setAttribute('transform', `translate(${(-((time - now) / span) * width).toFixed(2)} 0)`));
  const axis = height - AXIS;
  return (
    <>
      <clipPath id={clip}>
        <rect x={0} y={0} width={width} height={height} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <g ref={group}>
          {axisTicks(scale).map((time) => (
            <g key={time} transform={`translate(${xOf(time, scale).toFixed(1)} 0)`}>
              <line y1={0} y2={axis} className={styles.grid} />
              <text y={axis + 15} className={styles.moment}>
                {seconds(time, span)}
              </text>
            </g>
          ))}
          {bars.map((lane, i) => (
            <Lane key={i} bars={lane} top={i * LANE} scale={scale} tries={tries} />
          ))}
        </g>
      </g>
      <line x1={0} x2={width} y1={axis + 0.5} y2={axis + 0.5} className={styles.axis} />
      <line x1={width} x2={width} y1={0} y2={axis} className={styles.now} />
    </>
  );
}

function seconds(time: number, span: number): string {
  return (time / 1000).toFixed(span < 1000 ? 2 : span < 10_000 ? 1 : 0);
}

function Lane({ bars, top, scale, tries }: { bars: readonly Bar[]; top: number; scale: Scale; tries: ReadonlyMap<ClientOperation, readonly Try[]> }) {
  const chosen = useUi((state) => state.operation);
  const pick = (bar: Bar | null): void => {
    if (bar !== null) showOperation({ client: bar.operation.client, number: bar.operation.number });
  };
  return (
    <g transform={`translate(0 ${top})`}>
      <rect
        x={-scale.width} width={scale.width * 3} height={LANE} className={styles.lane}
        onClick={(event) => {
          const from = event.currentTarget.getBoundingClientRect().left + scale.width;
          pick(barAt(bars, event.clientX - from));
        }}
      />
      <line x1={-scale.width} x2={scale.width * 2} y1={BAR.top + BAR.height / 2} y2={BAR.top + BAR.height / 2} className={styles.rest} />
      {bars.map((bar, i) => (
        <Interval
          key={bar.operation.number}
          bar={bar}
          scale={scale}
          tries={tries.get(bar.operation) ?? []}
          chosen={chosen?.client === bar.operation.client && chosen.number === bar.operation.number}
          tabbable={i === bars.length - 1}
          onPick={() => pick(bar)}
        />
      ))}
    </g>
  );
}

interface IntervalProps {
  bar: Bar;
  scale: Scale;
  tries: readonly Try[];
  chosen: boolean;
  tabbable: boolean;
  onPick: () => void;
}

/** One operation: from the first request to the answer that ended it, with a tick for every further try. */
function Interval({ bar, scale, tries, chosen, tabbable, onPick }: IntervalProps) {
  const { operation, x, width, label } = bar;
  const { number, outcome, asks } = operation;
  const onKeyDown = (event: KeyboardEvent<SVGGElement>): void => {
    // One that was clicked keeps the focus unseen: the keys are the page's then.
    if (!reachedByKeyboard(event.currentTarget)) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (step === undefined) onPick();
    else neighbour(event.currentTarget, step)?.focus();
  };
  const middle = BAR.top + BAR.height / 2;
  return (
    <g
      className={styles.operation} data-outcome={outcome} data-chosen={chosen || undefined} data-reads={asks.op === 'read' || undefined}
      data-testid={`operation-${operation.client}-${number}`}
      role="button" tabIndex={tabbable ? 0 : -1} aria-pressed={chosen} aria-label={spoken(operation)} onClick={onPick} onKeyDown={onKeyDown}
    >
      <title>{spoken(operation)}</title>
      <rect x={x} y={BAR.top} width={width} height={BAR.height} rx={2} className={styles.bar} />
      {tries.slice(1).map(({ attempt, sentAt }) => (
        <line key={attempt} x1={xOf(sentAt, scale)} x2={xOf(sentAt, scale)} y1={BAR.top - 3} y2={BAR.top + BAR.height + 3} className={styles.tick} />
      ))}
      {tries.filter((each) => each.outcome === 'lost' || each.outcome === 'timesOut').map(({ attempt, sentAt, endedAt, outcome: became }) => (
        <path
          key={attempt} className={styles.cross} data-outcome={became} d="M-2.8 -2.8L2.8 2.8M-2.8 2.8L2.8 -2.8"
          transform={`translate(${xOf(endedAt ?? sentAt, scale).toFixed(1)} ${middle})`}
        />
      ))}
      <text x={Math.max(x, 2)} y={BAR.top + BAR.height + 16} className={styles.label}>
        {label}
      </text>
    </g>
  );
}

/** The interval before or after, in the same lane. */
function neighbour(interval: SVGGElement, step: number): SVGGElement | null {
  const all = [...(interval.parentElement?.querySelectorAll<SVGGElement>('[data-outcome][role=button]') ?? [])];
  return all[all.indexOf(interval) + step] ?? null;
}

const outcomes = { open: 'goes on', ok: 'done', gaveUp: 'given up' } as const;

function spoken(operation: ClientOperation): string {
  const { client, number, outcome, attempts } = operation;
  return `${client} #${number}: ${operationWords(operation)}, ${outcomes[outcome]}, ${attempts === 1 ? '1 try' : `${attempts} tries`}`;
}

import { memo, useLayoutEffect, useRef } from 'react';
import type { VirtualMs } from '../../../trace/event.ts';
import type { Envelope } from '../../../trace/event.ts';
import { senderTerm } from '../../../trace/senderTerm.ts';
import { termVars } from '../../components/term.ts';
import { chevron, heldRing } from '../../viz/glyphPaths.ts';
import { glyphNumber, glyphReach, messageKind } from '../../viz/messageKind.ts';
import { progressAt, type Track } from '../../viz/travel.ts';
import styles from './Message.module.css';
import { MessageGlyph } from './MessageGlyph.tsx';
import { spokenMessage, type MessageLabel } from './messageWords.ts';
import { useMotion } from '../../state/useMotion.ts';

export interface MessageMarkProps {
  readonly envelope: Envelope;
  readonly track: Track;
  /** Where it stands, if it doesn’t travel: held, or with reduced motion. */
  readonly fixed: number | null;
  readonly held: boolean;
  readonly selected: boolean;
  readonly tabbable: boolean;
  readonly label: MessageLabel | null;
  /** Which side of the way looks out of the ring: 1 is right of travel. */
  readonly outward: 1 | -1;
  /** While time stands still, when that is; its name then says when it arrives. */
  readonly stillAt: VirtualMs | null;
}

/** Moves `head` along the way and lets the trail follow. */
export function placeMark(head: SVGGElement | null, trail: SVGLineElement | null, track: Track, progress: number, reach: number): void {
  const along = progress * track.length;
  head?.setAttribute('transform', `translate(${along.toFixed(2)} 0)`);
  trail?.setAttribute('x2', Math.max(0, along - reach).toFixed(2));
}

/** One message under way. Only its head and trail move, by the clock; React draws it once. */
export const MessageMark = memo(function MessageMark(props: MessageMarkProps) {
  const { envelope, track, fixed, held, selected, tabbable, label, outward, stillAt } = props;
  const { message } = envelope;
  const kind = messageKind(message);
  const reach = glyphReach(kind, glyphNumber(message) ?? 0);
  const root = useRef<SVGGElement>(null);
  const head = useRef<SVGGElement>(null);
  const trail = useRef<SVGLineElement>(null);
  useMotion((now) => placeMark(head.current, trail.current, track, fixed ?? progressAt(envelope, now), reach + 3));
  useFocusGoesOn(root, message.to);
  return (
    <g
      ref={root}
      role="button"
      tabIndex={tabbable ? 0 : -1}
      aria-label={spokenMessage(envelope, stillAt)}
      aria-pressed={selected}
      data-testid={`message-${envelope.id}`}
      data-message={envelope.id}
      data-focus="message"
      data-kind={kind}
      className={styles.message}
      style={termVars(senderTerm(message))}
      transform={`translate(${track.a.x.toFixed(2)} ${track.a.y.toFixed(2)}) rotate(${track.angle.toFixed(2)})`}
    >
      <line ref={trail} x1={0} className={styles.trail} />
      <g ref={head}>
        <g transform={`rotate(${(-track.angle).toFixed(2)})`}>
          <circle r={12} className={styles.reach} />
          {selected && <circle r={12.5} className={styles.selected} />}
          <circle r={15} className={styles.focus} />
        </g>
        <path d={chevron} className={styles.chevron} transform={`translate(${selected ? 15.5 : reach + 3.5} 0)`} />
        {envelope.copyOf !== null && <path d={`M${-reach - 2.5} 0h-5`} className={styles.copy} />}
        <g transform={`rotate(${(-track.angle).toFixed(2)})`}>
          <MessageGlyph message={message} />
          {held && <path d={heldRing} className={styles.held} />}
          {label !== null && <Label label={label} track={track} outward={outward} />}
        </g>
      </g>
    </g>
  );
}, sameMark);

/** Envelopes are new objects in every frame; one that was put off arrives at another time. */
function sameMark(before: MessageMarkProps, after: MessageMarkProps): boolean {
  return (
    before.envelope.id === after.envelope.id &&
    before.envelope.deliverAt === after.envelope.deliverAt &&
    before.envelope.sentAt === after.envelope.sentAt &&
    before.track === after.track &&
    before.fixed === after.fixed &&
    before.held === after.held &&
    before.selected === after.selected &&
    before.tabbable === after.tabbable &&
    before.label?.text === after.label?.text &&
    before.label?.detail === after.label?.detail &&
    before.stillAt === after.stillAt
  );
}

/** A few words beside the glyph, on the outer side of its way. */
function Label({ label, track, outward }: { label: MessageLabel; track: Track; outward: 1 | -1 }) {
  const angle = (track.angle * Math.PI) / 180;
  const nx = -Math.sin(angle) * outward;
  const ny = Math.cos(angle) * outward;
  const anchor = nx > 0.35 ? 'start' : nx < -0.35 ? 'end' : 'middle';
  const away = anchor === 'middle' ? 20 : 19;
  const lines = label.detail === null ? 1 : 2;
  const y = anchor === 'middle' ? (ny < 0 ? ny * away - (lines - 1) * 13 + 3 : ny * away + 8) : ny * away + 4 - (lines - 1) * 5;
  return (
    <g className={styles.label} transform={`translate(${nx * away} ${y})`} textAnchor={anchor}>
      <text className={styles.word}>{label.text}</text>
      {label.detail !== null && (
        <text className={styles.detail} y={13.5}>
          {label.detail}
        </text>
      )}
    </g>
  );
}

/** When a message that has the focus arrives, the focus goes with it to its receiver. */
function useFocusGoesOn(root: React.RefObject<SVGGElement | null>, receiver: string): void {
  useLayoutEffect(() => {
    const mark = root.current;
    return () => {
      if (mark === null || document.activeElement !== mark) return;
      const nodes = mark.ownerSVGElement?.querySelectorAll<SVGGElement>('[data-node]') ?? [];
      [...nodes].find((node) => node.dataset['node'] === receiver)?.focus({ preventScroll: true });
    };
  }, [root, receiver]);
}

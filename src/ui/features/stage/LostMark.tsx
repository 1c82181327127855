import { memo, useRef } from 'react';
import { senderTerm } from '../../../trace/senderTerm.ts';
import { termVars } from '../../components/term.ts';
import { chevron, cross } from '../../viz/glyphPaths.ts';
import { glyphReach, messageKind } from '../../viz/messageKind.ts';
import { progressAt, type Track } from '../../viz/travel.ts';
import { ghostOpacity, type LostMessage } from './lostMessages.ts';
import styles from './Message.module.css';
import { MessageGlyph } from './MessageGlyph.tsx';
import { placeMark } from './MessageMark.tsx';
import { useMotion } from '../../state/useMotion.ts';

/** A message that doesn’t arrive: it travels, and where it is lost a cross stays for a while. */
export const LostMark = memo(
  function LostMark({ lost, track, holdMs, still }: { lost: LostMessage; track: Track; holdMs: number; still: boolean }) {
    const { message } = lost.envelope;
    const reach = glyphReach(messageKind(message), message.type === 'AppendEntries' ? message.entries.length : 0);
    const root = useRef<SVGGElement>(null);
    const head = useRef<SVGGElement>(null);
    const trail = useRef<SVGLineElement>(null);
    useMotion((now) => {
      const dead = still || now >= lost.diedAt;
      const progress = dead ? lost.at : Math.min(lost.at, progressAt(lost.envelope, now));
      placeMark(head.current, trail.current, track, progress, dead ? 2 : reach + 3);
      if (root.current === null) return;
      root.current.dataset['dead'] = String(dead);
      root.current.style.opacity = dead ? ghostOpacity(now, lost.diedAt, holdMs).toFixed(2) : '';
    });
    return (
      <g
        ref={root}
        data-testid={`lost-${lost.id}`}
        className={styles.lost}
        style={termVars(senderTerm(message))}
        transform={`translate(${track.a.x.toFixed(2)} ${track.a.y.toFixed(2)}) rotate(${track.angle.toFixed(2)})`}
      >
        <line ref={trail} x1={0} className={styles.trail} />
        <g ref={head}>
          <g className={styles.alive}>
            <path d={chevron} className={styles.chevron} transform={`translate(${reach + 3.5} 0)`} />
            <g transform={`rotate(${(-track.angle).toFixed(2)})`}>
              <MessageGlyph message={message} />
            </g>
          </g>
          <g className={styles.dead} transform={`rotate(${(-track.angle).toFixed(2)})`}>
            <title>{`${message.type} from ${message.from} to ${message.to}: lost`}</title>
            <circle r={9} className={styles.reach} />
            <path d={cross(4.2)} className={styles.cross} />
          </g>
        </g>
      </g>
    );
  },
  (before, after) =>
    before.lost.id === after.lost.id &&
    before.lost.diedAt === after.lost.diedAt &&
    before.track === after.track &&
    before.holdMs === after.holdMs &&
    before.still === after.still,
);


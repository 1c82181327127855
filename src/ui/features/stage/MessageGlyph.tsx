import type { ReactNode } from 'react';
import type { Entry, Message } from '../../../raft/types.ts';
import { termColours } from '../../components/term.ts';
import { bolt, check, chunkPage, chunkStack, cross, diamond, page, spine } from '../../viz/glyphPaths.ts';
import { glyphNumber, messageKind, stackHeight } from '../../viz/messageKind.ts';
import styles from './Message.module.css';

/** A message’s glyph around the origin: form is type, colour is the sender’s term (entries have their own). */
export function MessageGlyph({ message }: { message: Message }): ReactNode {
  switch (messageKind(message)) {
    case 'request':
      return <path d={diamond(7.5)} className={styles.hollow} />;
    case 'granted':
      return (
        <>
          <path d={diamond(8.5)} className={styles.solid} />
          <path d={check} className={styles.onSolid} />
        </>
      );
    case 'denied':
      return (
        <>
          <path d={diamond(8)} className={styles.hollow} />
          <path d={cross(2.2)} className={styles.stroke} />
        </>
      );
    case 'preRequest':
      return <path d={diamond(7.5)} className={styles.unreal} />;
    case 'preGranted':
      return (
        <>
          <path d={diamond(8.5)} className={styles.unreal} />
          <path d={check} className={styles.stroke} />
        </>
      );
    case 'preDenied':
      return (
        <>
          <path d={diamond(8)} className={styles.unreal} />
          <path d={cross(2.2)} className={styles.stroke} />
        </>
      );
    case 'snapshot':
      return (
        <>
          <path d={page} className={styles.solid} />
          <path d={spine} className={styles.spine} />
          <PageNumber message={message} x={3.5} />
        </>
      );
    case 'chunk':
      return (
        <>
          <path d={chunkStack} className={styles.stroke} />
          <path d={chunkPage} className={styles.solid} />
          <PageNumber message={message} x={-0.5} />
        </>
      );
    case 'timeoutNow':
      return <path d={bolt} className={styles.solid} />;
    case 'entries':
      return <Entries entries={message.type === 'AppendEntries' ? message.entries : []} />;
    case 'heartbeat':
      return <circle r={3.5} className={styles.solid} />;
    case 'ack':
      return <circle r={4.5} className={styles.hollow} />;
    case 'refusal':
      return (
        <>
          <circle r={6.5} className={styles.hollow} />
          <path d={cross(2.5)} className={styles.stroke} />
        </>
      );
  }
}

/** Up to which index the snapshot goes. */
function PageNumber({ message, x }: { message: Message; x: number }) {
  const index = glyphNumber(message) ?? 0;
  return (
    <text x={x} y={3.8} className={styles.pageNumber} style={{ fontSize: index > 999 ? 7 : index > 99 ? 8 : undefined }}>
      {index}
    </text>
  );
}

/** Up to three squares, the newest in front with the count. */
function Entries({ entries }: { entries: readonly Entry[] }) {
  const height = stackHeight(entries.length);
  const shown = entries.length <= height ? entries : [entries[0], entries[entries.length >> 1], entries.at(-1)];
  const middle = (height - 1) / 2;
  return shown.map((entry, i) => {
    if (entry === undefined) return null;
    const { fill, line, on } = termColours(entry.term);
    const front = i === shown.length - 1;
    return (
      <g key={entry.index} transform={`translate(${(i - middle) * 3} ${(middle - i) * 3})`}>
        <rect x={-5.5} y={-5.5} width={11} height={11} rx={1.5} style={{ fill, stroke: front && height === 1 ? line : 'var(--n-0)' }} className={styles.entry} />
        {front && (
          <text y={3.5} className={styles.count} style={{ fill: on, fontSize: entries.length > 9 ? 8 : undefined }}>
            {entries.length}
          </text>
        )}
      </g>
    );
  });
}

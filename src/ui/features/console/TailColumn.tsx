import { memo } from 'react';
import type { NodeId } from '../../../raft/types.ts';
import type { ConsoleLine } from '../../../session/selectors/consoleLines.ts';
import { consoleTime } from '../../../session/selectors/consoleLines.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './ConsolePanel.module.css';
import { VirtualLines } from './VirtualLines.tsx';

/** One node’s console, newest line at the bottom. */
export const TailColumn = memo(function TailColumn({ id, lines }: { id: NodeId; lines: readonly ConsoleLine[] }) {
  const status = useSessionState(({ frame }) => {
    const node = frame.nodes.find((each) => each.id === id);
    if (node === undefined) return '';
    return node.status === 'up' ? `${node.role}, term ${node.currentTerm}` : node.status === 'down' ? 'down' : 'paused';
  });
  return (
    <div className={styles.column}>
      <h2 className={styles.head}>
        {id} <span className={styles.role}>{status}</span>
      </h2>
      {lines.length === 0 ? (
        <p className={styles.empty}>Nothing yet.</p>
      ) : (
        <VirtualLines label={`Console of ${id}`} count={lines.length} sticky line={(i) => <Line line={lines[i]} />} />
      )}
    </div>
  );
});

function Line({ line }: { line: ConsoleLine | undefined }) {
  const session = useSession();
  if (line === undefined) return null;
  return (
    <div
      className={styles.line}
      data-tone={line.tone}
      onDoubleClick={() => session.select({ kind: 'event', event: line.event })}
    >
      <span className={styles.time}>{consoleTime(line.time)}</span>
      {line.text}
    </div>
  );
}

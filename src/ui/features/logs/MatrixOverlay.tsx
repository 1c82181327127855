import type { Frame } from '../../../session/frame.ts';
import { entryAt, lastLogIndex } from '../../../session/selectors/cluster.ts';
import { CommitLine } from './CommitLine.tsx';
import { DoomNote } from './DoomNote.tsx';
import type { MatrixSizes } from './geometry.ts';
import styles from './LogMatrix.module.css';
import { bracketX, type MatrixModel } from './matrixModel.ts';

/** What lies over the rows: the commit line, and the notes beside entries that will be removed. */
export function MatrixOverlay({ frame, model, sizes, height }: {
  frame: Frame;
  model: MatrixModel;
  sizes: MatrixSizes;
  height: number;
}) {
  const empty = frame.nodes.every((node) => lastLogIndex(node) === 0);
  const rowTop = (row: number) => sizes.heads + row * sizes.pitch;
  return (
    <div className={styles.overlay} style={{ left: sizes.head }}>
      {empty ? (
        <p className={styles.empty} style={{ top: sizes.heads, left: sizes.column + 12, height: sizes.cellHeight }}>
          No entries yet. Send set x=1.
        </p>
      ) : (
        <CommitLine x={model.line} height={height - 2} need={model.need} />
      )}
      {model.runs.map((run) => {
        const node = frame.nodes[run.fromRow];
        return (
          <DoomNote
            key={`${run.fromRow} ${run.from}`}
            run={run}
            term={node === undefined ? 0 : (entryAt(node, run.from)?.term ?? 0)}
            x={bracketX(model.axis, sizes, run)}
            top={rowTop(run.fromRow)}
            height={rowTop(run.toRow) - rowTop(run.fromRow) + sizes.cellHeight}
          />
        );
      })}
    </div>
  );
}

import type { LogIndex } from '../../../raft/types.ts';
import type { Frame, NodeFrame } from '../../../session/frame.ts';
import { committedIndex, votesNeeded } from '../../../session/selectors/cluster.ts';
import { type CopiesView, votersOf } from '../../../session/selectors/copies.ts';
import { ColumnHead } from './ColumnHead.tsx';
import { type Axis, columnX, type MatrixSizes } from './geometry.ts';
import styles from './LogMatrix.module.css';
import { copyLetters } from './matrixModel.ts';

/** The indexes of the columns, and under each how many copies count, as its leader knows or as the disks are. */
export function MatrixHeads({ frame, view, leader, axis, sizes, first, last }: {
  frame: Frame;
  view: CopiesView;
  leader: NodeFrame | null;
  axis: Axis;
  sizes: MatrixSizes;
  first: LogIndex;
  last: LogIndex;
}) {
  const commit = committedIndex(frame);
  const known = view === 'leader' ? leader : null;
  const heads = [];
  for (let index = first; index <= last; index += 1) {
    const copies = copyLetters(frame, index, known === null ? 'disks' : 'leader');
    heads.push(
      <ColumnHead
        key={index}
        index={index}
        x={columnX(axis, sizes, index)}
        width={sizes.cell}
        committed={index <= commit}
        copies={copies}
        title={copies === '' ? `index ${index}: no entry yet` : copiesTitle(frame, index, copies, known)}
      />,
    );
  }
  return (
    <div role="row" className={styles.row} style={{ height: sizes.heads }}>
      <div role="columnheader" className={styles.corner} style={{ width: sizes.head }}>
        <span>index</span>
        <span>{known === null ? 'copies on disk' : `copies ${known.id} knows`}</span>
      </div>
      <div role="presentation" className={styles.cells}>
        {heads}
      </div>
    </div>
  );
}

/** `S1, S2, S5 of 5 hold index 18; 3 are needed`, and how that is known. */
function copiesTitle(frame: Frame, index: LogIndex, copies: string, known: NodeFrame | null): string {
  const voters = votersOf(frame);
  const holders = voters.filter((_, i) => copies[i] === '1').map((node) => node.id);
  const config = (known ?? frame.nodes[0])?.config;
  const needed = config === undefined ? 0 : votesNeeded(config);
  const who = holders.length === 0 ? 'nobody' : holders.join(', ');
  const how = known === null ? 'on disk at' : `as ${known.id} knows by matchIndex:`;
  return `index ${index}, ${how} ${who}\n${holders.length} of ${voters.length} copies, ${needed} are a majority`;
}

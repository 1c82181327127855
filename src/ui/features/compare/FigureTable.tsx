import { comparedInWords, compareFigures, figuresKey, type ComparedCell } from '../../../session/selectors/compareFigures.ts';
import type { Session } from '../../../session/session.ts';
import { Spoken } from '../../components/Spoken.tsx';
import { termColours } from '../../components/term.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { useStateOf } from '../../state/useTwin.ts';
import styles from './FigureTable.module.css';

const QUIET_MS = 2000;

/** What both have cost and reached so far; what differs is strong. */
export function FigureTable({ twin }: { twin: Session }) {
  const session = useSession();
  // Reasons to look again: most frames count nothing new.
  useSessionState((state) => figuresKey(state.frame));
  useStateOf(twin, (state) => figuresKey(state.frame));
  const rows = compareFigures(session.store.getState().frame, twin.store.getState().frame);
  return (
    <>
      <table className={styles.table}>
        <caption className="spoken">Figures of both clusters</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">A</th>
            <th scope="col">B</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, title, a: left, b: right, differs }) => (
            <tr key={id} data-differs={differs} data-figure={id}>
              <th scope="row" title={title}>
                {label}
              </th>
              <Cell cell={left} />
              <Cell cell={right} />
            </tr>
          ))}
        </tbody>
      </table>
      <Spoken text={comparedInWords(rows) ?? 'No figure differs so far.'} quietMs={QUIET_MS} />
    </>
  );
}

function Cell({ cell: { text, term } }: { cell: ComparedCell }) {
  return <td style={term === null ? undefined : { color: termColours(term).ink }}>{text}</td>;
}

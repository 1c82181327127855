import type { NodeId } from '../../../raft/types.ts';
import type { Frame } from '../../../session/frame.ts';
import { isCut } from '../../../session/selectors/whyJudge.ts';
import { formatMsRange } from '../../../trace/narrateCommand.ts';
import { messageTitle } from '../../../trace/narrateMessage.ts';
import { Button } from '../../components/Button.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './Clauses.module.css';
import { FactTable } from './FactTable.tsx';
import { Head } from './Head.tsx';
import inspector from './Inspector.module.css';

/** One link, both directions: whether it carries messages, and which are on it. */
export function LinkInspector({ a, b }: { a: NodeId; b: NodeId }) {
  const frame = useSessionState((state) => state.frame);
  const there = isCut(frame, a, b);
  const back = isCut(frame, b, a);
  const state = there && back ? 'cut' : there || back ? 'one way only' : 'open';
  return (
    <>
      <Head kicker="Link" title={`${a} – ${b}, ${state}`} actions={<LinkActions a={a} b={b} there={there} back={back} />} />
      <div className={inspector.block}>
        <FactTable
          title="Direction"
          columns={[`${a} → ${b}`, `${b} → ${a}`]}
          rows={[
            { label: 'state', values: [there ? 'cut' : 'open', back ? 'cut' : 'open'] },
            { label: 'on the way', values: [onTheWay(frame, a, b).length, onTheWay(frame, b, a).length] },
            { label: 'latency', values: [formatMsRange(frame.network.latencyMs), formatMsRange(frame.network.latencyMs)], hint: 'As the whole network; a single link may differ.' },
          ]}
        />
        {(there || back) && <p className={inspector.meta}>What is sent into a cut is lost; nobody is told.</p>}
      </div>
      <OnTheWay frame={frame} a={a} b={b} />
    </>
  );
}

function onTheWay(frame: Frame, from: NodeId, to: NodeId) {
  return frame.inFlight.filter(({ message }) => message.from === from && message.to === to);
}

function LinkActions({ a, b, there, back }: { a: NodeId; b: NodeId; there: boolean; back: boolean }) {
  const session = useSession();
  const links = [
    { from: a, to: b, cut: there },
    { from: b, to: a, cut: back },
  ];
  const act = (type: 'cut' | 'heal', which: typeof links) => () =>
    session.command({ type, links: which.map(({ from, to }) => ({ from, to })) });
  return (
    <>
      {links.every((link) => !link.cut) && <Button onClick={act('cut', links.filter((link) => !link.cut))}>Cut both ways</Button>}
      {links.every((link) => link.cut) && <Button onClick={act('heal', links.filter((link) => link.cut))}>Heal both ways</Button>}
      {links.map((link) => (
        <Button key={link.from} onClick={act(link.cut ? 'heal' : 'cut', [link])}>
          {link.cut ? 'Heal' : 'Cut'} {link.from} → {link.to}
        </Button>
      ))}
    </>
  );
}

function OnTheWay({ frame, a, b }: { frame: Frame; a: NodeId; b: NodeId }) {
  const session = useSession();
  const messages = [...onTheWay(frame, a, b), ...onTheWay(frame, b, a)];
  if (messages.length === 0) return null;
  return (
    <section className={inspector.block} aria-label="Messages on this link">
      <h3 className={styles.heading}>On the way</h3>
      <ul>
        {messages.map(({ id, message }) => (
          <li key={id}>
            <button type="button" className={styles.row} onClick={() => session.select({ kind: 'message', message: id })}>
              <span>{messageTitle(message)}</span>
              <span className={styles.value}>
                {message.from} → {message.to}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

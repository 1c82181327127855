import { useMemo } from 'react';
import type { Frame } from '../../../session/frame.ts';
import { fateOf, findEnvelope, type MessageFate } from '../../../session/selectors/whyEvents.ts';
import { whyMessage } from '../../../session/selectors/whyMessage.ts';
import type { Envelope, MessageId } from '../../../trace/event.ts';
import { messageFields, messageTitle } from '../../../trace/narrateMessage.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { Countdown } from './Countdown.tsx';
import { FactTable } from './FactTable.tsx';
import { Gone } from './Gone.tsx';
import { Head } from './Head.tsx';
import styles from './Inspector.module.css';
import { MessageActions } from './MessageActions.tsx';
import { PairTables } from './PairTables.tsx';
import { WhyBlock } from './WhyBlock.tsx';
import { seconds } from './words.ts';

/** One message: where it is, what it says, why, and what it will do. */
export function MessageInspector({ id }: { id: MessageId }) {
  const frame = useSessionState((state) => state.frame);
  const events = useSessionState((state) => state.events);
  const options = useSessionState((state) => state.setup.cluster.options);
  const bugs = useSessionState((state) => state.setup.cluster.bugs);
  const found = useMemo(() => {
    const envelope = findEnvelope(frame, events, id);
    if (envelope === null) return null;
    const fate = fateOf(frame, events, envelope);
    return { envelope, fate, why: whyMessage(frame, events, envelope, fate, options) };
  }, [frame, events, id, options]);
  if (found === null) {
    return <Gone kicker="Message" title={`Message ${id}`} text="It is too far from the cursor in time: its events are no longer at hand." />;
  }
  const { envelope, fate, why } = found;
  const { message } = envelope;
  return (
    <>
      <Head
        kicker={<Where envelope={envelope} fate={fate} />}
        title={messageTitle(message)}
        actions={fate.kind === 'inFlight' ? <MessageActions envelope={envelope} /> : undefined}
      />
      <div className={styles.block}>
        <WhyBlock why={why} />
        {bugs.length > 0 && <p className={styles.meta}>Judged by the paper’s rules; this run breaks some of them.</p>}
      </div>
      <div className={styles.block}>
        <FactTable
          title="Fields"
          columns={['']}
          rows={messageFields(message).map(({ name, value, hint }) => ({
            label: name,
            values: [<span key="v" style={{ whiteSpace: 'pre-wrap' }}>{value}</span>],
            ...(hint === undefined ? {} : { hint }),
          }))}
        />
      </div>
      <div className={styles.block}>
        <Pair frame={frame} envelope={envelope} />
      </div>
    </>
  );
}

function Pair({ frame, envelope }: { frame: Frame; envelope: Envelope }) {
  const { from, to } = envelope.message;
  const sender = frame.nodes.find((node) => node.id === from);
  const receiver = frame.nodes.find((node) => node.id === to);
  if (sender === undefined || receiver === undefined) return null;
  return <PairTables frame={frame} left={sender} right={receiver} />;
}

function Where({ envelope, fate }: { envelope: Envelope; fate: MessageFate }) {
  const { from, to } = envelope.message;
  const way = `Message ${from} → ${to}`;
  const copy = envelope.copyOf === null ? '' : ' (a duplicate)';
  switch (fate.kind) {
    case 'notSent':
      return <>{way}, leaves at {seconds(envelope.sentAt)}</>;
    case 'inFlight':
      return envelope.deliverAt === null ? (
        <>{way}{copy}, waits to be delivered</>
      ) : (
        <>{way}{copy}, arrives <Countdown at={envelope.deliverAt} /></>
      );
    case 'inbox':
      return <>{way}{copy}, waits in {to}’s inbox</>;
    case 'lost':
      return <>{way}{copy}, <span className={styles.bad}>lost</span></>;
    case 'removed':
      return <>{way}{copy}, <span className={styles.bad}>dropped</span> at {seconds(fate.event.time)}</>;
    case 'delivered':
      return <>{way}{copy}, arrived at {seconds(fate.event.time)}</>;
  }
}

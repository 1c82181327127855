import type { Envelope } from '../../../trace/event.ts';
import { Button } from '../../components/Button.tsx';
import { useSession } from '../../state/SessionProvider.tsx';

/** How much later a delayed message arrives, in virtual ms; each click adds as much again. */
const DELAY_MS = 50;

/** What a person can do to a message that is under way. */
export function MessageActions({ envelope }: { envelope: Envelope }) {
  const session = useSession();
  const { id: message, deliverAt } = envelope;
  const waits = deliverAt === null;
  return (
    <>
      <Button onClick={() => session.command({ type: 'drop', message })}>Drop</Button>
      <Button
        onClick={() => session.command({ type: 'delay', message, byMs: DELAY_MS })}
        disabledReason={waits ? 'It has no time of arrival to put off.' : null}
        title={`It arrives ${DELAY_MS} ms later`}
      >
        Delay
      </Button>
      <Button onClick={() => session.command({ type: 'duplicate', message })}>Duplicate</Button>
      <Button
        onClick={() => session.command({ type: 'deliver', message })}
        aria-label="Deliver now"
        title="It arrives now, ahead of its time"
      >
        Deliver
      </Button>
      <Button
        onClick={() => session.command({ type: 'hold', message })}
        disabledReason={waits ? 'It waits already.' : null}
        title="It waits until you deliver it"
      >
        Hold
      </Button>
    </>
  );
}

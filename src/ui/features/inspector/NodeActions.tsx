import type { NodeFrame } from '../../../session/frame.ts';
import { MemberMenu, HandOver } from './MemberActions.tsx';
import { Button } from '../../components/Button.tsx';
import { useSession } from '../../state/SessionProvider.tsx';

/** What a person can do to a node: to its process, and to its place in the cluster. */
export function NodeActions({ node }: { node: NodeFrame }) {
  const session = useSession();
  const { id: name, status, role } = node;
  const give = (type: 'crash' | 'restart' | 'pause' | 'resume' | 'campaign' | 'heartbeat') => () =>
    session.command({ type, node: name });
  if (status === 'down') {
    return (
      <>
        <Button onClick={give('restart')}>Restart</Button>
        <MemberMenu node={node} />
      </>
    );
  }
  const asleep = status === 'paused' ? `${name} is paused: its timers stand still.` : null;
  return (
    <>
      <Button onClick={give('crash')}>Crash</Button>
      {status === 'paused' ? <Button onClick={give('resume')}>Resume</Button> : <Button onClick={give('pause')}>Pause</Button>}
      {role === 'leader' ? (
        <Button onClick={give('heartbeat')} disabledReason={asleep} title="Its heartbeat timer fires now">
          Trigger heartbeat
        </Button>
      ) : (
        <Button
          onClick={give('campaign')}
          disabledReason={role === 'learner' ? `${name} has no vote, so it can’t campaign.` : asleep}
          title="Its election timer fires now"
        >
          Trigger timeout
        </Button>
      )}
      <HandOver node={node} />
      <MemberMenu node={node} />
    </>
  );
}

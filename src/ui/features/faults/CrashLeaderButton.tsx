import { Zap } from 'lucide-react';
import { newestLeader } from '../../../session/selectors/cluster.ts';
import { Button } from '../../components/Button.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';

/** The first experiment of everybody, one click. */
export function CrashLeaderButton() {
  const session = useSession();
  const leader = useSessionState((state) => newestLeader(state.frame)?.id ?? null);
  return (
    <Button
      look="quiet"
      icon={<Zap size={15} aria-hidden />}
      title={`Crash ${leader ?? 'the leader'}: it loses what isn’t on its disk (C)`}
      disabledReason={leader === null ? 'Nobody leads now, so there is no leader to crash.' : null}
      onClick={() => session.crashLeader()}
    >
      Crash leader
    </Button>
  );
}

import { Split } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';

/** Opens the partition dialog; while links are cut, also heals them in one click. */
export function PartitionButton({ onOpen }: { onOpen: () => void }) {
  const session = useSession();
  const anyCut = useSessionState((state) => state.frame.cuts.length > 0);
  return (
    <>
      <Button look="quiet" icon={<Split size={15} aria-hidden />} title="Divide the cluster into groups (G)" onClick={onOpen}>
        Partition
      </Button>
      {anyCut && (
        <Button look="quiet" title="Make every link whole again (H)" onClick={() => session.command({ type: 'heal', links: null })}>
          Heal all
        </Button>
      )}
    </>
  );
}

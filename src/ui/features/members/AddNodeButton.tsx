import { CirclePlus, UsersRound } from 'lucide-react';
import { nextNodeName } from '../../../session/members/membership.ts';
import { NODES_MAX } from '../../../trace/limits.ts';
import { Button } from '../../components/Button.tsx';
import { addNode } from '../../state/addNode.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './AddNodeButton.module.css';
import { useUi } from '../../state/uiStore.ts';

/** A node more, in one click: a worker starts, outside of the configuration. */
export function AddNodeButton() {
  const session = useSession();
  const next = useSessionState((state) => nextNodeName(state.frame.nodes));
  const full = useSessionState((state) => state.frame.nodes.length >= NODES_MAX);
  const starting = useUi((state) => state.starting);
  const reason = starting !== null ? `${starting} is starting.` : full ? `A cluster has at most ${NODES_MAX} nodes.` : null;
  return (
    <Button
      look="quiet"
      icon={<CirclePlus size={15} aria-hidden />}
      aria-label="Add node"
      title={`Start ${next} in a worker of its own, with an empty disk (A)`}
      disabledReason={reason}
      onClick={() => addNode(session)}
    >
      <span className={styles.plus}>+</span>Node
    </Button>
  );
}

/** Opens the window in which members are changed. */
export function MembersButton({ onOpen }: { onOpen: () => void }) {
  return (
    <Button look="quiet" icon={<UsersRound size={15} aria-hidden />} title="Change who votes and who listens (M)" onClick={onOpen}>
      Members
    </Button>
  );
}

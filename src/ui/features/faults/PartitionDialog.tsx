import { useState } from 'react';
import { newestLeader } from '../../../session/selectors/cluster.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { assignmentOf, groupsOf, groupVerdict, isolated, splitAround, type Assignment } from './partitionGroups.ts';
import styles from './PartitionDialog.module.css';

const letters = 'ABCDEFGHI';
const NOBODY = 'Nobody leads now.';

function Shortcuts({ set }: { set: (assignment: Assignment) => void }) {
  const leader = useSessionState((state) => newestLeader(state.frame)?.id ?? null);
  const nodes = useSessionState((state) => state.frame.nodes.map((node) => node.id), 'shallow');
  const voters = useSessionState((state) => newestLeader(state.frame)?.config.voters ?? nodes, 'shallow');
  const alone = nodes.length < 2 ? 'One node has nobody to be parted from.' : null;
  const reason = alone ?? (leader === null ? NOBODY : null);
  const around = (make: (leader: string) => Assignment) => () => leader !== null && set(make(leader));
  return (
    <div className={styles.shortcuts}>
      <Button disabledReason={reason} onClick={around((id) => splitAround(nodes, id, 'minority', voters))}>
        Leader in the minority
      </Button>
      <Button disabledReason={reason} onClick={around((id) => splitAround(nodes, id, 'majority', voters))}>
        Leader in the majority
      </Button>
      <Button disabledReason={reason} onClick={around((id) => isolated(nodes, id))}>
        Isolate the leader
      </Button>
      <Button disabledReason={alone} onClick={() => set(Object.fromEntries(nodes.map((id, i) => [id, i])))}>
        Everybody alone
      </Button>
    </div>
  );
}

/** Divides the cluster into groups that don't reach each other. */
export function PartitionDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const nodes = useSessionState((state) => state.frame.nodes.map((node) => node.id), 'shallow');
  const leader = useSessionState((state) => newestLeader(state.frame)?.id ?? null);
  const voters = useSessionState((state) => state.frame.nodes[0]?.config.voters ?? [], 'shallow');
  const [assignment, setAssignment] = useState(() => assignmentOf(nodes, session.store.getState().frame.cuts));
  const groups = groupsOf(nodes, assignment);
  const options = nodes.slice(0, letters.length).map((_, i) => ({ value: String(i), label: letters[i] ?? '' }));
  const apply = () => {
    session.command(groups.length < 2 ? { type: 'heal', links: null } : { type: 'partition', groups });
    onClose();
  };
  return (
    <Dialog
      title="Partition"
      detail="Nodes in different groups don’t reach each other. It replaces every earlier cut."
      onClose={onClose}
      width={560}
      footer={
        <>
          <Button
            onClick={() => {
              session.command({ type: 'heal', links: null });
              onClose();
            }}
          >
            Heal all
          </Button>
          <Button look="strong" onClick={apply}>
            Apply
          </Button>
        </>
      }
    >
      <Shortcuts set={setAssignment} />
      <ul className={styles.nodes}>
        {nodes.map((id) => (
          <li key={id} className={styles.node}>
            <span className={styles.name}>
              <strong>{id}</strong> {id === leader && <span className={styles.role}>leader</span>}
            </span>
            <Segmented
              label={`Group of ${id}`}
              value={String(assignment[id] ?? 0)}
              options={options}
              onChange={(group) => setAssignment({ ...assignment, [id]: Number(group) })}
            />
          </li>
        ))}
      </ul>
      <ul className={styles.groups} aria-label="Groups" aria-live="polite">
        {groups.map((members) => (
          <li key={members.join()}>
            <span className={styles.members}>{members.join(' ')}</span>
            <span className={styles.role}>{groupVerdict(members, voters)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

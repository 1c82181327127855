import { useState } from 'react';
import { clusterConfig, membershipIn } from '../../../session/members/membership.ts';
import { difference, planOf, seatsOf, targetOf, type Seat, type Seats } from '../../../session/members/plan.ts';
import { refusalOf } from '../../../session/members/refusal.ts';
import { newestLeader } from '../../../session/selectors/cluster.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { addNode } from '../../state/addNode.ts';
import { askCluster } from '../../state/askCluster.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { useUi } from '../../state/uiStore.ts';
import styles from './MembersDialog.module.css';
import { PlanView } from './PlanView.tsx';
import { nowWords } from './words.ts';

const seatOptions: readonly { value: Seat; label: string; title: string }[] = [
  { value: 'voter', label: 'Voter', title: 'Votes, and counts for majorities' },
  { value: 'learner', label: 'Learner', title: 'Gets every entry, without a vote (T4.2.1)' },
  { value: 'out', label: 'Out', title: 'In no part of the configuration' },
];

/** Several nodes get another place in one change; says first what that will do, and afterwards why it was refused. */
export function MembersDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const frame = useSessionState((state) => state.frame);
  const membership = useSessionState((state) => state.setup.cluster.options.membership);
  const starting = useUi((state) => state.starting);
  const leader = newestLeader(frame);
  const inForce = clusterConfig(frame);
  const nodes = frame.nodes.map((node) => node.id);
  const now = seatsOf(nodes, inForce.config);
  // What was chosen here; everybody else stays where they are, also when that changes meanwhile.
  const [chosen, setChosen] = useState<Seats>({});
  const [refused, setRefused] = useState<string | null>(null);
  const target = targetOf(nodes, { ...now, ...chosen });
  const plan = planOf(inForce.config, target, membership, leader?.id ?? null);
  const moved = difference(inForce.config.voters, target.voters).length + difference(inForce.config.learners, target.learners).length;
  const unready = leader === null ? 'Nobody leads now, so there is nobody to ask.' : moved === 0 ? 'Nothing changes yet.' : null;
  const propose = () => {
    if (leader === null) return;
    setRefused(null);
    askCluster(session, { type: 'change', via: leader.id, ...target }, (request) => {
      const { text } = refusalOf(request, session.store.getState().events);
      // Refused at once it is said here, later (somebody never caught up) beside the timeline.
      if (request.status === 'refused') {
        setRefused(text);
        if (request.resolvedAt !== request.submittedAt) session.notify('info', text);
      } else if (request.status !== 'unknown') onClose();
    });
  };
  return (
    <Dialog
      title="Members"
      detail={nowWords(inForce)}
      onClose={onClose}
      width={560}
      footer={
        <>
          <Button disabledReason={starting === null ? null : `${starting} is starting.`} onClick={() => addNode(session)}>
            Add node
          </Button>
          <Button look="strong" disabledReason={unready} onClick={propose}>
            Propose
          </Button>
        </>
      }
    >
      <ul className={styles.nodes}>
        {frame.nodes.map(({ id, status }) => (
          <li key={id} className={styles.node} data-changed={(chosen[id] ?? now[id]) !== now[id] || undefined}>
            <span className={styles.name}>
              <strong>{id}</strong>{' '}
              <span className={styles.role}>
                {id === leader?.id ? 'leader' : membershipIn(inForce.config, id)}
                {status === 'down' && ', crashed'}
              </span>
            </span>
            <Segmented
              label={`Place of ${id}`}
              value={chosen[id] ?? now[id] ?? 'out'}
              options={seatOptions}
              onChange={(seat) => {
                setChosen({ ...chosen, [id]: seat });
                setRefused(null);
              }}
            />
          </li>
        ))}
      </ul>
      <PlanView plan={plan} option={membership} />
      {refused !== null && (
        <p role="alert" className={styles.refused}>
          {refused}
        </p>
      )}
    </Dialog>
  );
}

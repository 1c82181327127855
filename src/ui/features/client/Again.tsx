import { RotateCcw } from 'lucide-react';
import type { NodeId } from '../../../raft/types.ts';
import { newestLeader } from '../../../session/selectors/cluster.ts';
import type { RequestRecord } from '../../../trace/event.ts';
import { Menu } from '../../components/Menu.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { askedBy } from './asked.ts';
import styles from './Requests.module.css';
import type { Client } from './useClient.ts';

/** `Ask S5`, for a request that was refused by a node that knows who leads. */
export function Redirect({ request, to, client }: { request: RequestRecord; to: NodeId | null; client: Client }) {
  if (to === null) return null;
  return (
    <button type="button" className={styles.resend} onClick={() => client.send(to, askedBy(request))}>
      Ask {to}
    </button>
  );
}

/** The very same request again, to the same node or another: with its client's number it takes effect once. T6.3 */
export function Retry({ request, client }: { request: RequestRecord; client: Client }) {
  const nodes = useSessionState((state) => state.frame.nodes.map((node) => node.id), 'shallow');
  const leader = useSessionState((state) => newestLeader(state.frame)?.id ?? null);
  if (request.op === 'change' || request.op === 'transfer') return null;
  const stamped = request.op === 'propose' && request.command?.client !== undefined;
  const promise = request.op === 'read' ? '' : stamped ? ', applied once' : ', takes effect again';
  return (
    <Menu
      label="Retry at"
      trigger={
        <button type="button" className={styles.retry} aria-label="Retry" title={`Send it again${promise}`}>
          <RotateCcw size={13} aria-hidden />
        </button>
      }
      entries={nodes.map((id) => ({
        label: `Retry at ${id}${id === leader ? ', the leader' : id === request.to ? ', as before' : ''}`,
        run: () => client.send(id, askedBy(request)),
      }))}
    />
  );
}

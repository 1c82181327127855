import { useSessionState } from '../../state/useSessionState.ts';
import type { NodeFrame } from '../../../session/frame.ts';
import type { VirtualMs } from '../../../trace/event.ts';
import { Countdown } from './Countdown.tsx';
import { FactTable, type FactRow } from './FactTable.tsx';

/** What runs out, and what is under way: lease, majority check, transfer, change; whom a follower is loyal to. */
export function DutiesTable({ node, time }: { node: NodeFrame; time: VirtualMs }) {
  const { checkQuorum, electionTimeoutMs } = useSessionState((state) => state.setup.cluster.options);
  const rows = node.role === 'leader' ? leaderRows(node, time, checkQuorum) : followerRows(node, time, checkQuorum ? electionTimeoutMs[0] : null);
  return rows.length === 0 ? null : <FactTable title="Under way" columns={['']} rows={rows} />;
}

function leaderRows({ leaseUntil, quorumDeadline, transfer, change }: NodeFrame, time: VirtualMs, checkQuorum: boolean): FactRow[] {
  const rows: FactRow[] = [];
  if (checkQuorum) {
    const held = leaseUntil !== null && leaseUntil > time;
    rows.push({
      label: 'lease',
      hint: 'While a majority’s promise lasts, less the clocks’ drift, it reads alone (T6.4.1)',
      values: [held ? <span key="l">ends <Countdown at={leaseUntil} /></span> : 'none'],
    });
  }
  if (quorumDeadline !== null) {
    rows.push({ label: 'majority check', hint: 'It steps down if it has heard no majority by then (T6.2)', values: [<Countdown key="q" at={quorumDeadline} />] });
  }
  if (transfer !== null) {
    const { target, told, until } = transfer;
    const stage = told ? 'told to campaign' : 'catches up';
    rows.push({ label: 'transfer', hint: 'No commands meanwhile; given up in time (T3.10)', values: [<span key="t">to {target}, {stage}{until !== null && <>, ends <Countdown at={until} /></>}</span>] });
  }
  if (change !== null) {
    const { voters, learners, catchUp } = change;
    rows.push({ label: 'change', hint: 'One at a time (P6, T4.1)', values: [[...voters, ...learners.map((id) => `+${id}`)].join(' ')] });
    if (catchUp !== null) {
      const { round, target, until } = catchUp;
      rows.push({
        label: 'catch-up',
        hint: 'New voters get the log in rounds before they count (T4.2.1)',
        values: [<span key="c">round {round}, up to {target}{until !== null && <>, ends <Countdown at={until} /></>}</span>],
      });
    } else rows.push({ label: '', values: ['in the log, waits for its commit'] });
  }
  return rows;
}

/** `loyalMs`: how long a node that heard a leader ignores vote requests; null: CheckQuorum is off. */
function followerRows({ leaderHeardAt, transfer }: NodeFrame, time: VirtualMs, loyalMs: number | null): FactRow[] {
  const rows: FactRow[] = [];
  if (leaderHeardAt !== null) rows.push({ label: 'leader heard', values: [`${Math.max(0, Math.round(time - leaderHeardAt))} ms ago`] });
  if (leaderHeardAt !== null && loyalMs !== null) {
    const until = leaderHeardAt + loyalMs;
    rows.push({
      label: 'vote requests',
      hint: 'A node that heard a leader within the least election timeout ignores them, so a removed node can’t disturb (P6, T4.2.3)',
      values: [until > time ? <span key="v">ignored, ends <Countdown at={until} /></span> : 'looked at'],
    });
  }
  if (transfer !== null) rows.push({ label: 'transfer', hint: 'It handed over and waits to hear who leads (T3.10)', values: [`to ${transfer.target}`] });
  return rows;
}

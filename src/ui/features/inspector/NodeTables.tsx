import { allVoters } from '../../../raft/quorum.ts';
import type { Progress } from '../../../raft/types.ts';
import type { NodeFrame } from '../../../session/frame.ts';
import { votesNeeded } from '../../../session/selectors/cluster.ts';
import type { VirtualMs } from '../../../trace/event.ts';
import { FactTable, TermValue, type FactRow } from './FactTable.tsx';
import { ConfigTable } from './ConfigTable.tsx';
import { DutiesTable } from './DutiesTable.tsx';
import { ReadsTable } from './ReadsTable.tsx';
import { SessionsTable } from './SessionsTable.tsx';
import { IncomingTable, SnapshotTable } from './SnapshotTables.tsx';
import { logInMemory, logOnDisk } from './words.ts';

/** One node's state under the headings of the paper's Figure 2. */
export function NodeTables({ node, time }: { node: NodeFrame; time: VirtualMs }) {
  const up = node.status !== 'down';
  return (
    <>
      <FactTable
        title="Persistent"
        columns={['on disk', up ? 'not fsynced' : '']}
        rows={[
          {
            label: 'currentTerm',
            values: [<TermValue key="t" term={node.diskTerm} />, up && node.currentTerm !== node.diskTerm ? <TermValue key="m" term={node.currentTerm} /> : ''],
          },
          {
            label: 'votedFor',
            values: [
              node.diskVotedFor,
              up && (node.votedFor !== node.diskVotedFor || node.currentTerm !== node.diskTerm) ? (node.votedFor ?? 'null') : '',
            ],
          },
          { label: 'log[]', values: [logOnDisk(node), up ? logInMemory(node) : ''] },
        ]}
      />
      {up && (
        <FactTable
          title="Volatile"
          columns={['', '']}
          rows={[
            { label: 'commitIndex', values: [node.commitIndex, ''] },
            { label: 'lastApplied', values: [node.lastApplied, ''] },
            ...(node.role === 'leader' ? [] : [{ label: 'leader it knows', values: [node.leaderId, ''] }]),
          ]}
        />
      )}
      {up && node.role === 'leader' && <LeaderTable node={node} time={time} />}
      {up && (node.role === 'candidate' || node.role === 'preCandidate') && <VotesTable node={node} />}
      {up && <DutiesTable node={node} time={time} />}
      {up && <ReadsTable node={node} />}
      <ConfigTable node={node} />
      <IncomingTable node={node} />
      <SnapshotTable node={node} />
      {up && <SessionsTable node={node} />}
    </>
  );
}

function LeaderTable({ node, time }: { node: NodeFrame; time: VirtualMs }) {
  const peers = Object.entries(node.progress);
  if (peers.length === 0) return null;
  const short = peers.length > 4;
  const row = (label: string, hint: string, value: (progress: (typeof peers)[number][1]) => string | number): FactRow => ({
    label,
    hint,
    values: peers.map(([, progress]) => value(progress)),
  });
  return (
    <FactTable
      title="Leader"
      columns={peers.map(([id]) => (
        <strong key={id}>{id}</strong>
      ))}
      rows={[
        row('nextIndex[]', 'The entry it sends next', (progress) => progress.nextIndex),
        row('matchIndex[]', 'What it knows the node to hold', (progress) => progress.matchIndex),
        row(
          short ? 'p / s / sn' : 'state',
          'probe: it looks for where the logs agree, one message at a time. stream: they agree, nextIndex runs ahead. snapshot: what the node needs is compacted, so it gets the snapshot chunk by chunk.',
          (progress) => stateWord(progress.state, short),
        ),
        ...(peers.some(([, progress]) => progress.state === 'snapshot')
          ? [row('chunk at', 'Where in the snapshot the chunk that is out begins', (progress) => (progress.state === 'snapshot' ? progress.snapshotOffset : '–'))]
          : []),
        row('heard, ms ago', 'When it last answered in this term', (progress) => Math.max(0, Math.round(time - progress.heardAt))),
        row('roll-backs', 'How often a refusal has moved nextIndex back in this term', (progress) => progress.rollbacks),
      ]}
    />
  );
}

function stateWord(state: Progress['state'], short: boolean): string {
  if (short) return state === 'snapshot' ? 'sn' : state.charAt(0);
  return state === 'snapshot' ? 'snapsh.' : state;
}

function VotesTable({ node }: { node: NodeFrame }) {
  const answer = (id: string): string => (node.votes[id] === undefined ? 'no answer' : node.votes[id] ? 'yes' : 'no');
  return (
    <FactTable
      title={node.role === 'candidate' ? 'Candidate' : 'Pre-candidate'}
      columns={[`needs ${votesNeeded(node.config)}`]}
      rows={allVoters(node.config).map((id) => ({ label: `vote of ${id}`, values: [answer(id)] }))}
    />
  );
}

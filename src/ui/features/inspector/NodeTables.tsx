import type { NodeFrame } from '../../../session/frame.ts';
import { votesNeeded } from '../../../session/selectors/cluster.ts';
import { FactTable, TermValue, type FactRow } from './FactTable.tsx';
import { logInMemory, logOnDisk } from './words.ts';

/** One node's state under the headings of the paper's Figure 2. */
export function NodeTables({ node }: { node: NodeFrame }) {
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
      {up && node.role === 'leader' && <LeaderTable node={node} />}
      {up && node.role === 'candidate' && <VotesTable node={node} />}
    </>
  );
}

function LeaderTable({ node }: { node: NodeFrame }) {
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
          short ? 'p / s' : 'state',
          'probe: it looks for where the logs agree, one message at a time. stream: they agree, nextIndex runs ahead.',
          (progress) => (short ? progress.state.charAt(0) : progress.state),
        ),
        row('roll-backs', 'How often a refusal has moved nextIndex back in this term', (progress) => progress.rollbacks),
      ]}
    />
  );
}

function VotesTable({ node }: { node: NodeFrame }) {
  const answer = (id: string): string => (node.votes[id] === undefined ? 'no answer' : node.votes[id] ? 'yes' : 'no');
  return (
    <FactTable
      title="Candidate"
      columns={[`needs ${votesNeeded(node.config)}`]}
      rows={node.config.voters.map((id) => ({ label: `vote of ${id}`, values: [answer(id)] }))}
    />
  );
}

import type { Frame, NodeFrame } from '../../../session/frame.ts';
import { FactTable, TermValue, type FactRow } from './FactTable.tsx';
import { logInMemory, logOnDisk, roleWord } from './words.ts';

/** Two nodes side by side, under the headings of the paper's Figure 2. */
export function PairTables({ frame, left, right }: { frame: Frame; left: NodeFrame; right: NodeFrame }) {
  const head = (node: NodeFrame) => (
    <>
      <strong>{node.id}</strong> {roleWord(node, frame)}
    </>
  );
  const both = (label: string, value: (node: NodeFrame) => FactRow['values'][number]): FactRow => ({
    label,
    values: [value(left), value(right)],
  });
  return (
    <>
      <FactTable
        title="Persistent"
        columns={[head(left), head(right)]}
        rows={[
          both('currentTerm', (node) => <TermValue term={node.currentTerm} />),
          both('votedFor', (node) => node.votedFor),
          both('log[] on disk', logOnDisk),
          both('log[] not fsynced', (node) => (node.status === 'down' ? null : logInMemory(node))),
        ]}
      />
      <FactTable
        title="Volatile"
        columns={['', '']}
        rows={[
          both('commitIndex', (node) => (node.status === 'down' ? null : node.commitIndex)),
          both('lastApplied', (node) => (node.status === 'down' ? null : node.lastApplied)),
        ]}
      />
      <LeaderRows left={left} right={right} />
    </>
  );
}

function LeaderRows({ left, right }: { left: NodeFrame; right: NodeFrame }) {
  const leader = left.role === 'leader' ? left : right.role === 'leader' ? right : null;
  if (leader === null) return null;
  const peer = leader === left ? right : left;
  const row = (label: string, value: (of: NodeFrame, about: NodeFrame) => string | number | null): FactRow => ({
    label,
    values: [value(left, right), value(right, left)],
  });
  return (
    <FactTable
      title={`Leader for ${peer.id}`}
      columns={['', '']}
      rows={[
        row(`nextIndex[${peer.id}]`, (of, about) => of.progress[about.id]?.nextIndex ?? null),
        row(`matchIndex[${peer.id}]`, (of, about) => of.progress[about.id]?.matchIndex ?? null),
        row('state', (of, about) => of.progress[about.id]?.state ?? null),
      ]}
    />
  );
}

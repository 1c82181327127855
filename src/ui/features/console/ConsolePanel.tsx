import { useState } from 'react';
import type { NodeId } from '../../../raft/types.ts';
import type { FileName } from '../../../session/selectors/consoleFiles.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { useMediaQuery } from '../../state/useMediaQuery.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './ConsolePanel.module.css';
import { FileView } from './FileView.tsx';
import { TailColumn } from './TailColumn.tsx';
import { useConsoles } from './useConsoles.ts';

type View = 'tail' | FileName;

const views: readonly { value: View; label: string; title: string }[] = [
  { value: 'tail', label: 'tail -f', title: 'What the node says while it runs' },
  { value: '.log', label: '.log', title: 'Its log, one entry a line' },
  { value: '.storage', label: '.storage', title: 'Its term and vote' },
  { value: '.state_machine', label: '.state_machine', title: 'The dict, as JSON' },
];

/** Up to this many tails stand side by side; more get a choice. */
const SIDE_BY_SIDE = 3;

/** The lab’s terminal: a tail for each node, and each node’s three files to open. */
export function ConsolePanel() {
  const names = useSessionState((state) => state.frame.nodes.map((node) => node.id), 'shallow');
  const selected = useSessionState(({ selection }) => (selection?.kind === 'node' ? selection.node : null));
  const narrow = useMediaQuery('(max-width: 767px)');
  const [view, setView] = useState<View>('tail');
  const [picked, setPicked] = useState<NodeId | 'all'>('all');
  const few = names.length <= SIDE_BY_SIDE && !narrow;
  const wanted = picked === 'all' ? (selected ?? names[0] ?? null) : picked;
  const node = wanted !== null && names.includes(wanted) ? wanted : (names[0] ?? null);
  const sideBySide = view === 'tail' && few && picked === 'all';
  const choices = [
    ...(view === 'tail' && few ? [{ value: 'all', label: 'All' }] : []),
    ...names.map((name) => ({ value: name, label: name })),
  ];
  return (
    <section className={styles.panel} aria-label="Consoles and files">
      <div className={styles.bar}>
        <Segmented label="What to open" value={view} options={views} onChange={setView} />
        <div className={styles.space} />
        <Segmented label="Node" value={sideBySide ? 'all' : (node ?? '')} options={choices} onChange={setPicked} />
      </div>
      {node === null ? null : view === 'tail' ? (
        <Tails nodes={sideBySide ? names : [node]} />
      ) : (
        <FileView key={`${node}${view}`} id={node} name={view} />
      )}
    </section>
  );
}

function Tails({ nodes }: { nodes: readonly NodeId[] }) {
  const consoles = useConsoles();
  return (
    <div className={styles.columns}>
      {nodes.map((id) => (
        <TailColumn key={id} id={id} lines={consoles.get(id) ?? NO_LINES} />
      ))}
    </div>
  );
}

const NO_LINES = [] as const;

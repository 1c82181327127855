import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent, type RefObject } from 'react';
import type { ClientRequest, NodeId } from '../../../raft/types.ts';
import { entryAt, newestLeader } from '../../../session/selectors/cluster.ts';
import { Button } from '../../components/Button.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './ClientBar.module.css';
import { inSession } from './asked.ts';
import { checkDraft, type Draft, emptyDraft, keyOf, type Operation } from './draft.ts';
import { DraftFields } from './DraftFields.tsx';
import { SessionField } from './SessionField.tsx';

const operations: readonly { value: Operation; label: string }[] = [
  { value: 'set', label: 'set' },
  { value: 'delete', label: 'delete' },
  { value: 'cas', label: 'compare-and-set' },
  { value: 'append', label: 'append' },
  { value: 'read', label: 'read' },
];

/** Operation, fields, whom to ask, Send. What can't be sent is said in a line above. */
export function ClientForm({ onSend }: { onSend: (to: NodeId, asked: ClientRequest) => void }) {
  const session = useSession();
  const nodes = useSessionState((state) => state.frame.nodes.map((node) => node.id), 'shallow');
  const leader = useSessionState((state) => newestLeader(state.frame)?.id ?? null);
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problemId = useId();
  useSelectedKey((key, before) => setDraft((old) => (old.key === '' || old.key === before ? { ...old, key } : old)));
  useClientTool(form, (node) => setDraft((old) => ({ ...old, target: { node } })));

  const checked = checkDraft(draft, leader, nodes);
  const problem = tried ? checked.problem : null;
  const wrongFields = tried && checked.problem !== null && checked.about === 'fields';
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(checked.problem !== null);
    if (checked.problem !== null) return;
    const { asked } = checked;
    const { frame } = session.store.getState();
    onSend(checked.to, asked.op === 'propose' && asked.command !== null ? { ...asked, command: inSession(asked.command, draft.client, frame) } : asked);
    form.current?.querySelector<HTMLInputElement>('[name="value"]')?.select();
  };
  const leave = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || !(event.target instanceof HTMLElement)) return;
    event.stopPropagation();
    event.target.blur();
    if (session.store.getState().tool === 'client') session.setTool('select');
  };
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label="Client request"
      aria-describedby={problem === null ? undefined : problemId}
      noValidate
      onSubmit={submit}
      onKeyDown={leave}
    >
      {problem !== null && (
        <p id={problemId} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <select
        aria-label="Operation"
        className={styles.field}
        data-operation={draft.operation}
        value={draft.operation}
        onChange={(event) => change({ operation: event.target.value as Operation })}
      >
        {operations.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <DraftFields draft={draft} invalid={wrongFields} onChange={change} />
      <select
        aria-label="Send to"
        className={styles.field}
        title={leader === null ? 'Nobody leads right now' : `${leader} leads`}
        value={draft.target === 'leader' ? 'leader' : `node ${draft.target.node}`}
        onChange={({ target: { value } }) =>
          change({ target: value === 'leader' ? 'leader' : { node: value.slice('node '.length) } })
        }
      >
        <option value="leader">to leader</option>
        {nodes.map((node) => (
          <option key={node} value={`node ${node}`}>
            to {node}
          </option>
        ))}
      </select>
      <SessionField client={draft.client} reads={draft.operation === 'read'} onChange={(client) => change({ client })} />
      <Button type="submit" look="strong" className={styles.send} title="Send (Enter)">
        Send
      </Button>
    </form>
  );
}

/** A selected entry's key is put where nobody has typed one. `before`: the key that was put there last. */
function useSelectedKey(onKey: (key: string, before: string) => void): void {
  const selected = useSessionState(({ selection, frame }) => {
    if (selection?.kind !== 'entry') return null;
    const node = frame.nodes.find(({ id }) => id === selection.node);
    const entry = node === undefined ? null : entryAt(node, selection.index);
    return entry === null ? null : keyOf(entry.command);
  });
  const put = useRef('');
  useEffect(() => {
    if (selected === null || selected === put.current) return;
    onKey(selected, put.current);
    put.current = selected;
  });
}

/** While the client tool is chosen, the form has the focus, and a click on a node makes it the target. */
function useClientTool(form: RefObject<HTMLFormElement | null>, onNode: (node: NodeId) => void): void {
  const chosen = useSessionState((state) => state.tool === 'client');
  const node = useSessionState((state) => (state.selection?.kind === 'node' ? state.selection.node : null));
  const before = useRef(node);
  useEffect(() => {
    if (chosen) form.current?.querySelector<HTMLInputElement>('[name="key"]')?.focus();
  }, [chosen, form]);
  useEffect(() => {
    if (chosen && node !== null && node !== before.current) onNode(node);
    before.current = node;
  });
}

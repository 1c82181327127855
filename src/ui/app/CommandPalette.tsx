import { useId, useState, type KeyboardEvent } from 'react';
import { Dialog } from '../components/Dialog.tsx';
import { Kbd } from '../components/Kbd.tsx';
import { actions, printedKeys, type Action } from './actions.ts';
import { filterActions } from './filterActions.ts';
import { usePageTools } from './usePageTools.ts';
import styles from './CommandPalette.module.css';

/** Numbers need a key, and the palette in itself is no use. */
const offered = actions.filter((action) => action.id !== 'selectNode' && action.id !== 'palette');

/** All actions in one list, found by typing. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const tools = usePageTools();
  const listId = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = filterActions(offered, query);
  const run = (action: Action | undefined) => {
    if (action === undefined) return;
    onClose();
    action.run(tools, '');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((at + step + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="All actions" onClose={onClose} width={520}>
      <input
        className={styles.input}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found[at] === undefined ? undefined : `${listId}-${found[at].id}`}
        aria-label="Find an action"
        placeholder="Find an action"
        autoFocus
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" aria-label="Actions" className={styles.list}>
        {found.map((action, i) => (
          <li
            key={action.id}
            id={`${listId}-${action.id}`}
            role="option"
            aria-selected={i === at}
            className={styles.option}
            ref={(line) => {
              if (i === at) line?.scrollIntoView({ block: 'nearest' });
            }}
            onPointerMove={() => setAt(i)}
            onClick={() => run(action)}
          >
            <span>{action.sentence.replace(/\.$/, '')}</span>
            {action.keys.length > 0 && <Kbd>{printedKeys(action)}</Kbd>}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={styles.none}>No action contains these words.</p>}
    </Dialog>
  );
}

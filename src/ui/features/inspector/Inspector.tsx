import type { Selection } from '../../../session/state.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { EntryInspector } from './EntryInspector.tsx';
import { EventInspector } from './EventInspector.tsx';
import styles from './Inspector.module.css';
import { LatestInspector } from './LatestInspector.tsx';
import { LinkInspector } from './LinkInspector.tsx';
import { MessageInspector } from './MessageInspector.tsx';
import { NodeInspector } from './NodeInspector.tsx';

/** Why: everything about the one thing that is selected, or about the latest decision when nothing is. */
export function Inspector() {
  const selection = useSessionState((state) => state.selection);
  return (
    <div className={styles.inspector} data-testid="inspector">
      {selection === null ? <LatestInspector /> : <Selected selection={selection} />}
    </div>
  );
}

function Selected({ selection }: { selection: Selection }) {
  switch (selection.kind) {
    case 'node':
      return <NodeInspector id={selection.node} />;
    case 'message':
      return <MessageInspector id={selection.message} />;
    case 'entry':
      return <EntryInspector id={selection.node} index={selection.index} />;
    case 'event':
      return <EventInspector id={selection.event} />;
    case 'link':
      return <LinkInspector a={selection.a} b={selection.b} />;
  }
}

import { MousePointer2, SquareTerminal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { StageTool } from '../../../session/state.ts';
import { Button } from '../../components/Button.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { showMobileTab } from '../../state/uiStore.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './Toolbar.module.css';

/** A line across a link. */
function SliceIcon() {
  return (
    <svg width={15} height={15} viewBox="0 0 15 15" fill="none" stroke="currentColor" strokeWidth={1.5} aria-hidden>
      <path d="M2.5 12.5L12.5 2.5M2 3l3.2 3.2M9.8 8.8L13 12" strokeLinecap="round" />
    </svg>
  );
}

const tools: readonly { tool: StageTool; name: string; title: string; icon: ReactNode }[] = [
  { tool: 'select', name: 'Select', title: 'Click to select; right-click or press long for actions', icon: <MousePointer2 size={15} aria-hidden /> },
  { tool: 'slice', name: 'Slice', title: 'Drag a line over links to cut them (X, or Alt-drag)', icon: <SliceIcon /> },
  { tool: 'client', name: 'Client', title: 'Send a command as a client (S)', icon: <SquareTerminal size={15} aria-hidden /> },
];

/** What the pointer does on the stage, and what else the page puts here. */
export function Toolbar({ extras }: { extras: ReactNode }) {
  const session = useSession();
  const tool = useSessionState((state) => state.tool);
  const choose = (next: StageTool) => {
    session.setTool(next);
    // On a phone the client bar is under the logs.
    if (next === 'client') showMobileTab('logs');
  };
  return (
    <div className={styles.bar} role="toolbar" aria-label="Stage tools">
      {tools.map(({ tool: each, name, title, icon }) => (
        <Button
          key={each}
          look="quiet"
          icon={icon}
          className={styles.tool}
          title={title}
          aria-label={name}
          aria-pressed={tool === each}
          onClick={() => choose(each)}
        >
          <span className={styles.word}>{name}</span>
        </Button>
      ))}
      {extras}
    </div>
  );
}

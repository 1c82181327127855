import { GitBranch } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { Menu } from '../../components/Menu.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { branchEntries } from './branchEntries.ts';
import styles from './Transport.module.css';

/** Shown once somebody has acted in the past: every future is kept, and this goes from one to another. */
export function BranchMenu() {
  const session = useSession();
  const branches = useSessionState((state) => state.frame.branches);
  const current = useSessionState((state) => state.frame.branch);
  if (branches.length < 2) return null;
  const label = branches.find(({ id }) => id === current)?.label ?? 'main';
  return (
    <Menu
      label="Branches"
      align="start"
      entries={branchEntries(session, branches, current)}
      trigger={
        <Button look="quiet" icon={<GitBranch size={15} />} className={styles.branch} aria-label={`Branch: ${label}, one of ${branches.length}`} title={label}>
          <span className={`clip ${styles.branchName}`}>{label}</span>
        </Button>
      }
    />
  );
}

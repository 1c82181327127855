/** The branches of a run as lines of a menu. */
import type { BranchInfo } from '../../../session/frame.ts';
import type { Session } from '../../../session/session.ts';
import type { MenuAction } from '../../components/menuEntry.ts';
import { seconds } from '../../state/timeText.ts';

/** `main, until 12.480 s`; `crash S1 at 11.200 s, until 13.000 s`. */
export function branchLabel(branch: BranchInfo): string {
  const until = `until ${seconds(branch.endTime)} s`;
  return branch.id === 0 ? `${branch.label}, ${until}` : `${branch.label} at ${seconds(branch.partedAt)} s, ${until}`;
}

/** One line per branch, the current one ticked. Going to another one offers the way back to where the cursor stood. */
export function branchEntries(session: Session, branches: readonly BranchInfo[], current: number): MenuAction[] {
  const seen = new Map<string, number>();
  return branches.map((branch) => {
    const label = branchLabel(branch);
    const twins = (seen.get(label) ?? 0) + 1;
    seen.set(label, twins);
    return {
      label: twins === 1 ? label : `${label} (${twins})`,
      checked: branch.id === current,
      run: () => {
        if (branch.id !== current) switchTo(session, branch);
      },
    };
  });
}

function switchTo(session: Session, branch: BranchInfo): void {
  const { branch: left, eventCount } = session.store.getState().frame;
  session.switchBranch(branch.id);
  session.notify('info', `This is now the branch “${branch.label}”.`, {
    label: 'Undo',
    run: () => {
      session.switchBranch(left);
      session.seekEvent(eventCount);
    },
  });
}

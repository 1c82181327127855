import { ChevronDown } from 'lucide-react';
import type { NodeFrame } from '../../../session/frame.ts';
import { deedsOf, successorsOf } from '../../../session/members/deeds.ts';
import { Button } from '../../components/Button.tsx';
import { Menu } from '../../components/Menu.tsx';
import { commandAndTell } from '../../state/askCluster.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { openDialog } from '../../state/uiStore.ts';
import { useNodesFrame } from '../../state/useNodesFrame.ts';

/** Its place in the configuration, and its snapshot. */
export function MemberMenu({ node }: { node: NodeFrame }) {
  const session = useSession();
  const deeds = deedsOf(useNodesFrame(), node).filter(({ id }) => id !== 'transfer');
  return (
    <Menu
      label={`Membership and snapshot of ${node.id}`}
      align="start"
      trigger={
        <Button>
          Membership <ChevronDown size={13} aria-hidden />
        </Button>
      }
      entries={[
        ...deeds.map(({ id, label, command, reason }) => ({
          label,
          run: () => command !== null && commandAndTell(session, command),
          disabledReason: reason,
          bad: id === 'remove',
        })),
        'separator' as const,
        { label: 'Change several…', run: () => openDialog('members'), shortcut: 'M' },
      ]}
    />
  );
}

/** A leader hands over to one of the others; everybody else can be given the lead. T3.10 */
export function HandOver({ node }: { node: NodeFrame }) {
  const session = useSession();
  const frame = useNodesFrame();
  const transfer = deedsOf(frame, node).find(({ id }) => id === 'transfer');
  if (node.role !== 'leader' || transfer !== undefined) {
    const { command = null, reason = null, title = '' } = transfer ?? {};
    return (
      <Button
        title={`${title} (L)`}
        disabledReason={reason === null ? null : `Not now: ${reason}.`}
        onClick={() => command !== null && commandAndTell(session, command)}
      >
        Transfer here
      </Button>
    );
  }
  const targets = successorsOf(frame, node);
  if (targets.length === 0) return null;
  return (
    <Menu
      label={`Hand over from ${node.id}`}
      align="start"
      trigger={
        <Button title="Leadership transfer (T3.10)">
          Hand over <ChevronDown size={13} aria-hidden />
        </Button>
      }
      entries={targets.map(({ to, behind, command }) => ({
        label: `To ${to}${behind > 0 ? `, ${behind} behind` : ''}`,
        run: () => commandAndTell(session, command),
      }))}
    />
  );
}

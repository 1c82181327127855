import type { NodeFrame } from '../../../session/frame.ts';
import { configOf, halvesOf, membershipIn } from '../../../session/members/membership.ts';
import { FactTable } from './FactTable.tsx';

/** The configuration this node goes by: since which entry, committed or not, and the majority of each half. P6 */
export function ConfigTable({ node }: { node: NodeFrame }) {
  const { config, index, committed } = configOf(node);
  const since = index === 0 ? 'from the start' : `entry ${index}, ${committed ? 'committed' : 'not committed'}`;
  return (
    <FactTable
      title="Configuration"
      columns={[<span key="s">{since}</span>]}
      rows={[
        ...halvesOf(config).map(({ name, voters, majority }) => ({
          label: name,
          hint: 'In force as soon as it is in the log, committed or not (P6)',
          values: [`${voters.join(' ')} · ${majority} of ${voters.length}`],
        })),
        ...(config.learners.length > 0 ? [{ label: 'learners', hint: 'They get every entry, without a vote (T4.2.1)', values: [config.learners.join(' ')] }] : []),
        { label: `${node.id} in it`, values: [membershipIn(config, node.id)] },
      ]}
    />
  );
}

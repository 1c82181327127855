/** What a slice does, as commands. */
import type { LinkEnd, RunCommand } from '../../../trace/command.ts';
import type { CutState, Link } from '../../viz/cutLines.ts';
import { bothWays } from './menus.ts';

/**
 * The commands that cut every link in `crossed` both ways; those of `before`
 * (what the same line crossed until it was moved) that it no longer crosses
 * are healed.
 */
export function sliceCommands(
  links: readonly Link[],
  cut: ReadonlyMap<string, CutState>,
  crossed: readonly string[],
  before: readonly string[],
): RunCommand[] {
  const now = new Set(crossed);
  const ends = (wanted: (link: Link) => boolean): LinkEnd[] => links.filter(wanted).flatMap(({ a, b }) => bothWays(a, b));
  const added = ends(({ key }) => now.has(key) && cut.get(key) !== 'both' && !before.includes(key));
  const healed = ends(({ key }) => before.includes(key) && !now.has(key) && cut.has(key));
  return [
    ...(added.length > 0 ? [{ type: 'cut', links: added } as const] : []),
    ...(healed.length > 0 ? [{ type: 'heal', links: healed } as const] : []),
  ];
}

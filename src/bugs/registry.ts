/** The rules that a cluster's nodes go by: the paper's, or with bugs of the zoo in them. */
import { paperRules, type Rules } from '../raft/rules.ts';
import { bugZoo, type Bug } from './zoo.ts';

/** The bug of that name, or of that number as text; null: there is none. */
export function findBug(name: string): Bug | null {
  return bugZoo.find((bug) => bug.name === name || String(bug.number) === name) ?? null;
}

/** The rules of the paper with the named bugs switched on. @throws RangeError for a name that isn't in the zoo */
export function rulesWith(bugs: readonly string[]): Rules {
  if (bugs.length === 0) return paperRules;
  return bugs.reduce<Rules>((rules, name) => {
    const bug = findBug(name);
    if (bug === null) throw new RangeError(`There is no bug named "${name}" in the zoo.`);
    return { ...rules, ...bug.override };
  }, paperRules);
}

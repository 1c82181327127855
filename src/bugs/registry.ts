/** Famous implementation bugs by name, each an override of one rule. The zoo itself comes with the next release. */
import { paperRules, type Rules } from '../raft/rules.ts';

/** The rules of the paper with the named bugs switched on. @throws RangeError for a name that isn't in the zoo */
export function rulesWith(bugs: readonly string[]): Rules {
  const [unknown] = bugs;
  if (unknown !== undefined) throw new RangeError(`there is no bug named "${unknown}" in the zoo yet`);
  return paperRules;
}

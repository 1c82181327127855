import { printedKeys, type Action } from './actions.ts';

/** The actions whose sentence, group or key contains every word of `query`; those with a word's beginning first. */
export function filterActions(actions: readonly Action[], query: string): Action[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const scored = actions.flatMap((action) => {
    const text = `${action.sentence} ${action.group} ${printedKeys(action)}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) return [];
    const starts = words.filter((word) => ` ${text}`.includes(` ${word}`)).length;
    return [{ action, starts }];
  });
  return scored.sort((a, b) => b.starts - a.starts).map(({ action }) => action);
}

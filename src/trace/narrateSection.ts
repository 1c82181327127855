/** Where a rule stands, as the screen shows it. */
import { ruleBook, type RuleId } from '../raft/ruleBook.ts';

/** One place in the literature: `§5.3`, and in which of the two texts. */
export interface SectionLabel {
  readonly label: string;
  /** For a tooltip: the text's whole name. */
  readonly title: string;
}

const texts = {
  P: 'In Search of an Understandable Consensus Algorithm (Extended Version), Ongaro and Ousterhout: “the paper”',
  T: 'Consensus: Bridging Theory and Practice, Ongaro: “the dissertation”',
} as const;

/** `P5.3` → §5.3 of the paper, `T6.4` → §6.4 of the dissertation, `P Fig. 2` → Figure 2. Unknown forms come back as they are. */
export function sectionLabel(section: string): SectionLabel {
  const found = /^([PT])\s*(?:Fig\. (\d+)|([\d.]+))$/.exec(section.trim());
  if (found === null) return { label: section, title: section };
  const [, text, figure, number] = found;
  const label = figure === undefined ? `§${number}` : `Figure ${figure}`;
  return { label, title: `${label} in ${texts[text as 'P' | 'T']}` };
}

/** The labels of a section entry that may name several places: `P8, T6.4`, `P7, Fig. 13` (of the same text). */
export function sectionLabels(section: string): SectionLabel[] {
  let text = '';
  return section.split(',').map((part) => {
    const place = part.trim();
    const named = /^[PT]/.exec(place)?.[0];
    text = named ?? text;
    return sectionLabel(named === undefined ? `${text} ${place}` : place);
  });
}

/** Where `rule` stands, in the ruleBook's notation; null for no rule. */
export function sectionOf(rule: RuleId): string;
export function sectionOf(rule: RuleId | null): string | null;
export function sectionOf(rule: RuleId | null): string | null {
  return rule === null ? null : ruleBook[rule].section;
}

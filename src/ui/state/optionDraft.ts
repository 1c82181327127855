/** A cluster's options as somebody types them: switches, and texts that may be half-typed numbers. */
import type { RaftOptions } from '../../raft/types.ts';
import { optionBook, type OptionEntry } from '../../session/optionBook.ts';
import type { FormRemarks } from './formRemarks.ts';

export type OptionKey = OptionEntry['key'];
/** By option; a switch is a boolean, everything else text. */
export type OptionDraft = Readonly<Record<OptionKey, boolean | string>>;

const DRIFT = { low: 0, high: 90, whole: false, unit: ' %' };

/** One option's value as its field shows it. */
export function draftValue(entry: OptionEntry, options: RaftOptions): boolean | string {
  switch (entry.kind) {
    case 'switch':
      return options[entry.key];
    case 'count': {
      const count = options[entry.key];
      return count === null ? '' : String(count);
    }
    case 'choice':
      return options[entry.key];
    case 'share':
      return String(Math.round(options[entry.key] * 1000) / 10);
  }
}

/** All fields, filled in with `options`. */
export function draftOf(options: RaftOptions): OptionDraft {
  return Object.fromEntries(optionBook.map((entry) => [entry.key, draftValue(entry, options)])) as OptionDraft;
}

/** The options of a draft; what isn't valid is told to `remarks`, and is NaN. */
export function optionsOfDraft(draft: OptionDraft, remarks: Pick<FormRemarks<OptionKey>, 'number' | 'limit'>): Omit<RaftOptions, 'electionTimeoutMs' | 'heartbeatMs'> {
  const values = optionBook.map((entry) => {
    const { key, label } = entry;
    const typed = draft[key];
    const text = String(typed);
    switch (entry.kind) {
      case 'switch':
        return [key, typed === true];
      case 'count':
        return [key, remarks.limit(key, label, text, entry.none)];
      case 'choice':
        return [key, entry.choices.find(({ value }) => value === typed)?.value ?? 'joint'];
      case 'share':
        return [key, Math.round(remarks.number(key, label, text, DRIFT) * 10) / 1000];
    }
  });
  return Object.fromEntries(values) as Omit<RaftOptions, 'electionTimeoutMs' | 'heartbeatMs'>;
}

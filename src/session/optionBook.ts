/**
 * The options of a cluster in a reader's words, once: the new-run dialog shows
 * them as fields, the comparison as what two clusters can differ in. Sections
 * are in the rule book's notation (P: the paper, T: the dissertation).
 */
import type { RaftOptions } from '../raft/types.ts';

/** The options whose type is exactly `V`. */
type KeysOf<V> = {
  [K in keyof RaftOptions]: [RaftOptions[K], V] extends [V, RaftOptions[K]] ? K : never;
}[keyof RaftOptions];
export type SwitchKey = KeysOf<boolean>;
export type CountKey = KeysOf<number | null>;

interface OptionText {
  readonly label: string;
  /** What it does, in one plain sentence. */
  readonly sentence: string;
  readonly section: string;
}

/** On or off. */
export interface SwitchOption extends OptionText {
  readonly kind: 'switch';
  readonly key: SwitchKey;
}

/** A whole number, or none. */
export interface CountOption extends OptionText {
  readonly kind: 'count';
  readonly key: CountKey;
  /** What it means when there is no number. */
  readonly none: 'no limit' | 'never';
  readonly unit: string;
}

/** One of a few. */
export interface ChoiceOption extends OptionText {
  readonly kind: 'choice';
  readonly key: 'membership';
  readonly choices: readonly { readonly value: RaftOptions['membership']; readonly label: string }[];
}

/** A share, told in percent. */
export interface ShareOption extends OptionText {
  readonly kind: 'share';
  readonly key: 'clockDriftBound';
}

export type OptionEntry = SwitchOption | CountOption | ChoiceOption | ShareOption;

/** Every option but the timings, in the order in which they are shown. */
export const optionBook: readonly OptionEntry[] = [
  {
    kind: 'switch', key: 'preVote', label: 'PreVote', section: 'T9.6',
    sentence: 'A node asks whether it could win before it raises its term, so one that was cut off disturbs nobody when it returns.',
  },
  {
    kind: 'switch', key: 'checkQuorum', label: 'CheckQuorum', section: 'T6.2, T4.2.3',
    sentence: 'A leader that hears no majority steps down, and a node that hears a leader ignores requests for its vote.',
  },
  {
    kind: 'switch', key: 'noOpOnElection', label: 'No-op on election', section: 'P8, T6.4',
    sentence: 'A new leader appends an empty entry of its own term, so that older entries can commit without waiting for a client.',
  },
  {
    kind: 'switch', key: 'fastBacktracking', label: 'Fast backtracking', section: 'P5.3',
    sentence: 'After a refusal nextIndex skips a whole term instead of one index, so a diverged log is found out in fewer rounds.',
  },
  {
    kind: 'switch', key: 'probeWithEntries', label: 'Probe with entries', section: 'T10.2.1',
    sentence: 'While a leader looks for where the logs agree its messages carry entries; off, they are empty and cost less.',
  },
  {
    kind: 'choice', key: 'membership', label: 'Membership changes', section: 'P6, T4.1, T4.3',
    sentence: 'Voters change through a joint configuration that needs both majorities, or by one node at a time.',
    choices: [{ value: 'joint', label: 'joint' }, { value: 'single', label: 'one by one' }],
  },
  {
    kind: 'count', key: 'maxEntriesPerAppend', label: 'Entries per message', section: 'T10.2.1', none: 'no limit', unit: '',
    sentence: 'At most so many entries in one AppendEntries.',
  },
  {
    kind: 'count', key: 'maxInflightAppends', label: 'Messages in flight', section: 'T10.2.1', none: 'no limit', unit: '',
    sentence: 'At most so many unanswered AppendEntries to one follower; one means a round for every message.',
  },
  {
    kind: 'count', key: 'snapshotThreshold', label: 'Snapshot every', section: 'P7', none: 'never', unit: 'entries',
    sentence: 'So many applied entries make a snapshot, and the log before it is dropped.',
  },
  {
    kind: 'count', key: 'snapshotChunkBytes', label: 'Snapshot chunk', section: 'P7', none: 'no limit', unit: 'characters',
    sentence: 'A snapshot travels in pieces of at most this size; a lost piece is sent again.',
  },
  {
    kind: 'count', key: 'maxSessions', label: 'Client sessions', section: 'T6.3', none: 'no limit', unit: '',
    sentence: 'So many clients are remembered, so that a retry isn’t carried out twice; above it the one least used is forgotten.',
  },
  {
    kind: 'share', key: 'clockDriftBound', label: 'Clock drift bound', section: 'T6.4.1',
    sentence: 'By how much clocks may run apart; a leader’s lease for reads ends earlier by this share.',
  },
];

/** An option's value as a reader says it: `on`, `8 entries`, `never`, `one by one`, `10 %`. */
export function valueText(entry: OptionEntry, options: RaftOptions): string {
  switch (entry.kind) {
    case 'switch':
      return options[entry.key] ? 'on' : 'off';
    case 'count': {
      const count = options[entry.key];
      return count === null ? entry.none : [count, entry.unit].filter((part) => part !== '').join(' ');
    }
    case 'choice':
      return entry.choices.find(({ value }) => value === options[entry.key])?.label ?? options[entry.key];
    case 'share':
      return `${Math.round(options[entry.key] * 1000) / 10} %`;
  }
}

/** The options in which two clusters differ, in the book's order. */
export function differingOptions(a: RaftOptions, b: RaftOptions): OptionEntry[] {
  return optionBook.filter(({ key }) => a[key] !== b[key]);
}

/** The list of invariants that are checked after every event, for the checker and the screen alike. */
import type { Invariant } from '../trace/verdict.ts';

/** The names, as they stand in a `Violation`. */
export type Property =
  | 'Election Safety'
  | 'One Vote'
  | 'Leader Append-Only'
  | 'Log Matching'
  | 'Leader Completeness'
  | 'State Machine Safety'
  | 'Monotone State'
  | 'State Order'
  | 'Commit Rule'
  | 'Match Index'
  | 'Persist Before Send'
  | 'Votes For Oneself'
  | 'Configurations'
  | 'Truncation Safety'
  | 'Linearizability';

const byProperty: Readonly<Record<Property, Omit<Invariant, 'property'>>> = {
  'Election Safety': {
    number: 1,
    section: 'P5.2, Figure 3',
    sentence: 'At most one node is ever elected leader in a term, and by the votes of a quorum.',
    figure3: true,
  },
  'One Vote': {
    number: 2,
    section: 'P5.2',
    sentence: 'A node votes for one candidate in a term and never for another, not even after a crash.',
    figure3: false,
  },
  'Leader Append-Only': {
    number: 3,
    section: 'P5.3, Figure 3',
    sentence:
      'A leader adds entries to its log and never overwrites or removes one while it leads, but for those that its snapshot stands for.',
    figure3: true,
  },
  'Log Matching': {
    number: 4,
    section: 'P5.3, Figure 3',
    sentence:
      'If two logs hold an entry with the same index and term, they are the same in every entry up to it, and so is what their snapshots hold.',
    figure3: true,
  },
  'Leader Completeness': {
    number: 5,
    section: 'P5.4.3, Figure 3',
    sentence: 'A leader holds every entry that was committed in an earlier term.',
    figure3: true,
  },
  'State Machine Safety': {
    number: 6,
    section: 'P5.4.3, Figure 3',
    sentence: 'No two nodes apply different commands at the same index, and each applies every index in order.',
    figure3: true,
  },
  'Monotone State': {
    number: 7,
    section: 'P Figure 2',
    sentence:
      'A term never goes back; commitIndex, lastApplied and the snapshot never go back while a node is up, nor matchIndex while it leads.',
    figure3: false,
  },
  'State Order': {
    number: 8,
    section: 'P5.1, P Figure 2',
    sentence:
      'snapshotIndex ≤ lastApplied ≤ commitIndex ≤ last index; terms never fall along a log and never exceed currentTerm.',
    figure3: false,
  },
  'Commit Rule': {
    number: 9,
    section: 'P5.4.2',
    sentence:
      'A leader commits only up to an entry of its own term that a quorum holds on disk, a quorum of both configurations while there are two.',
    figure3: false,
  },
  'Match Index': {
    number: 10,
    section: 'P Figure 2',
    sentence: 'A leader never believes that a node holds more on disk than it does.',
    figure3: false,
  },
  'Persist Before Send': {
    number: 11,
    section: 'P5.1, P Figure 2',
    sentence: 'No vote and no acknowledgement leaves a node before what it promises is on its disk.',
    figure3: false,
  },
  'Votes For Oneself': {
    number: 12,
    section: 'P5.2, T9.6',
    sentence: 'A leader has voted for itself in the term that it leads; a pre-vote changes neither term nor vote.',
    figure3: false,
  },
  Configurations: {
    number: 13,
    section: 'P6, T4.1',
    sentence:
      'One change of the members at a time, none before the leader has committed an entry of its term, and every quorum of one configuration meets every quorum of the next.',
    figure3: false,
  },
  'Truncation Safety': {
    number: 14,
    section: 'P5.3, P5.4.3',
    sentence: 'A node never removes a committed entry from its log.',
    figure3: false,
  },
  Linearizability: {
    number: 15,
    section: 'P8, T6.3',
    sentence:
      'Every request that was answered took effect at one moment between its request and its answer, and once, however often it was sent.',
    figure3: false,
  },
};

/** Every invariant that `createChecker` checks, by number. */
export const invariants: readonly Invariant[] = (Object.keys(byProperty) as Property[])
  .map((property) => ({ property, ...byProperty[property] }))
  .sort((a, b) => a.number - b.number);

/**
 * The rules' names as a reader meets them: one sentence and where it stands.
 * P is the paper (extended version), T is Ongaro's dissertation.
 */
export interface RuleEntry {
  readonly section: string;
  readonly sentence: string;
}

export const ruleBook = {
  stepsDown: {
    section: 'P5.1',
    sentence: 'A node that sees a higher term takes it over and becomes a follower.',
  },
  isStale: { section: 'P5.1', sentence: 'A message of an earlier term is refused or ignored.' },
  voteAfterTermChange: {
    section: 'P5.2',
    sentence: 'A vote belongs to its term: it is kept in the same term and void in the next.',
  },
  startElection: {
    section: 'P5.2',
    sentence: 'A follower that hears from no leader for an election timeout starts an election.',
  },
  mayCampaign: { section: 'P5.2', sentence: 'Only a voter that is not leading may campaign.' },
  mayVoteFor: { section: 'P5.2', sentence: 'A node votes for at most one candidate in a term.' },
  logIsUpToDate: {
    section: 'P5.4.1',
    sentence: 'A vote goes only to a candidate whose log is at least as up to date.',
  },
  countsVote: {
    section: 'P5.2',
    sentence: 'A candidate counts one vote per voter, given in its own term.',
  },
  quorumSize: { section: 'P5.2', sentence: 'A majority of all voters wins, never of those reachable.' },
  recognisesLeader: {
    section: 'P5.2',
    sentence: 'An AppendEntries of the current term comes from the one leader of that term.',
  },
  resetsElectionTimer: {
    section: 'P5.2',
    sentence: 'The election timer restarts on hearing the current leader or granting a vote.',
  },
  noOpOnElection: {
    section: 'P8',
    sentence: 'A new leader appends a no-op, so that entries before it can commit.',
  },
  sendsHeartbeats: {
    section: 'P5.2',
    sentence: 'A leader sends heartbeats, so that no follower times out.',
  },
  leaderAppends: {
    section: 'P5.3',
    sentence: 'The leader appends a client’s command to its log and sends it to the others.',
  },
  onlyLeaderAccepts: { section: 'P8', sentence: 'Only the leader takes commands; others name it.' },
  leaderLost: {
    section: 'P8',
    sentence: 'A command whose leader lost its role may or may not commit: nobody can say yet.',
  },
  matchesPrevious: {
    section: 'P5.3',
    sentence: 'Entries are taken only after an entry that both logs share.',
  },
  truncationPoint: {
    section: 'P5.3',
    sentence: 'Only an entry that conflicts (same index, other term) is deleted, with all after it.',
  },
  ackedIndex: {
    section: 'P Fig. 2',
    sentence: 'A follower acknowledges what the message proved, not what its log happens to hold.',
  },
  matchAfterAck: {
    section: 'P Fig. 2',
    sentence: 'matchIndex never moves back: a late acknowledgement changes nothing.',
  },
  backtrack: {
    section: 'P5.3',
    sentence: 'After a refusal the leader moves nextIndex back and tries an earlier entry.',
  },
  followerCommit: {
    section: 'P Fig. 2',
    sentence: 'commitIndex = min(leaderCommit, index of the last entry this message proves).',
  },
  mayCommit: {
    section: 'P5.4.2',
    sentence: 'Only an entry of the leader’s own term is committed by counting copies.',
  },
  appliesInOrder: {
    section: 'P5.3',
    sentence: 'Committed entries are applied to the dict in log order.',
  },
  persistsFirst: {
    section: 'P Fig. 2',
    sentence: 'Term, vote and log are on disk before any answer that relies on them.',
  },
} as const satisfies Record<string, RuleEntry>;

export type RuleId = keyof typeof ruleBook;

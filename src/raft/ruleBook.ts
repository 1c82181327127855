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
  ignoresVoteRequest: {
    section: 'P6, T4.2.3',
    sentence: 'A node that heard a leader within the least election timeout takes no part in an election.',
  },
  mayGrantVotes: {
    section: 'T4.2.1',
    sentence: 'A node votes by its log, whether or not it has heard that it is a voter.',
  },
  preVote: {
    section: 'T9.6',
    sentence: 'A node raises the term only after a majority has said that it could win.',
  },
  answersStalePreVote: {
    section: 'T9.6',
    sentence: 'A pre-vote of an earlier term is answered, so that the asker learns the term.',
  },
  checkQuorum: {
    section: 'T6.2',
    sentence: 'A leader that hears no majority for an election timeout steps down.',
  },
  transfersLeadership: {
    section: 'T3.10',
    sentence: 'A leader that hands over takes no commands, brings its successor up to date and tells it to campaign.',
  },
  givesUpTransfer: {
    section: 'T3.10',
    sentence: 'A transfer that takes longer than an election timeout is given up.',
  },
  mayCompact: {
    section: 'P7',
    sentence: 'A snapshot stands for applied entries only, and never goes back.',
  },
  sendsSnapshot: {
    section: 'P7',
    sentence: 'A follower that needs entries which are compacted away is sent the snapshot, chunk by chunk.',
  },
  installsSnapshot: {
    section: 'P7',
    sentence: 'A snapshot that covers nothing new is not installed: newer entries stay.',
  },
  keepsTail: {
    section: 'P7, Fig. 13',
    sentence: 'Entries after the snapshot stay only if the log holds the snapshot’s last entry; else all of it goes.',
  },
  configTakesEffect: {
    section: 'P6',
    sentence: 'A node uses the latest configuration in its log, committed or not.',
  },
  mayChangeMembers: {
    section: 'T4.1',
    sentence: 'Members change only after the leader has committed an entry of its own term.',
  },
  oneChangeAtATime: {
    section: 'P6, T4.1',
    sentence: 'One configuration at a time: the next waits until the last is committed.',
  },
  singleStep: {
    section: 'T4.1',
    sentence: 'Without a joint configuration, voters are added or removed one at a time, so that majorities overlap.',
  },
  needsVoter: { section: 'P6', sentence: 'A configuration has at least one voter, and nobody in it twice.' },
  isCaughtUp: {
    section: 'T4.2.1',
    sentence: 'A new voter catches up first, so that it doesn’t hold up commits.',
  },
  leavesJoint: {
    section: 'P6',
    sentence: 'When the joint configuration is committed, the leader appends the new one alone.',
  },
  removedLeader: {
    section: 'P6, T4.2.2',
    sentence: 'A leader that is not in the new configuration steps down when that is committed.',
  },
  mayServeReads: {
    section: 'T6.4',
    sentence: 'A leader reads from its dict only when it has committed an entry of its own term.',
  },
  confirmsLeadership: {
    section: 'T6.4',
    sentence: 'A read is answered once a majority has confirmed that its leader still leads.',
  },
  leaseMs: {
    section: 'T6.4.1',
    sentence: 'While a majority’s promise not to elect another lasts, less the clocks’ drift, the leader reads alone.',
  },
  readsLocally: {
    section: 'T6.4',
    sentence: 'A local read asks nobody: it may be stale, and isn’t linearizable.',
  },
  isRepeated: {
    section: 'T6.3',
    sentence: 'A command that its client’s session has had before is answered, not applied again.',
  },
  sessionExpired: {
    section: 'T6.3',
    sentence: 'A command of an expired session is refused: nobody can tell any more whether it is a retry.',
  },
} as const satisfies Record<string, RuleEntry>;

export type RuleId = keyof typeof ruleBook;

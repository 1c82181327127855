/**
 * The cases that etcd's tests cite the paper for, and where each stands here:
 * in this folder, or where the core's own tests had it already. Every case has
 * one place, is written from the paper's text, and names its section.
 */
export interface PaperCase {
  readonly section: string;
  readonly says: string;
  /** Below src/. */
  readonly file: string;
  /** Words of the test's name. */
  readonly test: string;
}

const election = 'raft/election.test.ts';
const append = 'raft/append.test.ts';
const replication = 'raft/replication.test.ts';
const commit = 'raft/commit.test.ts';
const timers = 'raft/timers.test.ts';
const hereElections = 'testing/paper/elections.test.ts';
const hereReplication = 'testing/paper/replication.test.ts';

const rows: readonly (readonly [section: string, says: string, file: string, test: string])[] = [
  ['5.1', 'a follower, candidate or leader takes over a higher term', election, 'that sees term 9 in $type takes it over'],
  ['5.1', 'any role rejects a stale term', hereElections, 'that receives a request with a stale term number rejects it'],
  ['5.2', 'a server starts as a follower', hereElections, 'a server that starts up begins as a follower'],
  ['5.2', 'a leader sends heartbeats to all', timers, 'fires every heartbeatMs, to everybody'],
  ['5.2', 'a follower starts an election', election, 'raises the term, votes for itself and asks every other voter'],
  ['5.2', 'a candidate starts a new election', election, 'starts over in the next term when nobody wins'],
  ['5.2', 'a majority elects in one round, for every size', hereElections, 'leads if that is a majority'],
  ['5.2', 'a follower votes first come, first served', election, 'one vote a term: the same candidate again, no other'],
  ['5.2', 'a candidate that hears a leader of its term falls back', append, 'a candidate that hears the leader of its own term follows it'],
  ['5.2', 'a follower’s timeout is random', timers, 'is drawn from the range of the options, anew each time'],
  ['5.2', 'a candidate’s timeout is random', hereElections, 'starts each election with a timeout of its own'],
  ['5.2', 'timeouts of followers and candidates seldom coincide', hereElections, 'in most cases a single one times out'],
  ['5.3', 'a leader starts replication', replication, 'the leader appends, sends to everybody at once'],
  ['5.3', 'a leader commits an entry and tells the followers', hereReplication, 'later messages tell the followers'],
  ['5.3', 'a leader acknowledges a commit by a majority', hereReplication, 'the leader and %j have an entry; committed'],
  ['5.3', 'a leader commits preceding entries', hereReplication, 'commits all preceding ones'],
  ['5.3', 'a follower commits and applies in order', hereReplication, 'a follower that learns that an entry is committed applies it'],
  ['5.3', 'a follower checks AppendEntries', append, 'P5.3: prev (term %d, index %d) + %j gives %j'],
  ['5.3', 'a refusal says what conflicts', append, 'another term there: that term and its first index'],
  ['5.3', 'a follower appends and cuts conflicts', append, 'cuts from the first conflict only'],
  ['5.3', 'a leader brings the followers’ logs into line with its own, Figure 7 (a)–(f)', replication, 'the leader of term 8 makes all six logs its own'],
  ['5.4.1', 'a vote request says what the candidate’s log ends with', hereElections, 'says what the candidate’s log ends with'],
  ['5.4.1', 'a voter denies its vote to a log less up to date', election, 'candidate ends with term %d at index %d'],
  ['5.4.2', 'a leader commits by counting only in its own term', commit, 'never commits an entry of an earlier term by counting'],
];

export const paperCases: readonly PaperCase[] = rows.map(([section, says, file, test]) => ({ section, says, file, test }));

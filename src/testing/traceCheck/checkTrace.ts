/** Reads a full trace and checks it, from its text alone. */
import { commitsByQuorum, followersCommitWhatIsProven, leadersAreComplete, matchIsHeld } from './commits.ts';
import { changesAreSafe, latestConfigInForce } from './configs.ts';
import { disksChangeByWrites, persistsBeforeSending } from './disks.ts';
import { oneLeaderPerTerm, oneVotePerTerm, termsNeverFall, votesForUpToDateLogs } from './elections.ts';
import type { Check, Line } from './format.ts';
import { committedIsForEver, followersCutConflictsOnly, leadersAppendOnly, logsMatch } from './logs.ts';
import { messagesBalance } from './messages.ts';
import { eventsInOrder, requestsAnsweredOnce } from './order.ts';
import { preVotesChangeNothing } from './preVotes.ts';
import { stateIsReplayed } from './replay.ts';

const checks: Readonly<Record<string, () => Check>> = {
  eventsInOrder,
  messagesBalance,
  requestsAnsweredOnce,
  disksChangeByWrites,
  persistsBeforeSending,
  termsNeverFall,
  oneVotePerTerm,
  votesForUpToDateLogs,
  oneLeaderPerTerm,
  logsMatch,
  leadersAppendOnly,
  followersCutConflictsOnly,
  committedIsForEver,
  commitsByQuorum,
  followersCommitWhatIsProven,
  leadersAreComplete,
  matchIsHeld,
  stateIsReplayed,
  latestConfigInForce,
  changesAreSafe,
  preVotesChangeNothing,
};

export interface Complaint {
  readonly event: number;
  /** The name of the check. */
  readonly check: string;
  readonly detail: string;
}

/** Everything that is wrong with the trace, in the order of its events. @throws SyntaxError when a line is no JSON */
export function checkTrace(text: string): Complaint[] {
  const running = Object.entries(checks).map(([name, create]) => ({ name, check: create() }));
  const found: Complaint[] = [];
  let before: Line | null = null;
  for (const written of text.split('\n')) {
    if (written === '') continue;
    const line = JSON.parse(written) as Line;
    for (const { name, check } of running) {
      for (const detail of check({ line, before })) found.push({ event: line.id, check: name, detail });
    }
    before = line;
  }
  return found;
}

/** The names of all checks. */
export const checkNames = Object.keys(checks);

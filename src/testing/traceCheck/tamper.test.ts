// Whatever is changed in a trace that holds, the check that is there for it says so.

import { describe, expect, it } from 'vitest';
import { checkNames, checkTrace } from './checkTrace.ts';
import type { Line, NodeState } from './format.ts';
import { scenarioTrace } from './testTraces.ts';

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
type Draft = Mutable<Line>;

const document = JSON.stringify({
  version: 1,
  seed: 5,
  cluster: { nodes: ['S1', 'S2', 'S3'], options: { preVote: true } },
  network: { loss: 0.05, duplicate: 0.05 },
  disk: { fsyncMs: [1, 4] },
  steps: [
    { campaign: 'S1' },
    { run: 100 },
    ...['1', '2', '3'].flatMap((value) => [{ propose: { to: 'S1', set: ['x', value] } }, { run: 60 }]),
    { pause: 'S3' },
    { run: 60 },
    { resume: 'S3' },
    { run: 60 },
    { crash: 'S1' },
    { run: 900 },
    { restart: 'S1' },
    { run: 300 },
  ],
});
const trace = scenarioTrace(document);

function at(lines: readonly Draft[], found: (line: Draft, before: Draft | undefined) => boolean): Draft {
  const line = lines.find((each, i) => found(each, lines[i - 1]));
  if (line === undefined) throw new Error('nothing of that kind in this trace');
  return line;
}

function the<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw new Error('not in this trace');
  return found;
}

/** The node that this line is about. */
function own(line: Draft): Mutable<NodeState> {
  return the(line.nodes[the(line.node)]);
}

const consumes = (type: string, more: (line: Draft) => boolean = () => true) => (line: Draft) =>
  line.consumed !== null && line.message?.message.type === type && more(line);
const newLeader = (line: Draft, before?: Draft): boolean =>
  line.node !== null && own(line).role === 'leader' && before?.nodes[line.node]?.role === 'candidate';
const lateLeader = (line: Draft, before?: Draft): boolean => newLeader(line, before) && own(line).commitIndex > 0;

const changes: readonly [check: string, what: string, change: (lines: Draft[]) => void][] = [
  ['eventsInOrder', 'an event is missing', (lines) => void lines.splice(20, 1)],
  ['eventsInOrder', 'the start is missing', (lines) => void lines.shift()],
  ['eventsInOrder', 'time goes back', (lines) => void (the(lines[30]).time = 0)],
  ['eventsInOrder', 'another node changes', (lines) => void (the(at(lines, ({ node }) => node === 'S1').nodes['S2']).leader = 'S3')],
  ['messagesBalance', 'a message nobody sent', (lines) => void at(lines, ({ sent }) => sent.length > 0).sent.pop()],
  ['messagesBalance', 'an id for two messages', (lines) => {
    const { sent } = at(lines, (line) => line.sent.length > 1);
    the(sent[1]).id = the(sent[0]).id;
  }],
  ['messagesBalance', 'a message of somebody else', (lines) => void (the(at(lines, ({ sent }) => sent.length > 0).sent[0]).message.from = 'S9')],
  ['messagesBalance', 'a message is delivered a second time', (lines) => {
    const first = at(lines, consumes('AppendEntries'));
    const second = at(lines, (line) => line.id > first.id && line.consumed !== null && line.node === first.node);
    [second.message, second.consumed] = [first.message, first.consumed];
  }],
  ['messagesBalance', 'a message changes on its way', (lines) => void (the(at(lines, consumes('AppendEntries')).message).message.leaderCommit = 99)],
  ['messagesBalance', 'a message comes to another node', (lines) => void (at(lines, consumes('AppendEntries')).node = 'S1')],
  ['messagesBalance', 'a message in flight is left out', (lines) => void at(lines, ({ inFlight }) => inFlight.length > 0).inFlight.pop()],
  ['messagesBalance', 'a loss is not told', (lines) => void (at(lines, ({ lost }) => lost.length > 0).lost = [])],
  ['messagesBalance', 'an inbox forgets', (lines) => void the(at(lines, ({ kind }) => kind === 'inbox').processes['S3']).inbox.pop()],
  ['requestsAnsweredOnce', 'a request is answered otherwise', (lines) => {
    const answered = at(lines, ({ requests }) => requests[0]?.status === 'ok');
    the(lines.at(-1)).requests.push({ ...the(answered.requests[0]), status: 'refused' });
  }],
  ['disksChangeByWrites', 'a disk changes by itself', (lines) => void (the(the(lines[40]).processes['S2']).disk.term += 1)],
  ['disksChangeByWrites', 'a write is forgotten', (lines) => void at(lines, ({ persist }) => persist.length > 0).persist.pop()],
  ['disksChangeByWrites', 'a node starts with another vote', (lines) => {
    own(at(lines, ({ command }) => command?.type === 'restart')).votedFor = 'S3';
  }],
  ['persistsBeforeSending', 'a vote is sent before it is durable', (lines) => {
    const line = at(lines, ({ sent }) => sent[0]?.message.type === 'RequestVoteReply' && sent[0].message.voteGranted === true);
    the(line.processes[line.node ?? '']).disk.votedFor = null;
  }],
  ['persistsBeforeSending', 'entries are acknowledged before they are durable', (lines) => {
    const line = at(lines, ({ sent }) => sent.some(({ message }) => message.success === true && (message.matchIndex ?? 0) > 0));
    the(line.processes[line.node ?? '']).disk.logTerms = [];
  }],
  ['termsNeverFall', 'a term falls', (lines) => void (own(at(lines, lateLeader)).term -= 1)],
  ['termsNeverFall', 'a later leader changes no term', (lines) => {
    const line = at(lines, consumes('AppendEntries', (each) => own(each).term > 1));
    own(line).term = 1;
  }],
  ['oneVotePerTerm', 'a vote is counted that nobody gave', (lines) => {
    own(at(lines, (line) => line.node !== null && own(line).role === 'candidate')).votesGranted.push('S3');
  }],
  ['oneVotePerTerm', 'a disk has another vote', (lines) => void (the(the(lines.at(-1)).processes['S2']).disk.votedFor = 'S9')],
  ['votesForUpToDateLogs', 'a candidate’s log was shorter', (lines) => {
    const granted = at(lines, consumes('RequestVote', (line) => own(line).votedFor === line.message?.message.from && own(line).log.length > 0));
    the(granted.message).message.lastLogTerm = 0;
  }],
  ['oneLeaderPerTerm', 'a second leader', (lines) => {
    const line = the(lines.at(-1));
    for (const node of Object.values(line.nodes)) node.role = 'leader';
  }],
  ['oneLeaderPerTerm', 'a leader without a majority', (lines) => void own(at(lines, newLeader)).votesGranted.pop()],
  ['logsMatch', 'an entry holds another command', (lines) => void (the(own(at(lines, lateLeader)).log[1]).command = { set: ['x', 'other'] })],
  ['logsMatch', 'an entry is missing from a log', (lines) => void own(at(lines, lateLeader)).log.splice(1, 1)],
  ['logsMatch', 'more is applied than committed', (lines) => void (own(at(lines, lateLeader)).lastApplied += 1)],
  ['leadersAppendOnly', 'a leader loses its last entry', (lines) => {
    const line = at(lines, (each, before) => each.node !== null && own(each).role === 'leader' && own(each).log.length > 1 && before?.nodes[each.node]?.log.length === own(each).log.length);
    own(line).log.pop();
    own(line).logTerms.pop();
  }],
  ['followersCutConflictsOnly', 'a heartbeat cuts a log', (lines) => {
    const line = at(lines, consumes('AppendEntries', (each) => each.message?.message.entries?.length === 0 && own(each).log.length > 1));
    own(line).log.pop();
    own(line).logTerms.pop();
  }],
  ['committedIsForEver', 'a committed entry has another term', (lines) => void (the(own(the(lines.findLast(({ node }) => node !== null))).log[0]).term = 9)],
  ['committedIsForEver', 'a commit is taken back', (lines) => {
    own(at(lines, (line, before) => line.node !== null && own(line).up && (before?.nodes[line.node]?.commitIndex ?? 0) > 1)).commitIndex = 0;
  }],
  ['commitsByQuorum', 'a leader commits what it alone has', (lines) => {
    const line = at(lines, ({ command }) => command?.type === 'propose');
    own(line).commitIndex = own(line).log.length;
  }],
  ['followersCommitWhatIsProven', 'a follower commits more than it was told', (lines) => {
    const line = at(lines, consumes('AppendEntries', (each) => own(each).log.length > own(each).commitIndex));
    own(line).commitIndex += 1;
  }],
  ['leadersAreComplete', 'a new leader lacks what is committed', (lines) => {
    const node = own(at(lines, lateLeader));
    [node.log, node.logTerms] = [[], []];
  }],
  ['matchIsHeld', 'a leader counts copies that nobody has', (lines) => {
    const line = at(lines, (each) => each.nodes['S1']?.role === 'leader' && each.id > 20);
    the(line.nodes['S1']).matchIndex['S2'] = 7;
  }],
  ['stateIsReplayed', 'a value that nobody set', (lines) => {
    own(at(lines, (line) => line.node !== null && own(line).state['x'] !== undefined)).state['x'] = 'other';
  }],
  ['latestConfigInForce', 'another configuration', (lines) => {
    own(at(lines, (line) => line.node !== null)).config.voters.pop();
  }],
  ['changesAreSafe', 'two voters go at once', (lines) => {
    const line = at(lines, ({ command }) => command?.type === 'propose');
    the(own(line).log.at(-1)).command = { config: { voters: ['S1'], votersOutgoing: [], learners: [] } };
  }],
  ['preVotesChangeNothing', 'a pre-vote raises the term', (lines) => void (own(at(lines, consumes('PreVote'))).term += 1)],
  ['preVotesChangeNothing', 'a campaign without pre-votes', (lines) => {
    const line = at(lines, (each, before) => each.node !== null && own(each).role === 'candidate' && before?.nodes[each.node]?.role === 'preCandidate');
    const before = the(lines[line.id - 1]);
    the(before.nodes[line.node ?? '']).role = 'follower';
  }],
];

describe('a trace that somebody changed', () => {
  it('held before', () => expect(checkTrace(trace)).toEqual([]));

  it.each(changes)('%s: %s', (check, _what, change) => {
    const lines = trace.trimEnd().split('\n').map((line) => JSON.parse(line) as Draft);
    change(lines);
    const found = checkTrace(lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(found.map((complaint) => complaint.check)).toContain(check);
  });

  it('is seen by every check that there is', () => {
    expect([...new Set(changes.map(([check]) => check))].sort()).toEqual([...checkNames].sort());
  });
});

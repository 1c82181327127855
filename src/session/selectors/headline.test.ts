import { describe, expect, it } from 'vitest';
import type { Configuration, Message } from '../../raft/types.ts';
import type { Envelope } from '../../trace/event.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { headline } from './headline.ts';
import { progressOf } from './whyTestCluster.ts';
import { entriesOf, frameOf, nodeFrame, votersOf } from './testFrame.ts';

const config = votersOf(5);

/** Five followers of term 4, each with its timer, changed as told. */
function five(changes: Record<string, Partial<NodeFrame>>, is: Partial<Frame> = {}): Frame {
  const entries = entriesOf([1, 4]);
  const nodes = config.voters.map((id, i) =>
    nodeFrame(id, { config, currentTerm: 4, entries, commitIndex: 2, electionAt: 200 + i, ...changes[id] }),
  );
  return frameOf(nodes, is);
}

const leader = { role: 'leader', electionAt: null } as const;

function cutOff(side: string[]): Frame['cuts'] {
  return config.voters.flatMap((from) =>
    config.voters.filter((to) => side.includes(from) !== side.includes(to)).map((to) => ({ from, to })),
  );
}

function text(frame: Frame): string {
  const { title, detail } = headline(frame);
  return `${title.map((part) => part.text).join(' ')} | ${detail}`;
}

function envelope(message: Message): Envelope {
  return { id: 1, message, sentBy: 1, sentAt: 0, deliverAt: 20, lost: null, copyOf: null };
}

describe('with a leader', () => {
  it('names it in its term’s colour and says how the log stands', () => {
    const frame = five({ S5: leader });
    expect(headline(frame).title).toEqual([{ text: 'S5 leads term 4.', term: 4, tone: 'strong' }]);
    expect(headline(frame).detail).toBe('Everybody up has the committed log, up to 2.');
  });

  it('says what an entry still lacks', () => {
    const progress = { S1: progressOf(4, 3) };
    const frame = five({ S5: { ...leader, entries: entriesOf([1, 4, 4]), progress } });
    expect(text(frame)).toBe('S5 leads term 4. | Entry 3 needs 1 more copy to commit.');
  });

  it('says who is down, who is cut off and who is behind', () => {
    expect(text(five({ S5: leader, S1: { status: 'down' } }))).toContain('S1 is down. Everybody up');
    expect(text(five({ S5: leader }, { cuts: cutOff(['S3']) }))).toContain('S3 is cut off.');
    expect(text(five({ S5: leader, S2: { entries: [], commitIndex: 0 } }))).toContain('S2 is behind');
  });

  it('names old leaders and why they can do no harm', () => {
    const olds = { S5: leader, S3: { ...leader, currentTerm: 2 }, S4: { currentTerm: 2 } };
    expect(text(five(olds, { cuts: cutOff(['S3', 'S4']) }))).toBe(
      'S5 leads term 4. S3 still thinks it leads term 2. | Two leaders, one majority. S3 reaches only S4, so it can commit nothing.',
    );
    expect(text(five({ ...olds, S3: { ...olds.S3, status: 'paused' } }))).toContain('S3 is paused and can’t know yet.');
    const refusal: Message = {
      type: 'AppendEntriesReply', from: 'S2', to: 'S3', term: 4, success: false,
      matchIndex: 0, prevLogIndex: 1, conflictTerm: null, conflictIndex: 0, round: 1,
    };
    expect(text(five(olds, { inFlight: [envelope(refusal)] }))).toContain('Two leaders, one majority. S2 has just told S3 that its term is over.');
  });

  it('tells a leader without a majority from one that has it', () => {
    expect(text(five({ S5: leader }, { cuts: cutOff(['S5', 'S1']) }))).toBe(
      'S5 leads term 4, but reaches no majority. | It reaches only S1, so nothing it appends can commit. S2 will try to lead next.',
    );
    expect(text(five({ S5: leader, S1: { status: 'down' }, S2: { status: 'down' }, S3: { status: 'down' } }))).toContain('but reaches no majority');
  });

  it('counts a node that can’t answer as out of reach', () => {
    const deaf = ['S1', 'S2', 'S3'].map((from) => ({ from, to: 'S5' }));
    expect(text(five({ S5: leader }, { cuts: deaf }))).toContain('reaches no majority. | It reaches only S4');
  });

  it('says that it is paused', () => {
    expect(text(five({ S5: { ...leader, status: 'paused' } }))).toBe(
      'S5 leads term 4, but is paused. | The others hear no heartbeat from S5; S1’s election timer fires first.',
    );
  });

  it('says when its time is over', () => {
    expect(text(five({ S5: leader, S2: { currentTerm: 5 } }))).toBe(
      'S5 still thinks it leads term 4. S2 is in term 5 already. | It steps down as soon as a message of the newer term reaches it.',
    );
  });
});

describe('without a leader', () => {
  it('counts the candidate’s votes', () => {
    const frame = five({ S5: { role: 'candidate', votes: { S5: true } }, S1: { status: 'down', currentTerm: 3 }, S3: { ...leader, currentTerm: 2 } }, { cuts: cutOff(['S3', 'S4']) });
    expect(text(frame)).toBe(
      'Nobody leads term 4 yet. S5 has one vote and needs three. | S5 can’t reach a majority, so it can’t win. S3 still leads term 2 on its side of the cut, but can commit nothing.',
    );
    const whole = five({ S5: { role: 'candidate', votes: { S5: true, S2: true } }, S1: { status: 'down' } });
    expect(text(whole)).toBe('Nobody leads term 4 yet. S5 has two votes and needs three. | S1 is down.');
  });

  it('counts several candidates and sees a split vote', () => {
    const two = { S1: { role: 'candidate', votes: { S1: true, S2: true } }, S5: { role: 'candidate', votes: { S5: true, S1: false } } } as const;
    expect(text(five(two))).toContain('S1 has two votes, S5 has one; three are needed.');
    const split = { S1: two.S1, S5: { ...two.S5, votes: { S5: true, S4: true } }, S3: { role: 'candidate', votes: { S3: true } } } as const;
    expect(text(five(split))).toContain('The vote is split: S1 has two votes, S3 has one, S5 has two.');
  });

  it('counts candidates when they are many', () => {
    const asks = (id: string) => ({ role: 'candidate', votes: { [id]: true } }) as const;
    expect(text(five({ S1: asks('S1'), S2: asks('S2'), S3: asks('S3'), S4: asks('S4') }))).toContain(
      'Nobody leads term 4 yet. Four nodes ask for votes; the best has one and needs three.',
    );
  });

  it('says who tries first, and before the first election that nobody leads yet', () => {
    expect(text(five({}))).toBe('Nobody leads term 4. | Followers hear no leader; S1’s timer fires first and asks for votes in term 5.');
    const fresh = frameOf(config.voters.map((id) => nodeFrame(id, { config, currentTerm: 0, electionAt: 170 })));
    expect(text(fresh)).toContain('Nobody leads yet. | Followers hear no leader; S1’s timer fires first and asks for votes in term 1.');
  });

  it('says when too few are up', () => {
    const down = { status: 'down' } as const;
    expect(text(five({ S1: down, S2: down, S3: down }))).toContain('Nobody can lead: only two of five nodes are up. | An election needs three votes');
    expect(text(five({ S1: down, S2: down, S3: down, S4: down, S5: down }))).toContain('Every node is down.');
  });

  it('says whom a run by hand waits for', () => {
    const manual = { network: { ...five({}).network, mode: 'manual' as const } };
    expect(text(five({}, manual))).toContain('Nothing happens by itself: trigger a timeout to begin.');
    expect(text(five({}, { ...manual, inFlightCount: 2 }))).toContain('2 messages wait until you deliver them.');
  });
});

it('puts a violation before everything else', () => {
  const invariant = { number: 1, property: 'Election Safety', section: 'P5.2', sentence: '', figure3: true };
  const violation = { property: 'Election Safety', time: 5, event: 3, detail: 'S1 and S2 both lead term 4.', nodes: [], index: null };
  const frame = five({ S5: leader }, { invariants: [{ ...invariant, violation }] });
  expect(headline(frame).title[0]).toMatchObject({ text: 'Election Safety is violated.', tone: 'bad' });
  expect(headline(frame).detail).toBe('S1 and S2 both lead term 4.');
});

describe('with the whole of Raft', () => {
  const members = (voters: string[], votersOutgoing: string[] = []): Configuration => ({ voters, votersOutgoing, learners: [] });
  it('says to whom the leader hands over', () => {
    const transfer = { request: 1, target: 'S2', told: false, until: null };
    expect(text(five({ S5: { ...leader, transfer } }))).toBe(
      'S5 leads term 4. It hands over to S2. | S2 gets what it lacks first; S5 takes no commands meanwhile.',
    );
    expect(text(five({ S5: { ...leader, transfer: { ...transfer, told: true } } }))).toContain('was told to campaign');
  });

  it('says that two majorities have to agree, and which', () => {
    const joint = members(['S4', 'S5'], ['S1', 'S2', 'S3']);
    const frame = five({ S5: { ...leader, config: joint, configIndex: 3, entries: entriesOf([1, 4, 4]) } });
    expect(text(frame)).toBe(
      'S5 leads term 4. Two majorities have to agree. | Until entry 3 is committed, a majority of S1, S2 and S3 and one of S4 and S5 have to agree.',
    );
    const apart = five({ S5: { ...leader, config: joint, configIndex: 2 } }, { cuts: cutOff(['S4', 'S5']) });
    expect(text(apart)).toMatch(/^S5 leads term 4, but reaches no majority\. \| It reaches only S4, no majority of the old half S1, S2 and S3, so/);
    const candidate = { role: 'candidate', currentTerm: 5, config: joint, votes: { S4: true, S1: true } } as const;
    expect(text(five({ S4: candidate }))).toContain('S4 has 1 of the 2 votes it needs from the old half, 1 of the 2 votes it needs from the new.');
  });

  it('says who catches up, and who gets a snapshot', () => {
    const change = { request: 1, voters: config.voters, learners: [], catchUp: { round: 1, target: 2, beganAt: 0, until: null } };
    const catching = { ...leader, config: members(['S2', 'S3', 'S4', 'S5']), change, progress: { S1: progressOf(2, 1) } };
    expect(text(five({ S5: catching }))).toBe('S5 leads term 4. S1 catches up to become a voter. | New voters get the log before they count: S1 has 1 of 2.');
    const sending = { ...progressOf(1, 0), state: 'snapshot', snapshotIndex: 2 } as const;
    const incoming = { leader: 'S5', lastIncludedIndex: 2, lastIncludedTerm: 4, bytes: 40, total: 84 };
    const S1 = { entries: [], commitIndex: 0, incoming };
    expect(text(five({ S5: { ...leader, progress: { S1: sending } }, S1 }))).toBe('S5 leads term 4. | S1 gets the snapshot through 2: 40 of 84 characters.');
  });

  it('says who asks whether it could win, and what comes of it', () => {
    const S2 = { role: 'preCandidate', votes: { S2: true, S3: false } } as const;
    expect(text(five({ S2 }))).toBe(
      'Nobody leads term 4. S2 asks whether it could win: it is promised 1 of the 3 votes it needs. | ' +
        'A pre-vote raises no term. Who is promised a majority campaigns for term 5.',
    );
    expect(text(five({ S5: leader, S2 }))).toBe(
      'S5 leads term 4. S2 asks whether it could win. | A pre-vote raises no term: who hears S5 says no to S2.',
    );
  });

  it('says that a leader without a majority steps down with CheckQuorum', () => {
    const alone = five({ S5: { ...leader, quorumDeadline: 150 } }, { cuts: cutOff(['S5']) });
    expect(text(alone)).toContain('With CheckQuorum it steps down after an election timeout.');
  });

  it('counts who is outside of the configuration neither behind nor missing', () => {
    const without = { config: members(['S1', 'S2', 'S3', 'S5']) };
    const frame = five({ S5: { ...leader, ...without }, S4: { ...without, entries: [], commitIndex: 0 } });
    expect(headline(frame).detail).toBe('Everybody up has the committed log, up to 2.');
  });
});

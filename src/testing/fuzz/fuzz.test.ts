/**
 * Random runs with every invariant on, and the good end after all is repaired.
 * The budget is counted in seeds and events, so that it is the same everywhere;
 * `npm run fuzz` goes on from here for as long as one likes.
 */
import { describe, expect, it } from 'vitest';
import { fuzz, trouble } from '../../cli/fuzz/fuzzRun.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { CommandType } from '../../trace/command.ts';
import { replayRun } from '../replayRun.ts';

const SEEDS_PER_TEST = 100;
const TESTS = 12;

describe('random runs hold every invariant, elect a leader after the repair, and become equal', () => {
  const batches = Array.from({ length: TESTS }, (_, i) => 1 + i * SEEDS_PER_TEST);
  it.each(batches)(`seeds from %i, ${SEEDS_PER_TEST} of them`, (first) => {
    for (let seed = first; seed < first + SEEDS_PER_TEST; seed += 1) {
      const { finding } = fuzz(seed, { events: 900 });
      expect(finding, `npm run fuzz -- --seed ${seed} --events 900`).toBeNull();
    }
  });
});

describe('the random runs', () => {
  it('are the same for the same seed', () => {
    for (const seed of [1, 2, 3]) expect(fuzz(seed, { events: 300 })).toEqual(fuzz(seed, { events: 300 }));
  });

  it('come to what is rare: every command, every role, conflicts, joint troubles of all kinds', () => {
    const commands = new Set<CommandType>();
    const seen = new Set<string>();
    for (let seed = 1; seed <= 200; seed += 1) {
      const { simulation } = trouble(seed, { events: 800 });
      for (const { command } of simulation.run().commands) commands.add(command.type);
      const { cluster, network } = simulation.setup;
      seen.add(`${cluster.nodes.length} nodes`).add(network.reorder ? 'reorder' : 'fifo');
      if (cluster.learners.length > 0) seen.add('learners');
      notesOf(simulation).forEach((what) => seen.add(what));
      for (const { status } of simulation.requests) seen.add(status);
      simulation.observed.forEach(({ node, status }) => seen.add(status).add(node?.role ?? 'none'));
    }
    const missing = [
      ...['1 nodes', '2 nodes', '3 nodes', '4 nodes', '5 nodes', '6 nodes', '7 nodes', 'reorder', 'fifo', 'learners'],
      ...['electionStarted', 'becameLeader', 'steppedDown', 'voteGranted', 'voteRefused', 'replyIgnored', 'appendRefused'],
      ...['truncated', 'appended', 'rolledBack', 'ackStale', 'commitAdvanced', 'commitHeld', 'proposalLost', 'proposalRefused'],
      ...['preVoteStarted', 'preVoteGranted', 'preVoteRefused', 'voteIgnored', 'quorumLost', 'transferStarted', 'timeoutNowSent'],
      ...['timeoutNowTaken', 'transferDone', 'transferGivenUp', 'snapshotTaken', 'snapshotSent', 'chunkTaken', 'chunkRefused'],
      ...['snapshotInstalled', 'snapshotStale', 'configInForce', 'configReverted', 'catchUpStarted', 'caughtUp', 'catchUpGivenUp'],
      ...['changeDone', 'readStarted', 'readWaits', 'leaseMissing', 'readServed', 'sessionOpened', 'sessionExpired'],
      ...['commandRepeated', 'sessionRefused', 'requestRefused', 'requestLost'],
      ...['ok', 'refused', 'unknown', 'up', 'down', 'paused', 'leader', 'preCandidate', 'candidate', 'follower', 'learner'],
    ].filter((each) => !seen.has(each));
    expect(missing).toEqual([]);
    const never: CommandType[] = [
      'campaign', 'heartbeat', 'crash', 'restart', 'pause', 'resume', 'partition', 'cut', 'heal', 'propose', 'deliver',
      'drop', 'duplicate', 'delay', 'hold', 'network', 'disk', 'clockRate', 'advance', 'read', 'change', 'transfer',
      'compact', 'addNode', 'startClient', 'stopClient',
    ];
    expect(never.filter((type) => !commands.has(type))).toEqual([]);
  });
});

/** Every kind of note of the run, made again. */
function notesOf(done: Simulation): Set<string> {
  const kinds = new Set<string>();
  replayRun(done.run(), done.eventCount, (event) => {
    for (const { what } of event.notes) kinds.add(what);
  });
  return kinds;
}

/** Configurations and their changes in words. P6, T4 */
import { unreachable } from '../base/assert.ts';
import type { Configuration, LogIndex, NodeId } from '../raft/types.ts';
import type { NoteNamed } from './narrateNoteWords.ts';
import { configClause, counted, listed } from './narrateWords.ts';

type MembersNote = NoteNamed<
  'configInForce' | 'configReverted' | 'catchUpStarted' | 'caughtUp' | 'catchUpGivenUp' | 'changeDone'
>;

/** One note about who is in the cluster as a sentence about `node`. */
export function narrateMembers(node: string, note: MembersNote): string {
  switch (note.what) {
    case 'configInForce': {
      const { index, config } = note.values;
      const joint = config.votersOutgoing.length > 0 ? 'joint configuration' : 'configuration';
      return `${node} goes by the ${joint} ${source(index)}: ${configClause(config)}.${itself(node, config)}`;
    }
    case 'configReverted': {
      const { index, config } = note.values;
      return `${node} goes back to the configuration ${source(index)}: the entry with the newer one was cut, and ${configClause(config)}.`;
    }
    case 'catchUpStarted': {
      const { peers, round, target } = note.values;
      return `${node} lets ${listed(peers)} catch up before ${it(peers)} may vote: round ${round} goes up to entry ${target}.`;
    }
    case 'caughtUp': {
      const { peers, rounds } = note.values;
      return `${node} sees that ${listed(peers)} ${peers.length === 1 ? 'has' : 'have'} caught up: it took ${counted(rounds, 'round')}.`;
    }
    case 'catchUpGivenUp': {
      const { peer, matchIndex, target } = note.values;
      return `${node} gives up waiting for ${peer}: it is at entry ${matchIndex} of ${target} and doesn’t answer.`;
    }
    case 'changeDone': {
      const { index, config } = note.values;
      return `${node} has changed the members: entry ${index} is committed, and ${configClause(config)}.`;
    }
    default:
      return unreachable(note);
  }
}

/** Where a configuration came from. */
function source(index: LogIndex): string {
  return index === 0 ? 'it started with' : `of entry ${index}`;
}

function itself(node: NodeId, { voters, votersOutgoing, learners }: Configuration): string {
  const isMember = [...voters, ...votersOutgoing, ...learners].includes(node);
  return isMember ? '' : ` ${node} itself is not in it.`;
}

function it(peers: readonly NodeId[]): string {
  return peers.length === 1 ? 'it' : 'they';
}

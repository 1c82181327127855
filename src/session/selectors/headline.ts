/** The algorithm in one sentence: who leads, and what is odd about it. */
import { allVoters } from '../../raft/quorum.ts';
import type { NodeId, Term } from '../../raft/types.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { clusterConfig } from '../members/membership.ts';
import { highestTerm, isOldLeader, newestLeader, votesNeeded } from './cluster.ts';
import { askersIn, dutyTitle } from './headlineDuties.ts';
import { candidateDetail, leaderDetail, quietDetail } from './headlineDetail.ts';
import { canReach, isUp, number, votersUp } from './headlineFacts.ts';
import { tallyClause, tallyOf } from './tally.ts';

/** A piece of the title. Pieces stand one after another with a space between. */
export interface HeadlinePart {
  readonly text: string;
  /** The term whose colour it has; null: ink. */
  readonly term: Term | null;
  readonly tone: 'strong' | 'plain' | 'bad';
}

export interface Headline {
  readonly title: readonly HeadlinePart[];
  readonly detail: string;
}

/** More candidates than these are counted, not named. */
const MOST_NAMED = 3;

/** What the caption over the stage says at this moment. */
export function headline(frame: Frame): Headline {
  if (frame.nodes.length === 0) return { title: [say('Starting the nodes.')], detail: '' };
  const broken = frame.invariants.find((invariant) => invariant.violation !== null);
  if (broken?.violation) {
    return { title: [say(`${broken.property} is violated.`, null, 'bad')], detail: broken.violation.detail };
  }
  const leader = newestLeader(frame);
  const term = highestTerm(frame);
  const candidates = frame.nodes.filter((node) => isUp(node) && node.role === 'candidate' && node.currentTerm === term);
  if (!frame.nodes.some(isUp) && !frame.nodes.some((node) => node.status === 'paused')) return everybodyDown();
  if (candidates.length > 0 && leader?.currentTerm !== term) return election(frame, candidates, term);
  if (leader === null) return nobodyLeads(frame, term);
  return leads(frame, leader);
}

function say(text: string, term: Term | null = null, tone: HeadlinePart['tone'] = 'strong'): HeadlinePart {
  return { text, term: term === 0 ? null : term, tone };
}

function everybodyDown(): Headline {
  return {
    title: [say('Every node is down.')],
    detail: 'What was committed is safe on the disks of a majority. Restart a majority to go on.',
  };
}

function leads(frame: Frame, leader: NodeFrame): Headline {
  const { id, currentTerm: term } = leader;
  const blocked = leader.status === 'paused' ? ', but is paused' : canReach(frame, leader).majority ? '' : ', but reaches no majority';
  const title = [say(`${id} leads term ${term}${blocked}.`, term)];
  const olds = frame.nodes.filter((node) => node !== leader && isOldLeader(node, frame));
  for (const old of olds) title.push(say(`${old.id} still thinks it leads term ${old.currentTerm}.`, old.currentTerm));
  const ahead = highestTerm(frame);
  const duty = blocked === '' && olds.length === 0 && ahead === term ? dutyTitle(frame, leader) : null;
  if (duty !== null) title.push(say(duty, term, 'plain'));
  if (ahead > term) {
    const knows = frame.nodes.filter((node) => node.currentTerm === ahead).map((node) => node.id);
    title[0] = say(`${id} still thinks it leads term ${term}.`, term);
    title.push(say(`${names(knows)} ${knows.length === 1 ? 'is' : 'are'} in term ${ahead} already.`, ahead, 'plain'));
  }
  return { title, detail: leaderDetail(frame, leader, olds) };
}

function election(frame: Frame, candidates: readonly NodeFrame[], term: Term): Headline {
  const title = [say(`Nobody leads term ${term} yet.`, term)];
  const [first] = candidates;
  const needed = number(first === undefined ? 0 : votesNeeded(first.config));
  if (candidates.length === 1 && first !== undefined && first.config.votersOutgoing.length > 0) {
    const tally = tallyOf(first.config, (voter) => first.votes[voter] === true);
    title.push(say(`${first.id} has ${tallyClause(tally, 'votes')}.`, term, 'plain'));
  } else if (candidates.length === 1 && first !== undefined) {
    title.push(say(`${first.id} has ${votes(first)} ${yes(first).length === 0 ? 'yet ' : ''}and needs ${needed}.`, term, 'plain'));
  } else if (candidates.length > MOST_NAMED) {
    const best = number(Math.max(...candidates.map((each) => yes(each).length)));
    title.push(say(`${capital(number(candidates.length))} nodes ask for votes; the best has ${best} and needs ${needed}.`, term, 'plain'));
  } else if (isSplit(candidates)) {
    title.push(say(`The vote is split: ${tally(candidates)}.`, term, 'plain'));
  } else {
    title.push(say(`${tally(candidates)}; ${needed} ${needed === 'one' ? 'is' : 'are'} needed.`, term, 'plain'));
  }
  return { title, detail: candidateDetail(frame, candidates, isSplit(candidates)) };
}

function nobodyLeads(frame: Frame, term: Term): Headline {
  const up = votersUp(frame);
  const { config } = clusterConfig(frame);
  const needed = votesNeeded(config);
  if (up < needed) {
    return {
      title: [say(`Nobody can lead: ${up === 0 ? 'no node is' : `only ${number(up)} of ${number(allVoters(config).length)} nodes ${up === 1 ? 'is' : 'are'}`} up.`)],
      detail: `An election needs ${number(needed)} votes, and nothing more can commit. Restart a node.`,
    };
  }
  const title = term === 0 ? say('Nobody leads yet.') : say(`Nobody leads term ${term}.`, term);
  const [asker, ...others] = askersIn(frame);
  if (asker === undefined) return { title: [title], detail: quietDetail(frame, term) };
  const next = asker.currentTerm + 1;
  const said =
    others.length === 0
      ? `${asker.id} asks whether it could win: it is promised ${tallyClause(tallyOf(asker.config, (voter) => asker.votes[voter] === true), 'votes')}.`
      : `${names([asker.id, ...others.map(({ id }) => id)])} ask whether they could win.`;
  return {
    title: [title, say(said, term, 'plain')],
    detail: `A pre-vote raises no term. Who is promised a majority campaigns for term ${next}.`,
  };
}

/** No candidate can reach a majority any more, every voter having voted. */
function isSplit(candidates: readonly NodeFrame[]): boolean {
  const config = candidates[0]?.config;
  if (config === undefined || candidates.length < 2 || config.votersOutgoing.length > 0) return false;
  const granted = candidates.map((each) => yes(each).length);
  const spent = granted.reduce((sum, count) => sum + count, 0);
  const free = config.voters.length - spent;
  return Math.max(...granted) + free < votesNeeded(config);
}

function tally(candidates: readonly NodeFrame[]): string {
  return candidates.map((each, i) => `${each.id} has ${i === 0 ? votes(each) : number(yes(each).length)}`).join(', ');
}

function votes(candidate: NodeFrame): string {
  const count = yes(candidate).length;
  // Its own vote counts once it is on its disk.
  if (count === 0) return 'no vote';
  return count === 1 ? 'one vote' : `${number(count)} votes`;
}

function yes(candidate: NodeFrame): NodeId[] {
  return Object.keys(candidate.votes).filter((voter) => candidate.votes[voter] === true);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function names(ids: readonly NodeId[]): string {
  const last = ids.at(-1) ?? 'nobody';
  return ids.length < 2 ? last : `${ids.slice(0, -1).join(', ')} and ${last}`;
}

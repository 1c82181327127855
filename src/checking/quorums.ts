/** Majorities, counted for the checkers and not by the rules under test. P5.2, P6 */
import type { NodeId } from '../raft/types.ts';
import type { SeenConfig } from './logView.ts';

/** Do those for whom `has` says yes make a majority, of both halves when joint? */
export function hasQuorum(config: SeenConfig, has: (id: NodeId) => boolean): boolean {
  return (
    hasMajority(config.voters, has) &&
    (config.votersOutgoing.length === 0 || hasMajority(config.votersOutgoing, has))
  );
}

function hasMajority(voters: readonly NodeId[], has: (id: NodeId) => boolean): boolean {
  let held = 0;
  for (const voter of voters) if (has(voter)) held += 1;
  return 2 * held > voters.length;
}

/** Voters that are in the same halves of both configurations: only how many of them stand on which side matters. */
interface Kind {
  readonly inA: readonly boolean[];
  readonly inB: readonly boolean[];
  count: number;
}

/** Does every quorum of `a` meet every quorum of `b`? By looking at every way to split the voters in two, kind by kind. */
export function overlap(a: SeenConfig, b: SeenConfig): boolean {
  const [halvesA, halvesB] = [halves(a), halves(b)];
  const needs = (of: readonly (readonly NodeId[])[]): number[] => of.map(({ length }) => Math.floor(length / 2) + 1);
  return !splits([...kinds(halvesA, halvesB).values()], needs(halvesA), needs(halvesB));
}

function halves({ voters, votersOutgoing }: SeenConfig): (readonly NodeId[])[] {
  return votersOutgoing.length === 0 ? [voters] : [voters, votersOutgoing];
}

function kinds(halvesA: readonly (readonly NodeId[])[], halvesB: readonly (readonly NodeId[])[]): Map<string, Kind> {
  const found = new Map<string, Kind>();
  for (const id of new Set([...halvesA, ...halvesB].flat())) {
    const inA = halvesA.map((half) => half.includes(id));
    const inB = halvesB.map((half) => half.includes(id));
    const name = [inA, inB].join(' ');
    const kind = found.get(name) ?? { inA, inB, count: 0 };
    kind.count += 1;
    found.set(name, kind);
  }
  return found;
}

/** Can the voters be split so that one side has what each half of A needs, and the other what each half of B does? */
function splits([kind, ...rest]: readonly Kind[], needsA: readonly number[], needsB: readonly number[]): boolean {
  if (kind === undefined) return [...needsA, ...needsB].every((need) => need <= 0);
  const { inA, inB, count } = kind;
  // Whoever is of no use to one side goes to the other.
  const least = inB.includes(true) ? 0 : count;
  const most = inA.includes(true) ? count : 0;
  for (let toA = least; toA <= most; toA += 1) {
    const leftA = needsA.map((need, i) => need - (inA[i] === true ? toA : 0));
    const leftB = needsB.map((need, i) => need - (inB[i] === true ? count - toA : 0));
    if (splits(rest, leftA, leftB)) return true;
  }
  return false;
}

/** A configuration in words: `S1, S2, S3`, joint ones as `S1, S2 with S2, S3`. */
export function listed(config: SeenConfig | null): string {
  if (config === null) return 'none';
  const halves = [config.votersOutgoing, config.voters].filter((half) => half.length > 0);
  return halves.map((half) => half.join(', ')).join(' with ') || 'nobody';
}

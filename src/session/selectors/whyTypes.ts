/** What an answer to "why?" is made of. Plain data; the inspector only lays it out. */
import { ruleBook, type RuleId } from '../../raft/ruleBook.ts';
import type { RaftOptions } from '../../raft/types.ts';
import type { EventId, MessageId, VirtualMs } from '../../trace/event.ts';

/** One rule that was looked at, or one fact beside it. */
export interface Check {
  /** The rule's sentence, or the fact's name. */
  readonly text: string;
  readonly section: string | null;
  /** The numbers compared, or the fact's value. */
  readonly value: string | null;
  /** `decides`: it settled the matter. `passes`: it did not stand in the way. `moot`: never reached. `fact`: no rule. */
  readonly state: 'decides' | 'passes' | 'moot' | 'fact';
}

/** One line of the chain of causes, oldest first. */
export interface ChainItem {
  readonly time: VirtualMs | null;
  readonly text: string;
  /** `expected` has not happened at the cursor. */
  readonly state: 'past' | 'now' | 'expected';
  /** Where a click leads. */
  readonly event: EventId | null;
  readonly message: MessageId | null;
}

/** One question a reader would ask, and its answer. */
export interface Why {
  readonly question: string;
  readonly answer: string;
  readonly checks: readonly Check[];
  /** What follows from it, in a sentence of its own. */
  readonly remark: string | null;
  readonly chain: readonly ChainItem[];
}

/** A decision that hasn't been taken yet. */
export interface Judgement {
  /** A whole sentence: `S2 would refuse it: …`. */
  readonly text: string;
  /** The same as a line of a chain: `S2 refuses`. */
  readonly brief: string;
  readonly checks: readonly Check[];
  readonly remark: string | null;
}

/** Switches of the cluster that a decision depends on. */
export type JudgeOptions = Pick<RaftOptions, 'fastBacktracking' | 'checkQuorum' | 'electionTimeoutMs'>;

/** A rule of the book as a check. */
export function ruleCheck(rule: RuleId, state: Check['state'], value: string | null): Check {
  const { section, sentence } = ruleBook[rule];
  return { text: sentence, section, value, state };
}

/** A named value. */
export function fact(text: string, value: string | number): Check {
  return { text, section: null, value: String(value), state: 'fact' };
}

/** The sections of the rules that settled it, each once, for the heading; all sections when none did. */
export function sectionsOf(checks: readonly Check[]): string[] {
  const decided = checks.filter((check) => check.state === 'decides');
  const from = decided.length > 0 ? decided : checks;
  return [...new Set(from.flatMap((check) => (check.section === null ? [] : [check.section])))];
}

/** The same command for the other of two clusters: a message is not the same by its number, but by what it is. */
import type { RunCommand } from '../../trace/command.ts';
import type { Envelope, MessageId } from '../../trace/event.ts';

/** Either the command as the other cluster has to be told it, or a sentence why there is none. */
export type Carried = { readonly command: RunCommand } | { readonly refused: string };

/**
 * `command` was meant for a cluster with `here` in flight; the answer is for
 * one with `there` in flight. A message stands for the oldest of its type, on
 * its link, in its term; among several of them for the one in the same place.
 */
export function carryOver(command: RunCommand, here: readonly Envelope[], there: readonly Envelope[]): Carried {
  if (!('message' in command)) return { command };
  const meant = here.find(({ id }) => id === command.message);
  if (meant === undefined) return { refused: `Message ${command.message} is not in flight.` };
  const found = counterpart(meant, here, there);
  if (found !== null) return { command: { ...command, message: found } };
  const { type, from, to, term } = meant.message;
  return { refused: `No ${type} of term ${term} is on its way from ${from} to ${to}.` };
}

/** The message in `there` that is what `meant` is among `here`; null: none. */
function counterpart(
  meant: Envelope,
  here: readonly Envelope[],
  there: readonly Envelope[],
): MessageId | null {
  const alike = (all: readonly Envelope[]): Envelope[] => all.filter(({ message }) => isLike(message, meant.message));
  const place = alike(here).findIndex(({ id }) => id === meant.id);
  const candidates = alike(there);
  return (candidates[place] ?? candidates[0])?.id ?? null;
}

function isLike(a: Envelope['message'], b: Envelope['message']): boolean {
  return a.type === b.type && a.from === b.from && a.to === b.to && a.term === b.term;
}

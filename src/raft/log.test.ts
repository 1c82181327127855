import { describe, expect, it } from 'vitest';
import {
  cloneLog,
  compactLog,
  emptyLog,
  entriesFrom,
  entryAt,
  firstIndexOfTerm,
  lastIndex,
  lastIndexOfTerm,
  lastTerm,
  putEntry,
  termAt,
  truncateFrom,
} from './log.ts';
import { entriesOf } from './testNode.ts';
import type { Log, Term } from './types.ts';

/** A log whose first `compacted` of `terms` have gone into a snapshot. */
function logOf(terms: readonly Term[], compacted = 0): Log {
  return {
    entries: entriesOf(terms).slice(compacted),
    snapshotIndex: compacted,
    snapshotTerm: terms[compacted - 1] ?? 0,
  };
}

const terms = [1, 1, 2, 2, 2, 5, 5, 6];

describe.each([0, 1, 3, 8])('a log of which %d entries are compacted', (compacted) => {
  it('P5.3: looks up by index', () => {
    const log = logOf(terms, compacted);
    expect([lastIndex(log), lastTerm(log)]).toEqual([8, 6]);
    for (let index = 0; index <= 9; index += 1) {
      const whole = index === 0 ? 0 : (terms[index - 1] ?? null);
      expect(termAt(log, index)).toBe(index < compacted ? null : whole);
      expect(entryAt(log, index)?.index).toBe(index > compacted && index <= 8 ? index : undefined);
    }
    expect(entriesFrom(log, 9, null)).toEqual([]);
    if (compacted < 5) {
      expect(entriesFrom(log, 6, null).map(({ index }) => index)).toEqual([6, 7, 8]);
      expect(entriesFrom(log, 6, 2).map(({ index }) => index)).toEqual([6, 7]);
    } else expect(() => entriesFrom(log, 6, null)).toThrow(/compacted away/);
  });

  it('P5.3: finds a term’s first and last index', () => {
    const log = logOf(terms, compacted);
    for (let index = compacted + 1; index <= 8; index += 1) {
      const term = terms[index - 1] as Term;
      expect(firstIndexOfTerm(log, index)).toBe(Math.max(terms.indexOf(term) + 1, compacted + 1));
    }
    for (let term = 1; term <= 7; term += 1) {
      for (let below = 1; below <= 9; below += 1) {
        const last = terms.slice(0, below).lastIndexOf(term) + 1;
        expect(lastIndexOfTerm(log, term, below)).toBe(last >= Math.max(1, compacted) ? last : null);
      }
    }
  });

  it('P5.3: takes entries at the end or in place, and leaves no gap', () => {
    const log = logOf(terms, compacted);
    putEntry(log, { index: 9, term: 7, command: null });
    expect([lastIndex(log), lastTerm(log)]).toEqual([9, 7]);
    putEntry(log, { index: 9, term: 8, command: null });
    expect([lastIndex(log), lastTerm(log)]).toEqual([9, 8]);
    expect(() => putEntry(log, { index: 11, term: 7, command: null })).toThrow(/gap/);
    if (compacted > 0) expect(() => putEntry(log, { index: compacted, term: 7, command: null })).toThrow(/snapshot/);
  });

  it('P7: forgets what goes into a snapshot, and keeps the rest', () => {
    for (let upTo = compacted; upTo <= 9; upTo += 1) {
      const log = logOf(terms, compacted);
      compactLog(log, upTo, 4);
      expect(log).toEqual({ entries: entriesOf(terms).slice(upTo), snapshotIndex: upTo, snapshotTerm: 4 });
    }
    if (compacted > 0) expect(() => compactLog(logOf(terms, compacted), compacted - 1, 1)).toThrow(/cannot compact/);
  });

  it('P5.3: is cut at an index', () => {
    const log = logOf(terms, compacted);
    for (const beyond of [9, 99]) {
      truncateFrom(log, beyond);
      expect([lastIndex(log), log.entries.length]).toEqual([8, 8 - compacted]);
    }
    truncateFrom(log, compacted + 1);
    expect([lastIndex(log), lastTerm(log)]).toEqual([compacted, terms[compacted - 1] ?? 0]);
    if (compacted > 0) expect(() => truncateFrom(log, compacted)).toThrow(/snapshot/);
  });
});

describe('a log', () => {
  it('P5.1: is empty at first: index 0, term 0', () => {
    const log = emptyLog();
    expect([lastIndex(log), lastTerm(log), termAt(log, 0), termAt(log, 1)]).toEqual([0, 0, 0, null]);
    expect(lastIndexOfTerm(log, 0, 0)).toBeNull();
  });

  it('P5.3: goes on by itself after a copy', () => {
    const log = logOf(terms, 3);
    const copy = cloneLog(log);
    truncateFrom(log, 5);
    expect([lastIndex(copy), lastIndex(log)]).toEqual([8, 4]);
  });
});

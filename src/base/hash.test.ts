import { describe, expect, it } from 'vitest';
import { createHash, hashDigest, hashText } from './hash.ts';

function digestOf(...texts: string[]): string {
  const hash = createHash();
  for (const text of texts) hashText(hash, text);
  return hashDigest(hash);
}

describe('the running hash', () => {
  it('is sixteen hexadecimal digits, the same for the same text', () => {
    expect(digestOf()).toMatch(/^[0-9a-f]{16}$/);
    expect(digestOf('abc', 'd')).toBe(digestOf('abc', 'd'));
  });

  it('tells apart where one text ends and the next begins, and their order', () => {
    const all = [digestOf(), digestOf(''), digestOf('', ''), digestOf('ab', 'c'), digestOf('a', 'bc'), digestOf('abc'), digestOf('c', 'ab')];
    expect(new Set(all).size).toBe(all.length);
  });

  it('can be read on the way without changing', () => {
    const hash = createHash();
    hashText(hash, 'a');
    hashDigest(hash);
    hashText(hash, 'b');
    expect(hashDigest(hash)).toBe(digestOf('a', 'b'));
  });

  it('has no collision among 100 000 short texts that differ a little', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 100_000; i += 1) seen.add(digestOf(`{"id":${i},"time":${i * 0.001}}`));
    expect(seen.size).toBe(100_000);
  });

  it('changes about half of its bits when one bit of the text changes', () => {
    let changed = 0;
    const pairs = 500;
    for (let i = 0; i < pairs; i += 1) {
      const text = `event ${i * 7919}`;
      const other = text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) ^ 1);
      let difference = BigInt(`0x${digestOf(text)}`) ^ BigInt(`0x${digestOf(other)}`);
      for (; difference > 0n; difference >>= 1n) changed += Number(difference & 1n);
    }
    expect(changed / pairs).toBeGreaterThan(28);
    expect(changed / pairs).toBeLessThan(36);
  });
});

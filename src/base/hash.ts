/**
 * A running 64-bit hash of text: two 32-bit murmur-style lanes with different
 * multipliers. For comparing traces, not for secrets.
 */
export interface RunningHash {
  high: number;
  low: number;
}

/** An empty hash. */
export function createHash(): RunningHash {
  return { high: 0x9e3779b9 | 0, low: 0x85ebca6b | 0 };
}

/** Takes `text` into `hash`, UTF-16 unit by unit; the length is mixed in, so ["ab","c"] differs from ["a","bc"]. */
export function hashText(hash: RunningHash, text: string): void {
  let { high, low } = hash;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
    high ^= high >>> 15;
  }
  hash.high = Math.imul(high ^ text.length, 0x85ebca77);
  hash.low = Math.imul(low ^ (low >>> 13) ^ text.length, 0xc2b2ae3d);
}

/** Sixteen hexadecimal digits; leaves `hash` as it is. */
export function hashDigest(hash: RunningHash): string {
  const mix = (a: number, b: number): number => {
    let h = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
    h ^= Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
  };
  const hex = (n: number): string => n.toString(16).padStart(8, '0');
  return hex(mix(hash.high, hash.low)) + hex(mix(hash.low, hash.high));
}

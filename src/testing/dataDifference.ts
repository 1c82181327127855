/** Where two pieces of plain data differ, Maps and Sets included; the order of an object's fields doesn't matter. */
export function dataDifference(a: unknown, b: unknown, at = ''): string | null {
  if (Object.is(a, b)) return null;
  const here = at === '' ? 'the value' : at.slice(1);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return `${here} is ${String(JSON.stringify(a))} and ${String(JSON.stringify(b))}`;
  }
  if (a instanceof Map && b instanceof Map) return dataDifference([...a], [...b], `${at}.entries`);
  if (Array.isArray(a) !== Array.isArray(b) || a instanceof Map !== b instanceof Map) return `${here} differs in kind`;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = dataDifference(left[key], right[key], `${at}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './json.ts';

describe('parseJson', () => {
  it('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('refuses exactly what JSON.parse refuses', () => {
    const accepts = (parse: (text: string) => unknown, text: string): boolean => {
      try {
        parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '1', '-', '0', '.5', 'e9', ' ', '\n', 'true', 'null', '"', '\\u00e9', '\\x');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        // A key twice is the one thing that JSON.parse lets pass and we don't.
        fc.pre(!/("a"|"b")\s*:.*\1\s*:/s.test(text));
        expect([text, accepts(parseJson, text)]).toEqual([text, accepts(JSON.parse, text)]);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"a" 1}', 'line 1, column 6 (not valid JSON): expected ":", found "1"'],
    ['{"a":1,\n}', 'line 2, column 1 (not valid JSON): expected a key in double quotes, found "}"'],
    ['[1 2]', 'line 1, column 4 (not valid JSON): expected "," or "]", found "2"'],
    ['"a\nb"', 'line 1, column 3 (not valid JSON): expected a closing double quote, found "\\n"'],
    ['"\\u12g4"', 'line 1, column 2 (not valid JSON): expected four hexadecimal digits after "\\u", found "\\\\"'],
    ['nope', 'line 1, column 1 (not valid JSON): expected a value, found "nope"'],
    ['1 1', 'line 1, column 3 (not valid JSON): expected the end of the document, found "1"'],
    ['1e999', 'line 1, column 1 (not valid JSON): expected a number that fits, found 1e999'],
    ['['.repeat(80), 'line 1, column 66 (not valid JSON): expected at most 64 levels of brackets, found "["'],
  ])('says where %s goes wrong', (text, message) => {
    expect(() => parseJson(text)).toThrow(message);
  });
});

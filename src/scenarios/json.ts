/**
 * A reader of JSON (RFC 8259) of our own: every engine words its complaints
 * differently and some name no position, and JSON.parse lets the second of two
 * equal keys win without a word.
 */
import type { Json } from '../trace/scenario.ts';
import { describe, ScenarioDefect } from './defect.ts';

const DEPTH_MAX = 64;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// What may stand in a string as it is: all but quote, backslash and control characters.
const PLAIN_TEXT = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t',
};

interface Cursor {
  readonly text: string;
  at: number;
}

/** The value that `text` spells. @throws ScenarioDefect naming line and column, both from 1 */
export function parseJson(text: string): Json {
  const cursor: Cursor = { text, at: text.startsWith('\uFEFF') ? 1 : 0 };
  const value = readValue(cursor, 0);
  skipSpace(cursor);
  if (cursor.at < text.length) fail(cursor, 'the end of the document');
  return value;
}

function readValue(cursor: Cursor, depth: number): Json {
  skipSpace(cursor);
  if (depth > DEPTH_MAX) fail(cursor, `at most ${DEPTH_MAX} levels of brackets`);
  switch (cursor.text[cursor.at]) {
    case '{':
      return readObject(cursor, depth);
    case '[':
      return readList(cursor, depth);
    case '"':
      return readString(cursor);
    case 't':
      return readWord(cursor, 'true', true);
    case 'f':
      return readWord(cursor, 'false', false);
    case 'n':
      return readWord(cursor, 'null', null);
    default:
      return readNumber(cursor);
  }
}

function readObject(cursor: Cursor, depth: number): Json {
  // Without a prototype a key such as "__proto__" is a key like any other.
  const value = Object.create(null) as Record<string, Json>;
  cursor.at += 1;
  if (take(cursor, '}')) return value;
  do {
    skipSpace(cursor);
    const start = cursor.at;
    if (cursor.text[start] !== '"') fail(cursor, 'a key in double quotes');
    const key = readString(cursor);
    if (key in value) fail({ ...cursor, at: start }, 'each key once', `${describe(key)} a second time`);
    if (!take(cursor, ':')) fail(cursor, '":"');
    value[key] = readValue(cursor, depth + 1);
  } while (take(cursor, ','));
  if (!take(cursor, '}')) fail(cursor, '"," or "}"');
  return value;
}

function readList(cursor: Cursor, depth: number): Json {
  const value: Json[] = [];
  cursor.at += 1;
  if (take(cursor, ']')) return value;
  do value.push(readValue(cursor, depth + 1));
  while (take(cursor, ','));
  if (!take(cursor, ']')) fail(cursor, '"," or "]"');
  return value;
}

function readString(cursor: Cursor): string {
  let value = '';
  cursor.at += 1;
  for (;;) {
    PLAIN_TEXT.lastIndex = cursor.at;
    const plain = PLAIN_TEXT.exec(cursor.text)?.[0] ?? '';
    value += plain;
    cursor.at += plain.length;
    const stop = cursor.text[cursor.at];
    if (stop === '"') break;
    if (stop !== '\\') fail(cursor, 'a closing double quote');
    value += readEscape(cursor);
  }
  cursor.at += 1;
  return value;
}

function readEscape(cursor: Cursor): string {
  const letter = cursor.text[cursor.at + 1] ?? '';
  if (letter === 'u') {
    const digits = cursor.text.slice(cursor.at + 2, cursor.at + 6);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) fail(cursor, 'four hexadecimal digits after "\\u"');
    cursor.at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }
  const meaning = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  if (meaning === undefined) return fail(cursor, 'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u');
  cursor.at += 2;
  return meaning;
}

function readNumber(cursor: Cursor): number {
  NUMBER.lastIndex = cursor.at;
  const digits = NUMBER.exec(cursor.text)?.[0];
  if (digits === undefined) return fail(cursor, 'a value');
  const value = Number(digits);
  if (!Number.isFinite(value)) fail(cursor, 'a number that fits', digits);
  cursor.at += digits.length;
  return value;
}

function readWord<T extends Json>(cursor: Cursor, word: string, value: T): T {
  if (!cursor.text.startsWith(word, cursor.at)) fail(cursor, 'a value');
  cursor.at += word.length;
  return value;
}

/** Steps over white space and then `mark`; false, if something else stands there. */
function take(cursor: Cursor, mark: string): boolean {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== mark) return false;
  cursor.at += 1;
  return true;
}

function skipSpace(cursor: Cursor): void {
  for (;;) {
    const unit = cursor.text.charCodeAt(cursor.at);
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
    cursor.at += 1;
  }
}

function fail(cursor: Cursor, expected: string, found?: string): never {
  const before = cursor.text.slice(0, cursor.at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const here = cursor.at >= cursor.text.length ? 'the end of the document' : nextWord(cursor);
  throw new ScenarioDefect(`line ${before.length}, column ${column} (not valid JSON)`, expected, found ?? here);
}

function nextWord(cursor: Cursor): string {
  const rest = cursor.text.slice(cursor.at, cursor.at + 24);
  return JSON.stringify(/^[\w.+-]+/.exec(rest)?.[0] ?? String.fromCodePoint(rest.codePointAt(0) ?? 0));
}

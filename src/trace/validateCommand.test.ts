import { describe, expect, it } from 'vitest';
import { KEY_MAX, VALUE_MAX } from './limits.ts';
import { validateCommand } from './validateCommand.ts';

const longestKey = 'k'.repeat(KEY_MAX);
const longestValue = 'v'.repeat(VALUE_MAX);

describe('validateCommand', () => {
  it('takes everything up to the limits, and the empty value', () => {
    expect(validateCommand({ set: [longestKey, longestValue] })).toBeNull();
    expect(validateCommand({ set: ['x', ''] })).toBeNull();
    expect(validateCommand({ delete: 'x' })).toBeNull();
    expect(validateCommand({ cas: ['x', null, longestValue] })).toBeNull();
    expect(validateCommand({ append: ['x', longestValue] })).toBeNull();
    expect(validateCommand(null)).toBeNull();
  });

  it('takes markup and anything else that is text', () => {
    expect(validateCommand({ set: ['<img src=x onerror=alert(1)>', '💥\u0000'] })).toBeNull();
  });

  it('wants a key, whatever the operation', () => {
    const sentence = 'The key is empty; give it a name, such as x.';
    expect(validateCommand({ set: ['', '1'] })).toBe(sentence);
    expect(validateCommand({ delete: '' })).toBe(sentence);
    expect(validateCommand({ cas: ['', null, '1'] })).toBe(sentence);
    expect(validateCommand({ append: ['', '1'] })).toBe(sentence);
  });

  it('says how long it is and how long it may be', () => {
    expect(validateCommand({ delete: `${longestKey}k` })).toBe(
      'The key is 257 characters long; at most 256 are allowed.',
    );
    expect(validateCommand({ set: ['x', 'v'.repeat(10_240)] })).toBe(
      'The value is 10,240 characters long; at most 8,192 are allowed.',
    );
    expect(validateCommand({ append: ['x', `${longestValue}v`] })).toContain('The value is 8,193');
  });

  it('names which value of a compare-and-set is too long', () => {
    expect(validateCommand({ cas: ['x', `${longestValue}v`, '1'] })).toContain('The expected value is');
    expect(validateCommand({ cas: ['x', '1', `${longestValue}v`] })).toContain('The new value is');
  });
});

import { describe, expect, it } from 'vitest';
import { checkDraft, draftCommand, emptyDraft, keyOf } from './draft.ts';

const draft = { ...emptyDraft, key: 'x', value: '7' };
const nodes = ['S1', 'S2'];

describe('the client bar', () => {
  it('makes a command of each operation', () => {
    expect(draftCommand(draft)).toEqual({ set: ['x', '7'] });
    expect(draftCommand({ ...draft, operation: 'delete' })).toEqual({ delete: 'x' });
    expect(draftCommand({ ...draft, operation: 'append' })).toEqual({ append: ['x', '7'] });
    expect(draftCommand({ ...draft, operation: 'cas', expected: '5' })).toEqual({ cas: ['x', '5', '7'] });
  });

  it('tells an absent key from the empty text in a compare-and-set', () => {
    expect(draftCommand({ ...draft, operation: 'cas', expected: '' })).toEqual({ cas: ['x', '', '7'] });
    expect(draftCommand({ ...draft, operation: 'cas', expected: '5', expectAbsent: true })).toEqual({
      cas: ['x', null, '7'],
    });
  });

  it('sends to whoever leads now, or to the node that was chosen', () => {
    expect(checkDraft(draft, 'S2', nodes)).toMatchObject({ to: 'S2', problem: null });
    expect(checkDraft({ ...draft, target: { node: 'S1' } }, 'S2', nodes)).toMatchObject({ to: 'S1' });
    expect(checkDraft({ ...draft, target: { node: 'S1' } }, null, nodes)).toMatchObject({ to: 'S1' });
  });

  it('reads by the chosen way, and checks the key as well', () => {
    const read = { ...draft, operation: 'read', mode: 'lease' } as const;
    expect(checkDraft(read, 'S2', nodes)).toEqual({ to: 'S2', asked: { op: 'read', key: 'x', mode: 'lease' }, problem: null });
    expect(checkDraft({ ...read, key: '' }, 'S2', nodes)).toMatchObject({ about: 'fields' });
  });

  it('takes the key of whatever an entry does', () => {
    expect([{ set: ['a', '1'] }, { delete: 'a' }, { cas: ['a', null, '1'] }, { append: ['a', '1'] }, { read: 'a' }].map((each) => keyOf(each as never))).toEqual(
      Array.from({ length: 5 }, () => 'a'),
    );
    expect(keyOf(null)).toBeNull();
    expect(keyOf({ config: { voters: [], votersOutgoing: [], learners: [] } })).toBeNull();
  });

  it('says why it can’t send', () => {
    expect(checkDraft({ ...draft, key: '' }, 'S1', nodes)).toEqual({
      problem: 'The key is empty; give it a name, such as x.',
      about: 'fields',
    });
    expect(checkDraft(draft, null, nodes).problem).toContain('Nobody leads right now');
    expect(checkDraft(draft, null, nodes)).toMatchObject({ about: 'target' });
    expect(checkDraft({ ...draft, target: { node: 'S9' } }, 'S1', nodes).problem).toContain('no node S9');
  });
});

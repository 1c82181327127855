import { describe, expect, it } from 'vitest';
import { checkDraft, draftCommand, emptyDraft } from './draft.ts';

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

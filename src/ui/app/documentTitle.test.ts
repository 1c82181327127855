import { expect, test } from 'vitest';
import { frameOf, nodeFrame } from '../../session/selectors/testFrame.ts';
import { documentTitle } from './documentTitle.ts';

const leads = nodeFrame('S2', { role: 'leader', currentTerm: 4 });
const invariant = { number: 4, property: 'Log Matching', section: 'P5.3', sentence: '', figure3: true };
const violation = { property: 'Log Matching', time: 1, event: 1, detail: '', nodes: [], index: null };

test('the title follows the cluster', () => {
  const title = (frame: Parameters<typeof frameOf>[0]) =>
    documentTitle({ phase: 'ready', frame: frameOf(frame) });
  expect(title([nodeFrame('S1', { currentTerm: 4 }), leads])).toBe('S2 leads term 4 · Raft Playground');
  expect(title([nodeFrame('S1', { currentTerm: 5 })])).toBe('Nobody leads term 5 · Raft Playground');
});

test('a violation comes before everything else', () => {
  const frame = frameOf([leads], { invariants: [{ ...invariant, violation }] });
  expect(documentTitle({ phase: 'ready', frame })).toBe('Log Matching violated · Raft Playground');
});

test('before the workers are up the frame is not looked at', () => {
  expect(documentTitle({ phase: 'boot', frame: frameOf([leads]) })).toBe('Raft Playground');
});

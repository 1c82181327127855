/** Keys on the marks of the stage: arrows go among nodes or messages, Enter and Space press. */
import type { KeyboardEvent } from 'react';
import { reachedByKeyboard } from '../../state/reachedByKeyboard.ts';
import type { Point } from '../../viz/point.ts';
import { targetOf, type Target } from './target.ts';
import { middleOf } from './stageGestures.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Marks are focused by keyboard only (see useStageGestures), so a click leaves the arrows to time and Space to play. */
export function stageKeys(press: (target: Target, client: Point, alt: boolean) => void) {
  return (event: KeyboardEvent<SVGSVGElement>) => {
    const mark = event.target;
    if (!(mark instanceof SVGElement) || !mark.matches('[data-focus]') || !reachedByKeyboard(mark)) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      press(targetOf(mark), middleOf(mark), event.altKey);
      event.preventDefault();
      return;
    }
    const step = STEPS[event.key];
    if (step === undefined || event.altKey) return;
    event.preventDefault();
    const all = [...event.currentTarget.querySelectorAll<SVGElement>(`[data-focus="${mark.dataset['focus']}"]`)];
    all[(all.indexOf(mark) + step + all.length) % all.length]?.focus();
  };
}

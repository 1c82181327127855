/** The whole known run as one strip for small screens: terms as bands, commands as flags, the cursor as a knob. */
import type { Term } from '../../../raft/types.ts';
import type { Timeline } from '../../../session/selectors/timeline.ts';

export interface StripBox {
  readonly left: number;
  readonly right: number;
}

export interface Band {
  readonly from: number;
  readonly to: number;
  readonly term: Term;
  /** null: too narrow for one. The first with room says the word. */
  readonly label: string | null;
}

/** What the strip spans: the events that the page has, and on to the end of the run. */
export function stripSpan(timeline: Timeline, knownEnd: number, cursor: number): [from: number, to: number] {
  const from = Math.min(timeline.start, cursor);
  return [from, Math.max(knownEnd, cursor, from + 1)];
}

export function stripPx(box: StripBox, [from, to]: readonly [number, number], at: number): number {
  return box.left + ((at - from) / (to - from)) * (box.right - box.left);
}

export function stripAt(box: StripBox, [from, to]: readonly [number, number], px: number): number {
  const share = Math.min(1, Math.max(0, (px - box.left) / (box.right - box.left)));
  return from + share * (to - from);
}

/** The highest term any node has seen, as bands in px. */
export function bands(timeline: Timeline, box: StripBox, span: readonly [number, number]): Band[] {
  let told = -Infinity;
  return timeline.terms.map(({ at, term }, i) => {
    const from = Math.max(box.left, stripPx(box, span, at));
    const to = Math.max(from, stripPx(box, span, timeline.terms[i + 1]?.at ?? span[1]));
    const text = told === -Infinity ? `term ${term}` : String(term);
    const width = text.length * 6.2;
    const fits = term > 0 && from > told + 6 && from + width <= box.right && to - from > Math.min(12, width);
    if (fits) told = from + width;
    return { from, to, term, label: fits ? text : null };
  });
}

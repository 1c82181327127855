/** The tokens as canvas colours, read anew when the theme changes. */
import type { Term } from '../../raft/types.ts';

export interface TermPaint {
  readonly fill: string;
  readonly line: string;
  readonly ink: string;
  readonly on: string;
}

export interface Palette {
  readonly ground: string;
  readonly sunk: string;
  readonly soft: string;
  readonly dots: string;
  readonly mute: string;
  readonly text2: string;
  readonly ink: string;
  readonly bad: string;
  readonly fontUi: string;
  readonly fontData: string;
  /** How much of its strength a faint message keeps. */
  readonly faint: number;
  /** How strong hatching is. */
  readonly hatch: number;
  /** By slot; 0 is before the first election. */
  readonly terms: readonly TermPaint[];
}

const SLOTS = 7;

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  const dark = document.documentElement.dataset['theme'] === 'dark';
  const forced = matchMedia('(forced-colors: active)').matches;
  const slot = (n: number): TermPaint =>
    n === 0
      ? { fill: read('--n-4'), line: read('--n-5'), ink: read('--n-6'), on: read('--n-8') }
      : { fill: read(`--t${n}`), line: read(`--t${n}-line`), ink: read(`--t${n}-ink`), on: read(`--t${n}-on`) };
  // Forced colours leave a canvas alone, so the picture takes the system's two colours by itself.
  const plain: TermPaint = { fill: 'Canvas', line: 'CanvasText', ink: 'CanvasText', on: 'CanvasText' };
  return {
    ground: forced ? 'Canvas' : read('--n-0'),
    sunk: forced ? 'Canvas' : read('--n-1'),
    soft: forced ? 'GrayText' : read('--n-2'),
    dots: forced ? 'GrayText' : read('--n-5'),
    mute: forced ? 'CanvasText' : read('--n-6'),
    text2: forced ? 'CanvasText' : read('--n-7'),
    ink: forced ? 'CanvasText' : read('--n-8'),
    bad: forced ? 'CanvasText' : read('--bad'),
    fontUi: read('--font-ui'),
    fontData: read('--font-data'),
    hatch: Number(read('--hatch')) || 0.62,
    faint: dark ? 0.34 : 0.3,
    terms: Array.from({ length: SLOTS + 1 }, (_, n) => (forced ? plain : slot(n))),
  };
}

/** The colours of `term`. */
export function paintOf(palette: Palette, term: Term): TermPaint {
  const slot = term < 1 ? 0 : ((term - 1) % SLOTS) + 1;
  const found = palette.terms[slot];
  if (found === undefined) throw new Error(`no colours for slot ${slot}`);
  return found;
}

/** Checks half-typed numbers, and says in a sentence what was expected and what was found. */

/** A lowest and a highest value, as typed. */
export interface TextRange {
  readonly low: string;
  readonly high: string;
}

export interface FormRemark<F extends string = string> {
  readonly field: F;
  readonly text: string;
}

export interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
  /** After the numbers in a sentence, with a space before it. */
  readonly unit: string;
}

const LIMIT_MAX = 10_000;

/** Gathers what is wrong with a form's fields. */
export class FormRemarks<F extends string> {
  readonly errors: FormRemark<F>[] = [];

  /** The number in `text`, or NaN and an error. `where` begins the sentence. */
  number(field: F, where: string, text: string, bounds: Bounds): number {
    const { low, high, whole, unit } = bounds;
    const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (value >= low && value <= high && (!whole || Number.isInteger(value))) return value;
    const kind = whole ? 'a whole number' : 'a number';
    const found = text.trim() === '' ? 'nothing' : `“${text.trim().slice(0, 24)}”`;
    const upTo = high === Number.MAX_SAFE_INTEGER ? `of at least ${low}` : `from ${low} to ${high}`;
    this.errors.push({ field, text: `${where}: expected ${kind} ${upTo}${unit}, found ${found}.` });
    return Number.NaN;
  }

  range(field: F, where: string, text: TextRange, bounds: Bounds): [number, number] {
    const low = this.number(field, `${where}, lowest`, text.low, bounds);
    const high = this.number(field, `${where}, highest`, text.high, bounds);
    if (low > high) {
      this.errors.push({
        field,
        text: `${where}: the lowest (${low} ms) is above the highest (${high} ms). Swap them, or raise the highest.`,
      });
    }
    return [low, high];
  }

  /** Nothing is no limit: null. `none` says what nothing means. */
  limit(field: F, where: string, text: string, none: string): number | null {
    if (text.trim() === '') return null;
    return this.number(field, where, text, { low: 1, high: LIMIT_MAX, whole: true, unit: ` (or nothing for ${none})` });
  }
}

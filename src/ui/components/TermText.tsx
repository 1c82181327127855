import { termColours } from './term.ts';

/** A sentence in which every “term N” stands in that term’s ink. The text itself is never markup. */
export function TermText({ text }: { text: string }) {
  return text.split(/(\bterm \d+)/).map((part, i) => {
    const term = /^term (\d+)$/.exec(part)?.[1];
    if (term === undefined) return part;
    return (
      <strong key={i} style={{ color: termColours(Number(term)).ink, whiteSpace: 'nowrap' }}>
        {part}
      </strong>
    );
  });
}

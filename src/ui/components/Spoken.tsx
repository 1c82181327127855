import { useEffect, useRef, useState } from 'react';

/** Says a changing text aloud, at most once in `quietMs`; not to be seen. The `first` text is there from the start, to be read. */
export function Spoken({ text, quietMs, first = '' }: { text: string; quietMs: number; first?: string }) {
  const [said, setSaid] = useState(first);
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, quietMs - (performance.now() - last.current));
    const timer = setTimeout(() => {
      last.current = performance.now();
      setSaid(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text, quietMs]);
  return (
    <p className="spoken" aria-live="polite">
      {said}
    </p>
  );
}

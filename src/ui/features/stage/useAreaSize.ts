import { useLayoutEffect, useState, type RefObject } from 'react';

export interface AreaSize {
  readonly width: number;
  readonly height: number;
}

/** The inner size of an element in px, kept up to date; null until it is known. */
export function useAreaSize(ref: RefObject<HTMLElement | null>): AreaSize | null {
  const [size, setSize] = useState<AreaSize | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      setSize((old) => (old?.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}

/** Does something at most once per animation frame, with the newest argument. */
export interface OncePerFrame<T> {
  (value: T): void;
  cancel(): void;
}

export function oncePerFrame<T>(run: (value: T) => void): OncePerFrame<T> {
  let newest: T;
  let asked: number | null = null;
  const call = (value: T): void => {
    newest = value;
    asked ??= requestAnimationFrame(() => {
      asked = null;
      run(newest);
    });
  };
  return Object.assign(call, {
    cancel: () => {
      if (asked !== null) cancelAnimationFrame(asked);
      asked = null;
    },
  });
}

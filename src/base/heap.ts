/** What the heap orders by: earlier time first, and of two at one time the one that was queued first. */
export interface Timed {
  readonly time: number;
  readonly seq: number;
}

function before(a: Timed, b: Timed): boolean {
  return a.time < b.time || (a.time === b.time && a.seq < b.seq);
}

/** Adds `item` to the binary heap kept in `heap`. O(log n). */
export function heapPush<T extends Timed>(heap: T[], item: T): void {
  let at = heap.length;
  heap.push(item);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] as T;
    if (!before(item, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = item;
}

/** Removes and returns the earliest item, or undefined when `heap` is empty. O(log n). */
export function heapPop<T extends Timed>(heap: T[]): T | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (heap.length > 0 && last !== undefined) sink(heap, 0, last);
  return top;
}

/** Removes every item that `drop` names. O(n). */
export function heapRemove<T extends Timed>(heap: T[], drop: (item: T) => boolean): T[] {
  const dropped: T[] = [];
  const kept: T[] = [];
  for (const item of heap) (drop(item) ? dropped : kept).push(item);
  if (dropped.length === 0) return dropped;
  heap.length = 0;
  for (const item of kept) heapPush(heap, item);
  return dropped.sort((a, b) => (before(a, b) ? -1 : 1));
}

function sink<T extends Timed>(heap: T[], from: number, item: T): void {
  const size = heap.length;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    const right = child + 1;
    if (right < size && before(heap[right] as T, heap[child] as T)) child = right;
    const below = heap[child] as T;
    if (!before(below, item)) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = item;
}

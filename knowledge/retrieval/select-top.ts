/** The places of the `k` highest positive scores, best first. */
export function selectTop(scores: Float32Array, k: number): readonly number[] {
  const heap: number[] = [];
  const worse = (a: number, b: number): boolean => (scores[a] ?? 0) < (scores[b] ?? 0);
  const sink = (from: number): void => {
    let at = from;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if (left < heap.length && worse(heap[left] ?? 0, heap[least] ?? 0)) least = left;
      if (right < heap.length && worse(heap[right] ?? 0, heap[least] ?? 0)) least = right;
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least] ?? 0, heap[at] ?? 0];
      at = least;
    }
  };
  let floor = 0;
  for (let place = 0; place < scores.length; place += 1) {
    const score = scores[place] as number;
    if (score <= floor) continue;
    if (heap.length < k) {
      heap.push(place);
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!worse(heap[at] ?? 0, heap[parent] ?? 0)) break;
        [heap[at], heap[parent]] = [heap[parent] ?? 0, heap[at] ?? 0];
        at = parent;
      }
    } else {
      heap[0] = place;
      sink(0);
    }
    if (heap.length === k) floor = scores[heap[0] ?? 0] ?? 0;
  }
  return heap.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
}

/** The smallest of many numbers, by a heap with the greatest of them on top. */
export class Smallest {
  readonly #heap: Float64Array;
  #size = 0;

  constructor(most: number) {
    this.#heap = new Float64Array(most);
  }

  /** The greatest of them; infinite where all numbers are among them. */
  get last(): number {
    return this.#size < this.#heap.length ? Infinity : this.#heap[0];
  }

  add(number: number): void {
    const heap = this.#heap;
    if (this.#size < heap.length) {
      let at = this.#size++;
      while (at > 0 && heap[(at - 1) >> 1] < number) {
        heap[at] = heap[(at - 1) >> 1];
        at = (at - 1) >> 1;
      }
      heap[at] = number;
    } else if (number < heap[0]) {
      let at = 0;
      for (let child = 1; child < heap.length; child = 2 * at + 1) {
        if (child + 1 < heap.length && heap[child + 1] > heap[child]) {
          child += 1;
        }
        if (heap[child] <= number) {
          break;
        }
        heap[at] = heap[child];
        at = child;
      }
      heap[at] = number;
    }
  }
}

/** Stands in for the library with what the last visit left, from when that is read until the library itself speaks. */
import type { Recalled } from "../opening/recalled";

export class Recollection {
  #recalled: Recalled | null = null;
  #waiting: ((recalled: Recalled) => void)[] = [];
  #isOver = false;

  constructor(coming: Promise<Recalled | null>) {
    void coming.then((recalled) => this.#take(recalled));
  }

  #take(recalled: Recalled | null): void {
    if (this.#isOver || !recalled) return;
    this.#recalled = recalled;
    for (const show of this.#waiting) show(recalled);
    this.#waiting = [];
  }

  /** Calls `show` at once, when it is read, or never. */
  use(show: (recalled: Recalled) => void): void {
    if (this.#recalled) show(this.#recalled);
    else if (!this.#isOver) this.#waiting.push(show);
  }

  /** The library has spoken: what was remembered means nothing any more. */
  end(): void {
    this.#isOver = true;
    this.#recalled = null;
    this.#waiting = [];
  }
}

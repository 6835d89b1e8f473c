/**
 * Which capture goes next: first come, first served, a bounded number at once, and one at a time per site, so that a
 * site is never met by several browsers of ours together.
 */
export interface Waiting {
  readonly id: string;
  /** Host with port of the address to capture. */
  readonly site: string;
}

export class WaitingLine<T extends Waiting> {
  #waiting: T[] = [];
  readonly #running = new Map<string, T>();

  constructor(private readonly parallel: number) {}

  get length(): number {
    return this.#waiting.length;
  }

  add(item: T): void {
    this.#waiting.push(item);
  }

  /** The next one that may run now; it counts as running from then on. */
  next(): T | null {
    if (this.#running.size >= this.parallel) return null;
    const busy = new Set([...this.#running.values()].map((item) => item.site));
    const item = this.#waiting.find((candidate) => !busy.has(candidate.site));
    if (!item) return null;
    this.#waiting = this.#waiting.filter((other) => other !== item);
    this.#running.set(item.id, item);
    return item;
  }

  /** Takes it out of the line. `false` when it does not wait. */
  leave(id: string): boolean {
    const before = this.#waiting.length;
    this.#waiting = this.#waiting.filter((item) => item.id !== id);
    return this.#waiting.length < before;
  }

  finish(id: string): void {
    this.#running.delete(id);
  }

  /** Those that wait, in order, with how many are ahead of each. */
  positions(): { readonly item: T; readonly position: number }[] {
    return this.#waiting.map((item, index) => ({ item, position: index + this.#running.size }));
  }
}

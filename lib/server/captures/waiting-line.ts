/**
 * Which capture goes next: first come, first served, a bounded number at once, and one at a time per site with a pause
 * in between, so that a site is never met by several browsers of ours together, nor by one after the other without rest.
 */
export interface Waiting {
  readonly id: string;
  /** Host with port of the address to capture. */
  readonly site: string;
}

export interface LineOptions {
  /** How many may run at once. */
  readonly parallel: number;
  /** Rest of a site after a capture, in milliseconds. */
  readonly pauseMs: number;
  /** Called when a site has rested: somebody may go on. */
  readonly onRested: () => void;
}

export class WaitingLine<T extends Waiting> {
  #waiting: T[] = [];
  readonly #running = new Map<string, T>();
  readonly #resting = new Set<string>();

  constructor(private readonly options: LineOptions) {}

  get length(): number {
    return this.#waiting.length;
  }

  add(item: T): void {
    this.#waiting.push(item);
  }

  /** The next one that may run now; it counts as running from then on. */
  next(): T | null {
    if (this.#running.size >= this.options.parallel) return null;
    const busy = new Set([...this.#running.values()].map((item) => item.site));
    const item = this.#waiting.find(({ site }) => !busy.has(site) && !this.#resting.has(site));
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

  /** Its site rests for the usual pause, or for longer where it asked for that. */
  finish(id: string, restMs = 0): void {
    const site = this.#running.get(id)?.site;
    this.#running.delete(id);
    const rest = Math.max(restMs, this.options.pauseMs);
    if (site === undefined || rest === 0) return;
    this.#resting.add(site);
    const timer = setTimeout(() => {
      this.#resting.delete(site);
      this.options.onRested();
    }, rest);
    timer.unref();
  }

  /** Those that wait, in order, with how many are ahead of each. */
  positions(): { readonly item: T; readonly position: number }[] {
    return this.#waiting.map((item, index) => ({ item, position: index + this.#running.size }));
  }
}

/**
 * How soon the search follows the text. Each key that a person types is a search of its own, at once; a long burst (a key
 * held down) is slowed, because browsers take only so many changes of the address in ten seconds and then ignore them.
 */

/** Ms from a key to its search: the letter itself is painted first. */
const AT_ONCE = 8;
/** Searches that may follow each other at once. */
const BURST = 60;
/** Ms after which one more may. */
const ONE_MORE_AFTER = 100;

export class SearchPace {
  #spare = BURST;
  #at = -Infinity;

  /** Ms to wait before the next search, if it is asked for at this moment (ms of any clock). */
  wait(now: number): number {
    const spare = this.#spareAt(now);
    return spare >= 1 ? AT_ONCE : Math.max(AT_ONCE, (1 - spare) * ONE_MORE_AFTER);
  }

  /** A search has begun. */
  spend(now: number): void {
    this.#spare = Math.max(0, this.#spareAt(now) - 1);
    this.#at = now;
  }

  #spareAt(now: number): number {
    return Math.min(BURST, this.#spare + (now - this.#at) / ONE_MORE_AFTER);
  }
}

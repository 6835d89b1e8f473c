/** A token bucket: lets `capacity` things pass at once and `perSecond` in the long run. */
export class TokenBucket {
  #level: number;
  #at: number;

  constructor(
    private readonly capacity: number,
    private readonly perSecond: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#level = capacity;
    this.#at = now();
  }

  /** Whether `amount` may pass now. A refusal takes nothing. */
  take(amount = 1): boolean {
    const now = this.now();
    this.#level = Math.min(this.capacity, this.#level + ((now - this.#at) / 1000) * this.perSecond);
    this.#at = now;
    if (this.#level < amount) return false;
    this.#level -= amount;
    return true;
  }
}

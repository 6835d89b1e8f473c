/**
 * One thing at a time: what a person asks for runs in the order it was asked for; what nobody waits for (compaction,
 * looking through the library for its index) runs when no such thing is left.
 */

/** Ms that must pass without a turn before other work begins, and how often that is waited for. */
const QUIET = 4;
const WAITS = 250;

export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #lastIdle: Promise<unknown> = Promise.resolve();
  /** Turns that were asked for and are not over. */
  #waiting = 0;

  /** Whether a turn is under way or waits. */
  get isBusy(): boolean {
    return this.#waiting > 0;
  }

  /** Runs when everything that was asked for before is done, and before anything that is asked for later. */
  take<T>(run: () => Promise<T>): Promise<T> {
    const over = (): number => this.#waiting--;
    this.#waiting++;
    const turn = this.#last.then(run, run);
    this.#last = turn.then(over, over); // the caller gets the failure; the next in turn goes on
    return turn;
  }

  /** Runs in turn, but after everything else, what comes while it waits too. In the order among its like. */
  whenIdle<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#lastIdle.then(() => this.#untilQuiet()).then(() => this.take(run));
    this.#lastIdle = turn.catch(() => undefined);
    return turn;
  }

  /** Gives up after a while: edits without end must not keep it from ever being done. */
  async #untilQuiet(): Promise<void> {
    for (let waits = 0; waits < WAITS; waits++) {
      await this.#last;
      await new Promise((resolve) => setTimeout(resolve, QUIET));
      if (this.#waiting === 0) return;
    }
  }
}

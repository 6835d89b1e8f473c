/**
 * One thing at a time: what a person asks for runs in the order it was asked for; what nobody waits for (compaction,
 * looking through the library for its index) runs when no such thing is left.
 */

/** Ms between two looks whether a turn was asked for. */
const QUIET = 4;
/** After this many times the quiet it asked for, work begins without it. */
const WAITS = 250;
/** Ms without a turn that work asks for which would make the next one wait: who saves one link often saves another. */
const AT_REST = 500;
const MOST_RESTS = 20;

/** Ms without a turn, and how many times as long that is waited for. */
interface Patience {
  readonly quiet: number;
  readonly waits: number;
}

export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #lastIdle: Promise<unknown> = Promise.resolve();
  /** Turns that were asked for and are not over. */
  #waiting = 0;

  /** Whether a turn is under way or waits. */
  get isBusy(): boolean {
    return this.#waiting > 0;
  }

  /** When the last turn was over, in ms of this worker. */
  #endedAt = -Infinity;

  /** Runs when everything that was asked for before is done, and before anything that is asked for later. */
  take<T>(run: () => Promise<T>): Promise<T> {
    const over = (): void => void (this.#endedAt = performance.now());
    const turn = this.#queue(run);
    turn.then(over, over);
    return turn;
  }

  #queue<T>(run: () => Promise<T>): Promise<T> {
    const over = (): number => this.#waiting--;
    this.#waiting++;
    const turn = this.#last.then(run, run);
    this.#last = turn.then(over, over); // the caller gets the failure; the next in turn goes on
    return turn;
  }

  /** Runs in turn, but after everything else, what comes while it waits too. In the order among its like. */
  whenIdle<T>(run: () => Promise<T>): Promise<T> {
    return this.#later({ quiet: QUIET, waits: WAITS }, run);
  }

  /** The same, for long work: once nothing was asked for in a while. */
  whenAtRest<T>(run: () => Promise<T>): Promise<T> {
    return this.#later({ quiet: AT_REST, waits: MOST_RESTS }, run);
  }

  #later<T>(patience: Patience, run: () => Promise<T>): Promise<T> {
    const turn = this.#lastIdle.then(() => this.#untilQuiet(patience)).then(() => this.#queue(run));
    this.#lastIdle = turn.catch(() => undefined);
    return turn;
  }

  /** Gives up after a while: edits without end must not keep it from ever being done. */
  async #untilQuiet({ quiet, waits }: Patience): Promise<void> {
    const until = performance.now() + quiet * waits;
    do {
      await this.#last;
      const left = this.#endedAt + quiet - performance.now();
      await new Promise((resolve) => setTimeout(resolve, Math.max(QUIET, left)));
      if (this.#waiting === 0 && performance.now() - this.#endedAt >= quiet) return;
    } while (performance.now() < until);
  }
}

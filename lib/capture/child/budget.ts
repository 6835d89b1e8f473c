/** The child's time: one end for everything, and a box for each piece of work inside of it. */

/** Kept free for the last word, at most this long and this part of the whole. */
const END_MS = 3_000;
const END_PART = 0.1;

export class OutOfTime extends Error {
  constructor(what: string) {
    super(`${what} took too long`);
  }
}

export class Budget {
  private readonly end: number;

  constructor(private readonly totalMs: number) {
    this.end = performance.now() + totalMs;
  }

  /** Whole milliseconds left, at least one. */
  left(): number {
    return Math.max(1, Math.floor(this.end - performance.now()));
  }

  /** The smaller of a bound and what is left. */
  atMost(ms: number): number {
    return Math.min(ms, this.left());
  }

  /**
   * A share of the whole, bounded: what a step may take of a short budget and of a long one. Never more than half of what
   * is left: however many steps use up their shares, there is time for the next one.
   */
  share(part: number, ms: number): number {
    return Math.max(1, Math.floor(Math.min(ms, this.totalMs * part, this.left() / 2)));
  }

  /** The smaller of a bound and what is left when the end is kept free: time to measure what was made and to say so. */
  beforeEnd(ms: number): number {
    return Math.max(1, Math.min(ms, this.left() - Math.min(END_MS, this.totalMs * END_PART)));
  }

  /** The work's own answer, or a rejection with `OutOfTime`; work that never ends is left behind. */
  async box<T>(what: string, ms: number, work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new OutOfTime(what)), this.atMost(ms));
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

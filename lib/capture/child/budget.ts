/** The child's time: one end for everything, and a box for each piece of work inside of it. */

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

  /** Milliseconds left, at least one. */
  left(): number {
    return Math.max(1, this.end - performance.now());
  }

  /** The smaller of a bound and what is left. */
  atMost(ms: number): number {
    return Math.min(ms, this.left());
  }

  /** A share of the whole, bounded: what a step may take of a short budget and of a long one. */
  share(part: number, ms: number): number {
    return this.atMost(Math.min(ms, this.totalMs * part));
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

/** Who is still there: asked and answered in order. */
export class Pings {
  #pongs: (() => void)[] = [];

  constructor(private readonly ask: () => void) {}

  /** Resolves to whether an answer came within `limit` ms. */
  ping(limit: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), limit);
      this.#pongs.push(() => {
        clearTimeout(timer);
        resolve(true);
      });
      this.ask();
    });
  }

  answered(): void {
    this.#pongs.shift()?.();
  }

  close(): void {
    this.#pongs = [];
  }
}

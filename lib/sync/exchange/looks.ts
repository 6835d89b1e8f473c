/** A look that takes a moment: whoever asks while one looks is answered by one more look, however many ask. */
export class Looks {
  #looking: Promise<void> | null = null;
  #again = false;

  constructor(private readonly once: () => Promise<void>) {}

  look(): Promise<void> {
    this.#again = true;
    this.#looking ??= this.#on().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  close(): void {
    this.#again = false;
  }

  async #on(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await this.once();
    }
  }
}

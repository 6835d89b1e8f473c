/**
 * Edits and what takes them back, in the order in which a person asked for them. Edits go side by side: a long one lets short
 * ones pass. An undo looks for the newest batch, so those asked for before it are whole by then, and later ones wait for it.
 */
export class EditOrder {
  /** Edits that are not over. None of them fails: their callers get the failure. */
  readonly #edits = new Set<Promise<unknown>>();
  /** The last undo that was asked for, until it is over. */
  #undo: Promise<unknown> | null = null;

  /** Runs at once, or after the undo that was asked for before. */
  edit<T>(run: () => Promise<T>): Promise<T> {
    const work = this.#undo ? this.#undo.then(run) : run();
    const over = work.then(ignore, ignore);
    this.#edits.add(over);
    void over.then(() => this.#edits.delete(over));
    return work;
  }

  /** Runs when everything that was asked for before is over, another undo too. Must not wait for an edit itself. */
  undo<T>(run: () => Promise<T>): Promise<T> {
    const work = Promise.all([...this.#edits, this.#undo]).then(run);
    const over = work.then(ignore, ignore);
    this.#undo = over;
    void over.then(() => {
      if (this.#undo === over) this.#undo = null;
    });
    return work;
  }
}

const ignore = (): void => undefined;

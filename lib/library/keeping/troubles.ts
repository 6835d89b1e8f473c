/** What stands in the way of keeping things: the newest failure to write, else what was found damaged. */
import type { Trouble } from "../library";

export class Troubles {
  #trouble: Trouble | null = null;
  #damaged = 0;

  constructor(private readonly changed: () => void) {}

  get now(): Trouble | null {
    return this.#trouble ?? (this.#damaged > 0 ? { kind: "quarantined", rows: this.#damaged } : null);
  }

  /** `null`: writing works (again). */
  set(trouble: Trouble | null): void {
    if (JSON.stringify(trouble) === JSON.stringify(this.#trouble)) return;
    this.#trouble = trouble;
    this.changed();
  }

  /** Rows of the log that were found damaged and put aside. */
  damaged(rows: number): void {
    if (rows === 0) return;
    this.#damaged += rows;
    this.changed();
  }
}

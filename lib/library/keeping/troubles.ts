/** What stands in the way of keeping things: the newest failure to write, else what was found damaged. */
import type { Trouble } from "../library";

export class Troubles {
  #trouble: Trouble | null = null;
  #isFull = false;
  #damaged = 0;

  constructor(private readonly changed: () => void) {}

  get now(): Trouble | null {
    return this.#trouble ?? (this.#isFull ? { kind: "quota" } : this.#broken());
  }

  #broken(): Trouble | null {
    return this.#damaged > 0 ? { kind: "quarantined", rows: this.#damaged } : null;
  }

  /** `null`: writing works (again). */
  set(trouble: Trouble | null): void {
    if (JSON.stringify(trouble) === JSON.stringify(this.#trouble)) return;
    this.#trouble = trouble;
    this.changed();
  }

  /** Whether files of snapshots have room. An edit that fits says nothing of that: it is much smaller. */
  files(fit: boolean): void {
    if (this.#isFull === !fit) return;
    this.#isFull = !fit;
    this.changed();
  }

  /** Rows of the log that were found damaged and put aside. */
  damaged(rows: number): void {
    if (rows === 0) return;
    this.#damaged += rows;
    this.changed();
  }
}

/** Thrown when an update of another device may not come into the library; nothing of it was taken. */
import type { Flaw } from "./judge-cell";

export class Refused extends Error {
  /** `key` of the cell that is wrong; "" where the update as a whole is. */
  constructor(
    readonly flaw: Flaw,
    readonly key: string,
  ) {
    super(`refused: ${flaw}`);
    this.name = "Refused";
  }
}

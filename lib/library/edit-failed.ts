/** Why an edit was not made. Nothing of it was written; `LibraryStatus.trouble` says the same for as long as it lasts. */
import type { Trouble } from "./library";

export class EditFailed extends Error {
  constructor(readonly trouble: Trouble) {
    super(`the edit was not saved: ${trouble.kind}`);
    this.name = "EditFailed";
  }
}

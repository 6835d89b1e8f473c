/** Takes in what waits in the share box, see use-waiting-shares.ts. */
import { waitingShares } from "../../share/share-box";
import type { Batch, Library } from "../../library/library";
import type { Actions } from "../actions";
import type { Toaster } from "../parts/toast";
import { navigate } from "../router";
import { sharedEn } from "../text/shared/en";
import { wordsNow } from "../text/spoken";
import { takeFromBox, type Taken } from "./take-share";

interface Parts {
  readonly library: Library;
  readonly actions: Pick<Actions, "tell">;
  readonly toast: Toaster;
}

/** It stays in the box until the person says where it is from. */
const needsWord = (taken: Taken | null): boolean => taken?.kind === "file" || taken?.kind === "nothing";

export async function takeWaiting({ library, actions, toast }: Parts): Promise<void> {
  const waiting: string[] = [];
  const batches: Batch[] = [];
  for (const id of await waitingShares()) {
    const taken = await takeFromBox(library, id);
    if (needsWord(taken)) waiting.push(id);
    if (taken?.kind === "saved") batches.push(...taken.batches);
  }
  // One toast for all of them: a second one in the same words would take the place, and the Undo, of the first.
  const [batch, ...more] = batches;
  if (batch) actions.tell(batch, ...more);
  const [first] = waiting;
  if (first === undefined) return;
  const words = wordsNow("shared", sharedEn);
  toast.show({
    text: words.waiting(waiting.length),
    sticky: true,
    action: { label: words.show, run: () => navigate(`/shared?id=${first}`) },
    second: { label: words.later, run: () => undefined },
  });
}

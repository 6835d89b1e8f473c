/** Whether a share is kept, as the script in the head of every page has found (pre-paint.ts). */
const root = (): DOMStringMap => document.documentElement.dataset;

/** Whether a share was seen in the box of which nothing was told yet. */
export const isKept = (): boolean => root()["shared"] === "kept";

/** From now on the page of the share says what there is to say. */
export function endKept(): void {
  root()["shared"] = "told";
}

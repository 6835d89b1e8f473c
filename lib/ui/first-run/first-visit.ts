/** Whether this browser was here before, as the script in the head of every page has found (pre-paint.ts). */
const root = (): DOMStringMap => document.documentElement.dataset;

/** Whether this browser was never here, and what the library holds is not known yet. */
export const isFirstVisit = (): boolean => root()["first"] !== undefined;

/** From now on the library says what there is to show. */
export function endFirstVisit(): void {
  delete root()["first"];
}

/**
 * Telling whether a page is the same as when it was captured last: texts by their hash, looks by a very small picture.
 * Pure; the prints are taken by lib/capture/likeness.
 */
import { isBlobHash } from "./ids";
import type { Prints } from "./snapshot";

/** A look is `<height in CSS pixels>.<cells>`: levels of grey, 0 to 15 as one hex digit each, row by row. */
export const LOOK = { columns: 24, rows: 32 } as const;
const LOOK_FORM = new RegExp(`^(\\d{1,6})\\.([0-9a-f]{${LOOK.columns * LOOK.rows}})$`);

/** Levels within which two cells are alike, and the share of cells that may differ: a moving picture, no new layout. */
const ALIKE = 2;
const MAY_DIFFER = 0.06;
/** Heights within which two pages are as tall, in CSS pixels and as a share. */
const AS_TALL = { pixels: 60, share: 0.03 };

/** Whether two looks show the same page. One that could not be taken is like none but another such one. */
export function looksAlike(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [LOOK_FORM.exec(a), LOOK_FORM.exec(b)];
  if (!one || !other) return false;
  const heights = [Number(one[1]), Number(other[1])];
  const [short, tall] = [Math.min(...heights), Math.max(...heights)];
  if (tall - short > AS_TALL.pixels + tall * AS_TALL.share) return false;
  const [left = "", right = ""] = [one[2], other[2]];
  let differing = 0;
  for (let i = 0; i < left.length; i++)
    if (Math.abs(levelAt(left, i) - levelAt(right, i)) > ALIKE) differing++;
  return differing <= left.length * MAY_DIFFER;
}

const levelAt = (cells: string, at: number): number => Number.parseInt(cells.charAt(at), 16);

/** Whether a capture found the page of an earlier one: text, page and looks. */
export const isSamePage = (older: Prints, newer: Prints): boolean =>
  older.page !== "" &&
  older.page === newer.page &&
  older.text === newer.text &&
  looksAlike(older.look, newer.look);

/** Whether nothing at all differs, the bytes of pictures and the text of frames included. */
export const isSameInAll = (older: Prints, newer: Prints): boolean =>
  isSamePage(older, newer) && (older.rest ?? "") !== "" && older.rest === newer.rest;

/** Prints as they came from elsewhere; `null` when there are none. */
export function parsePrints(value: unknown): Prints | null {
  if (typeof value !== "object" || value === null) return null;
  const memberOf = (name: string): unknown =>
    Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
  const hash = (name: string): string => {
    const found = memberOf(name);
    return isBlobHash(found) ? found : "";
  };
  const look = memberOf("look");
  return {
    text: hash("text"),
    page: hash("page"),
    look: typeof look === "string" && LOOK_FORM.test(look) ? look : "",
    ...(hash("rest") ? { rest: hash("rest") } : {}),
  };
}

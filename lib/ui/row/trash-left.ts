/** How long a link stays in the trash: at least as many days as the calendar leaves, more when the library stays closed. */
import { TRASH_DAYS } from "../../library/library";
import type { Format } from "../text/format";
import type { Messages } from "../text/en";

const DAY = 86_400_000;

/** Whole days a link put there at `deletedAt` (ms since 1970) stays at least; 0 when it may go any day. */
export const trashDaysLeft = (deletedAt: number, now: number): number =>
  Math.min(TRASH_DAYS, Math.max(0, TRASH_DAYS - Math.floor((now - deletedAt) / DAY)));

/** The days that are left; when none is sure, the day it came there. */
export function trashLine(deletedAt: number, t: Messages, format: Format): string {
  const left = trashDaysLeft(deletedAt, Date.now());
  return left > 0 ? t.trash.left(left) : t.trash.movedOn(format.short(deletedAt));
}

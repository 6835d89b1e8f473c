/**
 * When links in the trash have lain there long enough. No clock decides it alone: a link ages by a day only on a day on
 * which this device had the library open, so a clock that jumps by years ages it by one day; and of all that is due only a
 * share goes at once. Pure.
 */
import type { LinkId } from "../../domain/ids";

/** Days with the library open on this device. */
export const TRASH_DAYS = 30;
/** At most this many links go at once, and never more than a tenth of the library unless that is fewer than twenty. */
const MOST = 500;
const FEW = 20;
const SHARE = 0.1;
const DAY = 86_400_000;

/** What this device remembers of its trash. */
export interface TrashMemory {
  /** Number of the day that was counted last: days since 1970 by this device's clock. */
  readonly day: number;
  /** Days counted. */
  readonly days: number;
  /** Of each link: its `deletedAt`, and how many days were counted when it was first seen in the trash. */
  readonly seen: Readonly<Record<LinkId, readonly [deletedAt: number, days: number]>>;
}

export const noTrashMemory: TrashMemory = { day: 0, days: 0, seen: {} };

/** What was stored, made sound. */
export function readTrashMemory(value: unknown): TrashMemory {
  if (typeof value !== "object" || value === null) return noTrashMemory;
  const [day, days, seen]: unknown[] = [
    Reflect.get(value, "day"),
    Reflect.get(value, "days"),
    Reflect.get(value, "seen"),
  ];
  if (typeof day !== "number" || typeof days !== "number" || typeof seen !== "object" || seen === null)
    return noTrashMemory;
  const sound = Object.entries(seen).filter(
    (entry): entry is [LinkId, [number, number]] =>
      Array.isArray(entry[1]) && entry[1].length === 2 && entry[1].every(Number.isFinite),
  );
  return { day, days, seen: Object.fromEntries(sound) };
}

export interface TrashNow {
  /** Ms since 1970. */
  readonly now: number;
  /** Everything in the trash. */
  readonly trashed: Iterable<{ readonly id: LinkId; readonly deletedAt: number }>;
  /** Links in the library, trash included. */
  readonly total: number;
}

/** What to remember from now on, and the links that have been there long enough, those longest there first. */
export function ageTrash(
  memory: TrashMemory,
  { now, trashed, total }: TrashNow,
): { readonly memory: TrashMemory; readonly due: readonly LinkId[] } {
  const day = Math.floor(now / DAY);
  // However far the clock jumps, it is one day; a clock that went back counts nothing.
  const days = day > memory.day && memory.day > 0 ? memory.days + 1 : memory.days;
  const seen: Record<LinkId, readonly [number, number]> = {};
  const due: { id: LinkId; since: number }[] = [];
  for (const { id, deletedAt } of trashed) {
    const known = memory.seen[id];
    const since = known?.[0] === deletedAt ? known[1] : days;
    seen[id] = [deletedAt, since];
    if (days - since >= TRASH_DAYS) due.push({ id, since });
  }
  const most = Math.min(MOST, Math.max(FEW, Math.floor(total * SHARE)));
  const first = due.toSorted((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1)).slice(0, most);
  return {
    memory: { day, days, seen },
    due: first.map(({ id }) => id),
  };
}

/** Days a link may still lie there at least. */
export function daysLeft(memory: TrashMemory, id: LinkId): number {
  const since = memory.seen[id]?.[1] ?? memory.days;
  return Math.max(0, TRASH_DAYS - (memory.days - since));
}

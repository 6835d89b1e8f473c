/** Entries by the local day they were made on, in their order. Pure. */
import type { ActivityEntry } from "../../library/library";

export interface ActivityDay {
  /** Start of the day, ms since 1970. */
  readonly at: number;
  readonly entries: readonly ActivityEntry[];
}

/** An entry made while the clock stood elsewhere makes a heading of its own: nothing is put out of order. */
export function byDay(entries: readonly ActivityEntry[]): ActivityDay[] {
  const days: { at: number; entries: ActivityEntry[] }[] = [];
  for (const entry of entries) {
    const at = new Date(entry.at).setHours(0, 0, 0, 0);
    const last = days.at(-1);
    if (last?.at === at) last.entries.push(entry);
    else days.push({ at, entries: [entry] });
  }
  return days;
}

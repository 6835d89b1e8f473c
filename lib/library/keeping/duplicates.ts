/** Links that are likely the same page: their addresses have one form, although each is a link of its own. */
import { isPresent } from "../projection/entry";
import type { Entry } from "../projection/entry";

const MOST = 500;

/** Groups of two and more, largest first, each with its oldest link first. */
export function duplicateGroups(entries: Iterable<Entry>): Entry[][] {
  const byKey = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (!isPresent(entry)) continue;
    const group = byKey.get(entry.key);
    if (group) group.push(entry);
    else byKey.set(entry.key, [entry]);
  }
  return [...byKey.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted((a, b) => a.projected.link.createdAt - b.projected.link.createdAt))
    .toSorted((a, b) => b.length - a.length)
    .slice(0, MOST);
}

/**
 * Links that are likely the same page, although each is a link of its own: their addresses have one form, or the page of
 * one was found at the address of another in the end.
 */
import { groupBy } from "../editing/group-by";
import { isPresent } from "../projection/entry";
import type { Entry } from "../projection/entry";

const MOST = 500;

/** Groups of two and more, largest first, each with its oldest link first. Only links that may have a double are read. */
export function duplicateGroups(entries: Iterable<Entry>): Entry[][] {
  const present = [...entries].filter(isPresent);
  const times = new Map<number, number>();
  for (const entry of present)
    for (const hash of hashesOf(entry)) times.set(hash, (times.get(hash) ?? 0) + 1);
  const suspects = present.filter((entry) => hashesOf(entry).some((hash) => (times.get(hash) ?? 0) > 1));
  return groupsOf(suspects)
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted((a, b) => a.outline.createdAt - b.outline.createdAt))
    .toSorted((a, b) => b.length - a.length)
    .slice(0, MOST);
}

const hashesOf = ({ outline: { keyHash, finalHash } }: Entry): readonly number[] =>
  finalHash === 0 || finalHash === keyHash ? [keyHash] : [keyHash, finalHash];

function keysOf({ key, projected: { newest } }: Entry): readonly string[] {
  return newest && newest.finalKey !== "" ? [key, newest.finalKey] : [key];
}

/** Links that share an address, directly or through others. */
function groupsOf(entries: readonly Entry[]): Entry[][] {
  const leads = new Map<string, string>();
  const endOf = (key: string): string => {
    let at = key;
    for (let next = leads.get(at); next !== undefined; next = leads.get(at)) at = next;
    if (at !== key) leads.set(key, at);
    return at;
  };
  for (const entry of entries) {
    const [one, other] = keysOf(entry).map(endOf);
    if (one !== undefined && other !== undefined && one !== other) leads.set(other, one);
  }
  return [...groupBy(entries, ({ key }) => endOf(key)).values()];
}

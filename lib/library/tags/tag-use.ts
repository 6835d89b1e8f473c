/** How tags are used: when each was last given to a new link, and what some tags have together. Pure. */
import type { LinkId } from "../../domain/ids";
import { isUnder, tagKey, tagParts } from "../../domain/tag";
import type { TagUnion, TagUse } from "../library";

/** What is asked of a link. */
interface Tagged {
  readonly id: LinkId;
  readonly tagKeys: readonly string[];
  readonly outline: { readonly createdAt: number };
}

/** Links that a union names at most. */
const EXAMPLES = 3;

/** For every tag, its parents too, when the newest of its links was saved. */
export function tagUse(links: Iterable<Tagged>): TagUse[] {
  const newest = new Map<string, number>();
  for (const { tagKeys, outline } of links)
    for (const key of tagKeys) newest.set(key, Math.max(newest.get(key) ?? 0, outline.createdAt));
  const whole = new Map(newest);
  for (const [key, at] of newest)
    for (const above of parentsOf(key)) whole.set(above, Math.max(whole.get(above) ?? 0, at));
  return [...whole].map(([key, newestAt]) => ({ key, newestAt }));
}

const parentsOf = (key: string): string[] =>
  tagParts(key)
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join("/"));

/** Links with any of the tags or one below it, and those with two or more of them, of which some are named. */
export function tagUnion(
  links: Iterable<Tagged>,
  tags: readonly string[],
): Omit<TagUnion, "rows"> & {
  readonly ids: readonly LinkId[];
} {
  const keys = tags.map(tagKey);
  const ids: LinkId[] = [];
  let [all, several] = [0, 0];
  for (const { id, tagKeys } of links) {
    const carried = keys.filter((key) => tagKeys.some((one) => isUnder(one, key))).length;
    if (carried > 0) all++;
    if (carried < 2) continue;
    several++;
    if (ids.length < EXAMPLES) ids.push(id);
  }
  return { links: all, several, ids };
}

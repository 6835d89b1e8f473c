/**
 * Tags that are probably one: beside each other in the tree and the same but for signs between words, a plural, or one of
 * a few short forms everybody uses. Pure; nothing is merged by itself.
 */
import { fold } from "../../domain/text/fold";
import type { ListedTag } from "../tag-tools/known";

/** Short forms and what they stand for, as most people tag. */
const SHORT: Readonly<Record<string, string>> = {
  js: "javascript",
  ts: "typescript",
  py: "python",
  golang: "go",
  k8s: "kubernetes",
  postgres: "postgresql",
  db: "database",
  ml: "machinelearning",
  ai: "artificialintelligence",
};

const parentOf = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf("/")));

function essence(key: string): string {
  const name = fold(key.slice(key.lastIndexOf("/") + 1)).replace(/[\s\-_.·'’]+/gu, "");
  if (Object.hasOwn(SHORT, name)) return SHORT[name] ?? name;
  return /^[a-z]{4,}$/.test(name) && !name.endsWith("ss") ? name.replace(/s$/, "") : name;
}

/** Groups of two and more, the tag with most links first in each. */
export function lookAlikes(tags: readonly ListedTag[]): (readonly ListedTag[])[] {
  const groups = new Map<string, ListedTag[]>();
  for (const tag of tags) {
    const name = essence(tag.key);
    if (name === "") continue;
    const at = `${parentOf(tag.key)}/${name}`;
    groups.set(at, [...(groups.get(at) ?? []), tag]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)));
}

/** What a group is remembered by when the person keeps it apart. */
export const groupKey = (group: readonly ListedTag[]): string =>
  group
    .map(({ key }) => key)
    .toSorted()
    .join("\n");

/** Tags as the tools of one tag need them: flat, with their labels as written. Pure. */
import { cleanTag, isUnder, tagKey } from "../../domain/tag";
import { fold } from "../../domain/text/fold";
import type { TagNode } from "../../library/library";

export interface ListedTag {
  readonly key: string;
  /** The whole path as written. */
  readonly label: string;
  readonly count: number;
  readonly hue: number;
  readonly aliases: readonly string[];
}

/** The tree as a flat list, parents before children. */
export function listTags(roots: readonly TagNode[], above = ""): ListedTag[] {
  return roots.flatMap(({ path, name, count, hue, aliases, children }) => {
    const label = above + name;
    return [{ key: path, label, count, hue, aliases }, ...listTags(children, `${label}/`)];
  });
}

/** The tag a name means: its own, or the one it is another name of. */
export function tagNamed(name: string, tags: readonly ListedTag[]): ListedTag | undefined {
  const key = tagKey(cleanTag(name));
  return (
    tags.find((one) => one.key === key) ??
    tags.find((one) => one.aliases.some((alias) => tagKey(alias) === key))
  );
}

/** Tags one tag may go below or into: neither itself nor what lies below it, and those that match what was typed. */
export function targetsFor(key: string, tags: readonly ListedTag[], typed: string): ListedTag[] {
  const wanted = fold(typed.trim());
  return tags.filter((one) => !isUnder(one.key, key) && fold(one.label).includes(wanted));
}

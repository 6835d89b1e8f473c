/**
 * What the tag field offers: existing tags that fit what was typed, best first, and the making of a new one. Pure:
 * comparison is by the folded path, so case, accents and full-width forms make no difference.
 */
import { cleanTag, tagKey } from "../../domain/tag";
import type { TagNode } from "../../library/library";

/** An existing tag, flat. */
export interface KnownTag {
  /** Folded path, `systems/linux`. */
  readonly key: string;
  /** The path as the person writes it. */
  readonly label: string;
  readonly count: number;
  readonly hue: number;
}

export type TagOption =
  | ({ readonly kind: "known" } & KnownTag)
  /** Adds a tag that does not exist yet. */
  | { readonly kind: "new"; readonly key: string; readonly label: string };

/** Never more than a handful at once, so that reading the list is quicker than typing on. */
export const MAX_OPTIONS = 7;

/** The tree as a flat list, parents before children. */
export function knownTags(roots: readonly TagNode[], above = ""): KnownTag[] {
  return roots.flatMap((node) => {
    const label = above + node.name;
    return [
      { key: node.path, label, count: node.count, hue: node.hue },
      ...knownTags(node.children, `${label}/`),
    ];
  });
}

/** How well a tag fits: 0 whole, 1 start of the path, 2 start of a part, 3 anywhere; -1 not at all. */
function fit(key: string, typed: string): number {
  if (key === typed) return 0;
  if (key.startsWith(typed)) return 1;
  if (key.includes(`/${typed}`)) return 2;
  return key.includes(typed) ? 3 : -1;
}

/**
 * Options for what was typed. Nothing typed: the most used tags. `chosen` (folded) are left out; a text that is no
 * existing tag comes last as a new one.
 */
export function tagOptions(
  typed: string,
  known: readonly KnownTag[],
  chosen: ReadonlySet<string>,
): TagOption[] {
  const label = cleanTag(typed);
  const key = tagKey(label);
  const fitting = known
    .filter((tag) => !chosen.has(tag.key))
    .map((tag) => ({ tag, rank: fit(tag.key, key) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((a, b) => a.rank - b.rank || b.tag.count - a.tag.count || a.tag.key.localeCompare(b.tag.key));
  const options: TagOption[] = fitting.slice(0, MAX_OPTIONS).map(({ tag }) => ({ kind: "known", ...tag }));
  const isNew = key !== "" && !chosen.has(key) && !known.some((tag) => tag.key === key);
  if (isNew) options.push({ kind: "new", key, label });
  return options;
}

const SEPARATORS = /[,，、;；\n]/;

/**
 * Splits a text at commas of either width: everything before the last one is finished and cleaned, the rest is still
 * being typed.
 */
export function finishedTags(text: string): { readonly finished: readonly string[]; readonly rest: string } {
  const parts = text.split(SEPARATORS);
  const rest = parts.pop() ?? "";
  return { finished: parts.map(cleanTag).filter((tag) => tag !== ""), rest: rest.trimStart() };
}

/** The label of a folded path as the person writes it; an unknown one as it is. */
export const tagLabel = (key: string, known: readonly KnownTag[]): string =>
  known.find((tag) => tag.key === key)?.label ?? key;

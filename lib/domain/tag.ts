/**
 * A tag is a path of names, `systems/linux`, written as the person wrote it and compared by its folded key, so that
 * `Linux`, `linux` and `Ｌｉｎｕｘ` are one tag. This module cleans what was typed, compares, and counts tags into a tree.
 */
import { fold } from "./text/fold";

/** Longest tag path kept, in UTF-16 units. */
export const MAX_TAG_LENGTH = 120;

export interface TagNode {
  /** Folded path, e.g. `systems/linux`. */
  readonly path: string;
  /** Last part as written by the person (the spelling used most). */
  readonly name: string;
  /** Links with this tag or a child of it. */
  readonly count: number;
  readonly children: readonly TagNode[];
  /** 0 to 7, from the top-level name: which of the eight hues. */
  readonly hue: number;
}

/** Line breaks and other controls, bidi controls, invisible characters, halves of characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

/** A tag as it is stored: the path without needless spaces and signs; "" when nothing is left. */
export function cleanTag(text: string): string {
  const path = text.replace(UNPRINTABLE, " ").normalize("NFC").replaceAll("／", "/").replaceAll("＃", "#");
  const whole = tidy(path);
  return whole.length <= MAX_TAG_LENGTH ? whole : tidy(cut(whole));
}

const tidy = (path: string): string =>
  path
    .replace(/^[\s#/]+/u, "")
    .split("/")
    .map((part) => part.replace(/\s+/gu, " ").trim())
    .filter((part) => part !== "")
    .join("/");

const cut = (path: string): string => path.slice(0, MAX_TAG_LENGTH).replace(/[\ud800-\udbff]$/, "");

/** The form of a tag path for comparison. Its own key is itself. */
export function tagKey(path: string): string {
  const folded = tagParts(cleanTag(path)).map((part) => fold(part).replaceAll("/", "⁄"));
  return cleanTag(folded.join("/"));
}

/** Names of a cleaned path, outermost first. */
export const tagParts = (path: string): string[] => path.split("/").filter((part) => part !== "");

/** Whether a tag is the other one or lies below it. Both as keys. */
export const isUnder = (tag: string, ancestor: string): boolean =>
  tag === ancestor || tag.startsWith(`${ancestor}/`);

/** Which of the eight hues a tag has: its top-level name decides, on every device alike. */
export function tagHue(path: string): number {
  let hash = 0x811c9dc5; // FNV-1a, 32 bits
  for (const character of tagParts(tagKey(path))[0] ?? "") {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return (hash ^ (hash >>> 15)) & 7;
}

interface Branch {
  readonly path: string;
  readonly spellings: Map<string, number>;
  readonly children: Map<string, Branch>;
  count: number;
}
const branch = (path: string): Branch => ({ path, spellings: new Map(), children: new Map(), count: 0 });

/**
 * The tree of all tags with counts; each link counts once in every tag it has or has a child of. Siblings are sorted as
 * the language sorts names.
 */
export function buildTagTree(
  tagsPerLink: Iterable<readonly string[]>,
  language: "en" | "zh" = "en",
): TagNode[] {
  const root = branch("");
  const branches = new Map<string, readonly Branch[]>();
  for (const tags of tagsPerLink) {
    const touched = new Set<Branch>();
    for (const tag of tags) {
      const known = branches.get(tag) ?? branchesOf(root, tag);
      branches.set(tag, known);
      for (const one of known) touched.add(one);
      countSpelling(known, tag);
    }
    for (const one of touched) one.count++;
  }
  return nodesOf(root, new Intl.Collator(language, { numeric: true }));
}

/** The branches from the top-level name down to the tag, made where they are missing. */
function branchesOf(root: Branch, tag: string): Branch[] {
  const line: Branch[] = [];
  let at = root;
  for (const part of tagParts(tagKey(tag))) {
    const next = at.children.get(part) ?? branch(at.path === "" ? part : `${at.path}/${part}`);
    at.children.set(part, next);
    line.push(next);
    at = next;
  }
  return line;
}

function countSpelling(line: readonly Branch[], tag: string): void {
  const names = tagParts(tag);
  for (const [depth, { spellings }] of line.entries()) {
    const name = names[depth];
    if (name !== undefined) spellings.set(name, (spellings.get(name) ?? 0) + 1);
  }
}

function nodesOf(parent: Branch, collator: Intl.Collator): TagNode[] {
  return [...parent.children.values()]
    .map((one) => ({
      path: one.path,
      name: commonest(one.spellings),
      count: one.count,
      children: nodesOf(one, collator),
      hue: tagHue(one.path),
    }))
    .toSorted((a, b) => collator.compare(a.name, b.name) || (a.path < b.path ? -1 : 1));
}

/** The spelling used most; among equals the first in code order, so that all devices choose alike. */
function commonest(spellings: ReadonlyMap<string, number>): string {
  let best = "";
  let most = 0;
  for (const [name, count] of spellings) {
    if (count > most || (count === most && name < best)) [best, most] = [name, count];
  }
  return best;
}

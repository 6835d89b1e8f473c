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
  /** Which of the eight hues: the one chosen for it or for its nearest ancestor, else one from the top-level name. */
  readonly hue: number;
  /** Other names of it, as written. */
  readonly aliases: readonly string[];
}

/** The eight hues a tag can have. */
export const HUES: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7];

/** What a person said of tags, beyond giving them to links. All by tag key. */
export interface TagFacts {
  /** Hues that were chosen; children follow their parent. */
  readonly hues: ReadonlyMap<string, number>;
  /** Spellings of tags that are kept although no link may carry them. */
  readonly known: ReadonlyMap<string, string>;
  /** Other names and the tag each stands for, as written. */
  readonly aliases: ReadonlyMap<string, { readonly alias: string; readonly tag: string }>;
}
export const noTagFacts: TagFacts = { hues: new Map(), known: new Map(), aliases: new Map() };

/** The tag another name stands for; a name that is none stands for itself. Names of ancestors count: `a` for `b` turns `a/x` into `b/x`. */
export function aliasTarget(tag: string, { aliases }: TagFacts): string {
  const parts = tagParts(tag);
  for (let end = parts.length; end > 0; end--) {
    const found = aliases.get(tagKey(parts.slice(0, end).join("/")));
    if (found) return cleanTag([found.tag, ...parts.slice(end)].join("/"));
  }
  return tag;
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
  /** The one that follows from its top-level name. */
  readonly hue: number;
  count: number;
}
const branch = (path: string, hue: number): Branch => ({
  path,
  spellings: new Map(),
  children: new Map(),
  hue,
  count: 0,
});
const branchBelow = (parent: Branch, part: string): Branch =>
  parent.path === "" ? branch(part, tagHue(part)) : branch(`${parent.path}/${part}`, parent.hue);

/**
 * All tags with counts, link by link: each link counts once in every tag it has or has a child of. Telling it of one link
 * costs the same in a small library and in a large one.
 */
export class TagTree {
  readonly #root = branch("", 0);
  /** From the top-level name down to the tag, each with its spelling there, by the spelling of the tag. */
  readonly #lines = new Map<string, readonly Step[]>();

  /** `by` 1: a link with these tags is there; -1: one that was told of is not. */
  count(tags: readonly string[], by: 1 | -1 = 1): void {
    const touched = tags.length > 1 ? new Set<Branch>() : null;
    for (const tag of tags) {
      const line = this.#lines.get(tag) ?? stepsOf(this.#root, tag);
      this.#lines.set(tag, line);
      for (const { branch: one, name } of line) {
        one.spellings.set(name, (one.spellings.get(name) ?? 0) + by);
        if (touched?.has(one)) continue; // a link counts once
        touched?.add(one);
        one.count += by;
      }
    }
  }

  /** How many links have this tag (a key) or one below it. */
  countOf(key: string): number {
    let at: Branch | undefined = this.#root;
    for (const part of tagParts(key)) at = at?.children.get(part);
    return at?.count ?? 0;
  }

  /** Tags that links have. Siblings are sorted as the language (a well-formed tag of BCP 47) sorts names. */
  nodes(language = "en", facts: TagFacts = noTagFacts): TagNode[] {
    const names = new Map<string, string[]>();
    for (const { alias, tag } of facts.aliases.values())
      names.set(tagKey(tag), [...(names.get(tagKey(tag)) ?? []), alias]);
    const collator = new Intl.Collator(language, { numeric: true });
    return nodesOf(this.#root, { collator, facts, names }, null);
  }
}

interface Looks {
  readonly collator: Intl.Collator;
  readonly facts: TagFacts;
  readonly names: ReadonlyMap<string, readonly string[]>;
}

interface Step {
  readonly branch: Branch;
  readonly name: string;
}

/** The branches from the top-level name down to the tag, made where they are missing. */
function stepsOf(root: Branch, tag: string): Step[] {
  const names = tagParts(tag);
  const line: Step[] = [];
  let at = root;
  for (const [depth, part] of tagParts(tagKey(tag)).entries()) {
    const next = at.children.get(part) ?? branchBelow(at, part);
    at.children.set(part, next);
    line.push({ branch: next, name: names[depth] ?? part });
    at = next;
  }
  return line;
}

/** `above`: the hue chosen for an ancestor, if one was. */
function nodesOf(parent: Branch, looks: Looks, above: number | null): TagNode[] {
  const { collator, facts, names } = looks;
  return [...parent.children.values()]
    .filter(({ count }) => count > 0)
    .map((one) => {
      const chosen = facts.hues.get(one.path) ?? above;
      return {
        path: one.path,
        name: commonest(one.spellings),
        count: one.count,
        children: nodesOf(one, looks, chosen),
        hue: chosen ?? one.hue,
        aliases: (names.get(one.path) ?? []).toSorted(collator.compare),
      };
    })
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

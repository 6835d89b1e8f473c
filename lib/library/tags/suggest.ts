/**
 * Tags that would fit a link, from what the person did before: tags of the same site, of links whose titles share words,
 * tags whose names stand in title or text, and tags that go with those chosen. Worked out when it is asked for, over all
 * links at once: it knows every edit, keeps nothing in memory and asks no network.
 */
import { fold } from "../../domain/text/fold";
import { tokens } from "../../domain/text/tokenise";
import { isUnder, tagKey, tagParts } from "../../domain/tag";
import { isPresent } from "../projection/entry";
import type { Entry } from "../projection/entry";

export const MAX_SUGGESTIONS = 5;
/** What a tag must weigh to be worth a look. */
const ENOUGH = 0.5;
const WORDS = 12;
/** A word in more titles than this share of all, and than a few, says nothing. */
const COMMON = 0.3;
const FEW = 20;

interface Tally {
  all: number;
  readonly tags: Map<string, number>;
}
const tally = (): Tally => ({ all: 0, tags: new Map() });

function count(to: Tally, tagKeys: readonly string[]): void {
  to.all++;
  for (const key of tagKeys) to.tags.set(key, (to.tags.get(key) ?? 0) + 1);
}

export interface SuggestQuestion {
  readonly entry: Entry;
  /** Chosen beside the link's own. */
  readonly chosen: readonly string[];
  readonly entries: Iterable<Entry>;
  /** How the newest text of its page begins; "" where none is here. */
  readonly beginning: string;
}

/** Tag keys, best first, never one that is chosen or an ancestor of one. */
export function suggestTags({ entry, chosen, entries, beginning }: SuggestQuestion): string[] {
  const own = [...new Set([...entry.tagKeys, ...chosen.map(tagKey)])];
  const title = searchForm(entry.titleIsUrl ? "" : entry.title);
  const words = [...new Set(tokens(title))].filter(isSpeaking).slice(0, WORDS);
  const seen = survey({ entry, own, words }, entries);
  const scores = new Map<string, number>();
  const add = (key: string, score: number): void => void scores.set(key, (scores.get(key) ?? 0) + score);
  addShares(seen.site, 1.5, add);
  addShares(seen.beside, 1.2, add);
  for (const one of seen.words.values())
    if (one.all <= Math.max(FEW, seen.total * COMMON)) addShares(one, 1, add);
  const text = searchForm(`${entry.excerpt}\n${beginning}`);
  for (const key of seen.names) add(key, nameScore(key, title, text));
  return [...scores]
    .filter(([key, score]) => score >= ENOUGH && !own.some((tag) => isUnder(tag, key)))
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MAX_SUGGESTIONS)
    .map(([key]) => key);
}

const searchForm = (text: string): string => fold(text);
/** One Latin letter, or a number, tells nothing of what a page is about. */
const isSpeaking = (word: string): boolean => !/^(?:[\p{Script=Latin}]|\p{N}+)$/u.test(word);

/** One tag on one link is chance; the share counts the more, the more links say so. */
function addShares({ all, tags }: Tally, weight: number, add: (key: string, score: number) => void): void {
  for (const [key, n] of tags) add(key, (weight * n) / (all + 1));
}

interface Survey {
  readonly site: Tally;
  readonly beside: Tally;
  readonly words: Map<string, Tally>;
  readonly names: Set<string>;
  total: number;
}

interface Wanted {
  readonly entry: Entry;
  readonly own: readonly string[];
  readonly words: readonly string[];
}

function survey({ entry, own, words }: Wanted, entries: Iterable<Entry>): Survey {
  const seen: Survey = { site: tally(), beside: tally(), words: new Map(), names: new Set(), total: 0 };
  for (const word of words) seen.words.set(word, tally());
  // One look for all words is quick enough for a hundred thousand links; only titles with accents have to be folded.
  const anyWord = words.length > 0 ? new RegExp(words.map(escape).join("|"), "giu") : null;
  for (const other of entries) {
    if (other.id === entry.id || other.tagKeys.length === 0 || !isPresent(other)) continue;
    seen.total++;
    countEntry(seen, other, { entry, own });
    if (anyWord && !other.titleIsUrl) countWords(seen, other, anyWord);
  }
  return seen;
}

function countEntry(seen: Survey, { host, tagKeys }: Entry, { entry, own }: Omit<Wanted, "words">): void {
  for (const key of tagKeys) seen.names.add(key);
  if (host === entry.host) count(seen.site, tagKeys);
  if (own.some((tag) => tagKeys.includes(tag))) count(seen.beside, tagKeys);
}

function countWords({ words }: Survey, { title, tagKeys }: Entry, anyWord: RegExp): void {
  const form = ACCENTED.test(title) ? searchForm(title) : title;
  for (const word of new Set(Array.from(form.matchAll(anyWord), ([found]) => found.toLowerCase()))) {
    const known = words.get(word);
    if (known) count(known, tagKeys);
  }
}

/** Letters of Latin script that folding changes: with accents, or of full width. */
const ACCENTED = /[\u00c0-\u024f\u1e00-\u1eff\uff10-\uff5a]|\p{Mn}/u;

const escape = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** A tag whose own name is in the title fits, in the text it may. */
function nameScore(key: string, title: string, text: string): number {
  const name = tagParts(key).at(-1) ?? "";
  if (name.length < 2) return 0;
  if (holdsName(title, name)) return 1.2;
  return holdsName(text, name) ? 0.6 : 0;
}

const LETTER = /[\p{L}\p{N}]/u;

/** Latin names as whole words; names in Han anywhere. */
function holdsName(text: string, name: string): boolean {
  const isHan = /\p{Script=Han}/u.test(name);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (isHan) return true;
    const [before = "", after = ""] = [text[at - 1], text[at + name.length]];
    if (!LETTER.test(before) && !LETTER.test(after)) return true;
  }
  return false;
}

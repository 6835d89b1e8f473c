/**
 * How well a name fits what was typed: its start before the start of a word, before anything inside; then all words in any
 * order, a name in the other language, and the first letters of its pinyin.
 */
import { fold } from "../../domain/text/fold";
import { initialsOf } from "./pinyin";

const NO_FIT = -1;

function fitOf(name: string, typed: string): number {
  const at = name.indexOf(typed);
  if (at === 0) return 0;
  if (at > 0) return /[\s/:：]/.test(name[at - 1] ?? "") ? 1 : 2;
  return typed.split(/\s+/).every((word) => name.includes(word)) ? 3 : NO_FIT;
}

/** Rank of a name for a text, 0 best; -1 when it does not fit. `others`: further names of the same thing. */
export function rank(text: string, name: string, others: readonly string[] = []): number {
  const typed = fold(text.trim());
  if (typed === "") return 0;
  const own = fitOf(fold(name), typed);
  if (own !== NO_FIT) return own;
  if (others.some((other) => fitOf(fold(other), typed) !== NO_FIT)) return 4;
  const letters = typed.replaceAll(/\s/g, "");
  if (!/^[a-z0-9]{2,}$/.test(letters)) return NO_FIT;
  return [name, ...others].some((one) => initialsOf(one).includes(letters)) ? 5 : NO_FIT;
}

/** Those that fit, best first; equals keep their order. */
export function ranked<T>(items: readonly T[], rankOf: (item: T) => number): readonly T[] {
  return items
    .map((item) => ({ item, at: rankOf(item) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Page facts as they may be kept: one line each, dates and languages in their standard forms or empty. Pure. */
import type { PageFacts } from "../../domain/snapshot";
import { excerptAround } from "../../domain/text/excerpt";
import type { FoundArticle, FoundFacts } from "../frozen";

const oneLine = (text: string, max: number): string => text.replaceAll(/\s+/g, " ").trim().slice(0, max);

/** ISO 8601, or "". A day without a time stays a day. */
export function isoDate(text: string): string {
  const trimmed = text.trim();
  const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(trimmed);
  const readable = day
    ? `${day[1]}-${(day[2] ?? "").padStart(2, "0")}-${(day[3] ?? "").padStart(2, "0")}`
    : trimmed;
  const time = Date.parse(readable);
  if (Number.isNaN(time)) return "";
  const date = new Date(time);
  const year = date.getUTCFullYear();
  if (year < 1000 || year > 9999) return "";
  return /^\d{4}-\d{2}-\d{2}$/.test(readable) ? readable : date.toISOString();
}

/** A canonical BCP 47 tag, or "". */
export function languageTag(text: string): string {
  try {
    return Intl.getCanonicalLocales(text.trim().replaceAll("_", "-"))[0] ?? "";
  } catch {
    // Not a language tag.
    return "";
  }
}

const OPENING = 200;
const SENTENCE = /[.!?…]["'”’»)]?(?=\s)|[。！？…][」』”）]?/g;

/** The first sentences of a text, about 200 characters on one line; a first sentence longer than that is cut at a word. */
export function firstSentences(text: string): string {
  const line = oneLine(text, 10 * OPENING);
  if (line.length <= OPENING) return line;
  const ends = [...line.matchAll(SENTENCE)].map((end) => end.index + end[0].length);
  const last = ends.findLast((end) => end <= OPENING) ?? 0;
  return last >= OPENING / 2 ? line.slice(0, last) : excerptAround(line, [], OPENING);
}

/**
 * What the site's own marks say (`article.facts`) goes before what the page's head says. The article's first running text
 * stands in where the page does not describe itself.
 */
export function pageFacts(
  found: FoundFacts,
  { opening, facts }: Pick<FoundArticle, "opening" | "facts"> = { opening: "", facts: noFacts },
): PageFacts {
  return {
    title: oneLine(facts.title || found.title, 1000),
    site: oneLine(facts.site || found.site, 300),
    author: oneLine((facts.author || found.author).replace(/^by\s+/i, ""), 300),
    published: isoDate(facts.published) || isoDate(found.published),
    language: languageTag(facts.language) || languageTag(found.language),
    description: oneLine(found.description, 5000) || firstSentences(opening),
  };
}

export const noFacts: PageFacts = {
  title: "",
  site: "",
  author: "",
  published: "",
  language: "",
  description: "",
};

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** Words of scripts that divide them, plus characters of Han and kana. */
export function countWords(text: string): number {
  const characters = text.match(CJK)?.length ?? 0;
  return characters + (text.replaceAll(CJK, " ").match(/[\p{L}\p{N}][\p{L}\p{N}'’_-]*/gu)?.length ?? 0);
}

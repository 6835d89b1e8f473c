/**
 * How well a link that satisfies a query fits it: title before tags, tags before notes, notes before text; a whole word
 * before the beginning of one. Points are whole numbers; links with equal points are told apart by their date.
 */
import { wantedNeedles } from "../domain/query/match";
import type { Query } from "../domain/query/query";
import { fieldIn, type QuerySubject } from "../domain/query/subject";
import { breaksAt, findNeedle, type Needle } from "../domain/text/find";

/** How often a needle stands in the snapshots of a link. */
export type TimesElsewhere = (needle: Needle) => (id: string) => number;

export const POINTS = {
  title: 64,
  tag: 44,
  host: 36,
  highlight: 28,
  note: 26,
  excerpt: 16,
  address: 12,
  snapshot: 4,
  /** More for a whole word than for the beginning of one. */
  whole: 6,
  /** More for a title that begins with the word. */
  first: 2,
  /** More for a title that has all the words as they were typed. */
  asTyped: 24,
} as const;

/** Most needles that count, so that points stay small. */
const MOST = 8;

export type Rank = (subject: QuerySubject) => number;

/** Points of links that satisfy the query. */
export function compileRank(query: Query, elsewhere: TimesElsewhere): Rank {
  const needles = wantedNeedles(query).slice(0, MOST);
  const parts = needles.map((needle) => rankNeedle(needle, elsewhere(needle)));
  const phrase: Needle = { text: needles.map(({ text }) => text).join(" "), open: true };
  return (subject) => {
    let points = 0;
    for (const part of parts) points += part(subject);
    if (needles.length > 1 && findNeedle(fieldIn(subject.haystack, "title"), phrase) >= 0)
      points += POINTS.asTyped;
    return points;
  };
}

function rankNeedle(needle: Needle, times: (id: string) => number): Rank {
  const { text } = needle;
  const whole = (found: string, at: number): number => (breaksAt(found, at + text.length) ? POINTS.whole : 0);
  return (subject) => {
    const { haystack, id = "" } = subject;
    const at = findNeedle(haystack, needle);
    if (at < 0) return fromSnapshots(times(id));
    // The title comes first: a search that half of the library satisfies is ranked by this line alone.
    if (haystack.lastIndexOf("\n", at) < 0)
      return POINTS.title + whole(haystack, at) + (at === 0 ? POINTS.first : 0);
    return besides(subject, needle, whole) || Math.max(POINTS.address, fromSnapshots(times(id)));
  };
}

function besides(
  { haystack, tags, host }: QuerySubject,
  needle: Needle,
  whole: (found: string, at: number) => number,
): number {
  for (const tag of tags) {
    const at = findNeedle(tag, needle);
    if (at >= 0) return POINTS.tag + whole(tag, at);
  }
  const at = findNeedle(host, needle);
  if (at >= 0) return POINTS.host + whole(host, at);
  for (const field of ["highlight", "note"] as const)
    if (findNeedle(fieldIn(haystack, field), needle) >= 0) return POINTS[field];
  return findNeedle(fieldIn(haystack, "text"), needle) >= 0 ? POINTS.excerpt : 0;
}

/** Often says more than once, but ten times hardly more than eight. */
const fromSnapshots = (times: number): number =>
  times === 0 ? 0 : POINTS.snapshot + Math.min(6, Math.floor(Math.log2(times)) * 2);

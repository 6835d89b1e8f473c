/**
 * How well a link that satisfies a query fits it: title before tags, tags before notes, notes before text; a whole word
 * before the beginning of one, wherever in title, tags or host it stands. Points are whole numbers; links with equal points
 * are told apart by their date.
 */
import { wantedNeedles } from "../domain/query/match";
import type { Query } from "../domain/query/query";
import { fieldIn, type QuerySubject } from "../domain/query/subject";
import { findNeedle, type Needle } from "../domain/text/find";

/** How often a needle stands in the snapshots of each link that has it there, by id. */
export type TimesElsewhere = (needle: Needle) => ReadonlyMap<string, number>;

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

/** How a query ranks the links that satisfy it. */
export interface Ranking {
  /** What counts, in order. */
  readonly needles: readonly Needle[];
  /** All of them as they were typed, where there are several. */
  readonly phrase: Needle | null;
  readonly timesOf: TimesElsewhere;
  /** Points of one link. */
  readonly rank: Rank;
}

export function compileRank(query: Query, timesOf: TimesElsewhere): Ranking {
  const needles = wantedNeedles(query).slice(0, MOST);
  const parts = needles.map((needle) => rankNeedle(needle, timesOf(needle)));
  const whole: Needle = { text: needles.map(({ text }) => text).join(" "), open: true };
  const phrase = needles.length > 1 ? whole : null;
  const rank: Rank = (subject) => {
    let points = 0;
    for (const part of parts) points += part(subject);
    if (phrase && findNeedle(fieldIn(subject.haystack, "title"), phrase) >= 0) points += POINTS.asTyped;
    return points;
  };
  return { needles, phrase, timesOf, rank };
}

function rankNeedle(needle: Needle, times: ReadonlyMap<string, number>): Rank {
  const closed: Needle = { ...needle, open: false };
  const whole = (isWhole: boolean): number => (isWhole ? POINTS.whole : 0);
  return (subject) => {
    const { haystack, id = "" } = subject;
    const at = findNeedle(haystack, needle);
    if (at < 0) return pointsOfTimes(times.get(id) ?? 0);
    // The title comes first: a search that half of the library satisfies is ranked by this line alone.
    if (isInTitle(haystack, at)) {
      const end = findNeedle(haystack, closed, at);
      return POINTS.title + whole(end >= 0 && isInTitle(haystack, end)) + (at === 0 ? POINTS.first : 0);
    }
    const tag = subject.tags.filter((one) => findNeedle(one, needle) >= 0);
    if (tag.length > 0) return POINTS.tag + whole(tag.some((one) => findNeedle(one, closed) >= 0));
    return besides(subject, needle) || POINTS.address;
  };
}

const isInTitle = (haystack: string, at: number): boolean => haystack.lastIndexOf("\n", at) < 0;

function besides({ haystack, host }: QuerySubject, needle: Needle): number {
  if (findNeedle(host, needle) >= 0)
    return POINTS.host + (findNeedle(host, { ...needle, open: false }) >= 0 ? POINTS.whole : 0);
  for (const field of ["highlight", "note"] as const)
    if (findNeedle(fieldIn(haystack, field), needle) >= 0) return POINTS[field];
  return findNeedle(fieldIn(haystack, "text"), needle) >= 0 ? POINTS.excerpt : 0;
}

/** Often says more than once, but ten times hardly more than eight. */
export const pointsOfTimes = (times: number): number =>
  times === 0 ? 0 : POINTS.snapshot + Math.min(6, Math.floor(Math.log2(times)) * 2);

/**
 * How well links fit a search, from the fields that the index keeps beside each word: the same points that reading every
 * link would give (`compileRank`), for half a library in a few ms. What the index cannot tell is read after all.
 */
import { fieldIn } from "../../../domain/query/subject";
import { findNeedle, type Needle } from "../../../domain/text/find";
import { POINTS, pointsOfTimes } from "../../../search/rank";
import type { Ranking } from "../../../search/rank";
import type { Entry } from "../../projection/entry";
import { subjectOf } from "../../projection/entry";
import type { CaptureState } from "../../library";
import { EXCERPT, FIRST, HIGHLIGHT, HOST, NOTE, TAG, TITLE } from "./fields";
import type { Places } from "./places";
import type { WordFields, WordStarts } from "./word-starts";

export interface PointsParts {
  readonly starts: WordStarts;
  readonly at: readonly Entry[];
  readonly stateOf: (entry: Entry) => CaptureState;
  /** Places whose fields are not known. */
  readonly odd: ReadonlySet<number>;
  readonly placeOf: (id: string) => number | undefined;
}

/** Points by the fields a word stands in, where it is the beginning of one; a whole word has more. */
const begun = Uint8Array.from({ length: 256 }, (_, any) => pointsIn(any));

function pointsIn(any: number): number {
  if (any & TITLE) return POINTS.title + (any & FIRST ? POINTS.first : 0);
  if (any & TAG) return POINTS.tag;
  if (any & HOST) return POINTS.host;
  if (any & HIGHLIGHT) return POINTS.highlight;
  if (any & NOTE) return POINTS.note;
  if (any & EXCERPT) return POINTS.excerpt;
  return any === 0 ? 0 : POINTS.address;
}

/** Of the fields a word stands in, the one that counts, where whole words count more there. */
const counted = Uint8Array.from(
  { length: 256 },
  (_, any) => [TITLE, TAG, HOST].find((bit) => any & bit) ?? 0,
);

type PointsAt = (place: number) => number;

/** Points of the links at these places, in their order. */
export function pointsOf(places: Places, ranking: Ranking, parts: PointsParts): Uint16Array {
  const read: PointsAt = (place) => {
    const entry = parts.at[place];
    return entry ? ranking.rank(subjectOf(entry, parts.stateOf)) : 0;
  };
  const { needles, phrase } = ranking;
  const fields = needles.flatMap((needle) => parts.starts.fieldsOf(needle) ?? []);
  if (fields.length < needles.length) return Uint16Array.from(places, read);
  const words = needles.flatMap((needle, n) => {
    const its = fields[n];
    return its ? [pointsOfWord(its, timesAt(needle, ranking, parts))] : [];
  });
  if (phrase) words.push(asTyped({ fields, phrase, parts }));
  const { odd } = parts;
  return Uint16Array.from(places, (place) => {
    if (odd.size > 0 && odd.has(place)) return read(place);
    let points = 0;
    for (const word of words) points += word(place);
    return points;
  });
}

function pointsOfWord({ any, whole }: WordFields, elsewhere: ReadonlyMap<number, number>): PointsAt {
  return (place) => {
    const here = any[place] ?? 0;
    if (here === 0) return elsewhere.size > 0 ? pointsOfTimes(elsewhere.get(place) ?? 0) : 0;
    const isWhole = ((whole[place] ?? 0) & (counted[here] ?? 0)) !== 0;
    return (begun[here] ?? 0) + (isWhole ? POINTS.whole : 0);
  };
}

/** By place, how often a needle stands in the snapshots of its link. */
function timesAt(
  needle: Needle,
  { timesOf }: Ranking,
  { placeOf }: PointsParts,
): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  for (const [id, count] of timesOf(needle)) {
    const place = placeOf(id);
    if (place !== undefined) times.set(place, count);
  }
  return times;
}

interface AsTyped {
  readonly fields: readonly WordFields[];
  readonly phrase: Needle;
  readonly parts: PointsParts;
}

/** A title that has all the words as they were typed: only those that have them all are read. */
function asTyped({ fields, phrase, parts }: AsTyped): PointsAt {
  return (place) => {
    for (const { any } of fields) if (((any[place] ?? 0) & TITLE) === 0) return 0;
    const entry = parts.at[place];
    const title = entry ? fieldIn(subjectOf(entry, parts.stateOf).haystack, "title") : "";
    return findNeedle(title, phrase) >= 0 ? POINTS.asTyped : 0;
  };
}

/** Places with the points of each. */
interface Ranked {
  readonly places: Places;
  readonly points: Uint16Array;
}

/** The places by their points, the highest first; among equals as they were. */
export function byPoints({ places, points }: Ranked): Ranked {
  const most = points.reduce((highest, one) => Math.max(highest, one), 0);
  const counts = new Uint32Array(most + 1);
  for (const one of points) counts[most - one] = (counts[most - one] ?? 0) + 1;
  let behind = 0;
  const next = counts.map((count) => (behind += count) - count);
  const sorted = { places: new Uint32Array(places.length), points: new Uint16Array(places.length) };
  points.forEach((own, i) => {
    const to = next[most - own] ?? 0;
    next[most - own] = to + 1;
    sorted.places[to] = places[i] ?? 0;
    sorted.points[to] = own;
  });
  return sorted;
}

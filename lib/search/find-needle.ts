/**
 * The texts of a segment in which a planned needle stands. Tokens are looked up, the texts that have all of them are
 * kept, and for needles of several tokens their places are compared.
 */
import type { NeedlePlan, PlannedToken } from "./needle-plan";
import { decodePlaces, eachCoded, eachText } from "./segments/postings";
import type { FoundWord, SegmentReader } from "./segments/segment-reader";

export interface TextHit {
  readonly text: number;
  /** How often the needle stands in it. */
  readonly times: number;
}

/** `null` when the segment is no longer there. */
export async function findNeedleIn(segment: SegmentReader, plan: NeedlePlan): Promise<TextHit[] | null> {
  const found = await Promise.all(plan.tokens.map((token) => segment.lookup(token.text, token.isPrefix)));
  const lookups: (readonly FoundWord[])[] = [];
  for (const words of found) {
    if (!words) return null;
    if (words.length === 0) return [];
    lookups.push(words);
  }
  const [only] = lookups;
  if (lookups.length === 1 && only) return countTimes(segment, only);
  const texts = textsWithAll(segment, lookups);
  return texts.some((has) => has === 1) ? besideEachOther({ segment, plan, lookups, texts }) : [];
}

function countTimes(segment: SegmentReader, words: readonly FoundWord[]): TextHit[] {
  const times = new Uint32Array(segment.size);
  for (const word of words) eachText(word, (text, n) => (times[text] = (times[text] ?? 0) + n));
  const hits: TextHit[] = [];
  times.forEach((n, text) => {
    if (n > 0 && !segment.isRemoved(text)) hits.push({ text, times: n });
  });
  return hits;
}

/** For each text, 1 when it has all tokens. */
function textsWithAll(segment: SegmentReader, lookups: readonly (readonly FoundWord[])[]): Uint8Array {
  const reached = new Uint16Array(segment.size);
  lookups.forEach((words, i) => {
    for (const word of words)
      eachText(word, (text) => {
        if (reached[text] === i) reached[text] = i + 1;
      });
  });
  return Uint8Array.from(reached, (n, text) => (n === lookups.length && !segment.isRemoved(text) ? 1 : 0));
}

interface Candidates {
  readonly segment: SegmentReader;
  readonly plan: NeedlePlan;
  readonly lookups: readonly (readonly FoundWord[])[];
  /** 1 for each text to look at. */
  readonly texts: Uint8Array;
}

async function besideEachOther(candidates: Candidates): Promise<TextHit[] | null> {
  /** By text: where the needle may still begin. */
  let starts: Map<number, number[]> | null = null;
  for (const [i, token] of candidates.plan.tokens.entries()) {
    const places: Map<number, number[]> | null = await placesOf(candidates, i);
    if (!places) return null;
    starts = starts ? keepBeside(starts, places, token) : places;
  }
  return [...(starts ?? [])]
    .filter(([, at]) => at.length > 0)
    .map(([text, at]) => ({ text, times: at.length }));
}

/** By text: where one token stands, rising. */
async function placesOf(
  { segment, lookups, texts }: Candidates,
  token: number,
): Promise<Map<number, number[]> | null> {
  const places = new Map<number, number[]>();
  for (const word of lookups[token] ?? []) {
    const entry = await segment.withPlaces(word);
    if (!entry) return null;
    eachCoded(entry, (text, _times, coded) => {
      if (texts[text] !== 1) return;
      const known = places.get(text);
      if (known) known.push(...decodePlaces(coded));
      else places.set(text, decodePlaces(coded));
    });
  }
  return places;
}

function keepBeside(
  starts: ReadonlyMap<number, number[]>,
  places: ReadonlyMap<number, number[]>,
  { offset }: PlannedToken,
): Map<number, number[]> {
  const kept = new Map<number, number[]>();
  for (const [text, at] of starts) {
    const next = new Set(places.get(text));
    const fitting = at.filter((place) => next.has(place + offset));
    if (fitting.length > 0) kept.set(text, fitting);
  }
  return kept;
}

/**
 * How good a candidate for the article is, and which one is taken. Pure. Readability stands unless it found little and
 * another found three times as much: measured on the shared corpora, more text alone says nothing (docs/decisions/120).
 */
import type { CandidateName } from "./candidates";

export interface Features {
  /** Characters of text, white space folded. */
  readonly text: number;
  /** Of these, inside of links. */
  readonly linked: number;
  /** Blocks of code, tables and figures. */
  readonly kept: number;
  /** Fields and buttons: what articles have none of. */
  readonly controls: number;
  /** Headings and labels that only lists of other pages have. */
  readonly boilerplate: number;
}

/** Beyond this many characters more text is not better text. */
const ENOUGH = 1_000;
/** How many times better another candidate must be than Readability's. */
const MARGIN = 3;
const WORTH_OF_KEPT = 40;
const COST_OF_CONTROL = 20;
const COST_OF_BOILERPLATE = 80;

/** From 0 up; text that is not linked counts, up to a bound. */
export function scoreOf({ text, linked, kept, controls, boilerplate }: Features): number {
  // A link costs its own words and once more as many: lists of links are no text.
  const plain = Math.max(0, Math.min(ENOUGH, text - 2 * linked));
  if (plain === 0) return 0;
  const cost = COST_OF_CONTROL * controls + COST_OF_BOILERPLATE * boilerplate;
  return Math.max(0, plain + WORTH_OF_KEPT * Math.min(kept, 10) - cost);
}

/** The candidate to take; `null` when none has any text of its own. */
export function chooseCandidate(found: Readonly<Record<CandidateName, Features>>): CandidateName | null {
  const first = scoreOf(found.readability);
  const others = (["defuddle", "marked"] as const).map((name) => ({ name, score: scoreOf(found[name]) }));
  const best = others.toSorted((a, b) => b.score - a.score)[0];
  if (best && best.score > MARGIN * first) return best.name;
  return found.readability.text > 0 ? "readability" : null;
}

/** Whether two takes on the article speak of the same: the share of the first one's long lines the second has too. */
export function agreement(first: readonly string[], second: string): number {
  const long = first.filter((line) => line.length > LONG_LINE);
  const all = long.reduce((sum, line) => sum + line.length, 0);
  const shared = long.reduce((sum, line) => sum + (second.includes(line) ? line.length : 0), 0);
  return all === 0 ? 0 : shared / all;
}

const LONG_LINE = 80;
/** From here on the second witness is believed about what is not part of the text. */
export const WITNESS = 0.8;
const SHORT_LINE = 80;
const SENTENCE = /[.!?。！？…:：]["'”’»」』)）]?$/;

/** A label, a crumb, a teaser: short, and no sentence. */
export const isLabel = (line: string): boolean => line.length < SHORT_LINE && !SENTENCE.test(line.trim());

/** Words alone, for comparing lines that two extractors wrote differently. */
export const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/**
 * Where a link was found and what stands there: the piece of a note, a highlight, the description or a snapshot's text
 * that has the most of what was looked for. Worked out for the rows on screen only.
 */
import { wantedNeedles } from "../../domain/query/match";
import type { Query } from "../../domain/query/query";
import { searchable } from "../../domain/query/subject";
import { excerptAround } from "../../domain/text/excerpt";
import { findNeedle, type Needle } from "../../domain/text/find";
import type { TextSource } from "../../search/segments/segment-builder";
import type { SearchHit } from "../library";

/** Characters of a piece that is shown. */
const LENGTH = 170;
/** A long text is looked through in windows that overlap, so that only the one shown is cut with care. */
const WINDOW = 3000;
const OVERLAP = 200;
/** Texts of one link that are looked into. */
const MOST_TEXTS = 8;

export interface HitSource {
  readonly note: string;
  readonly highlights: readonly string[];
  readonly excerpt: string;
  /** Snapshot texts, newest first. */
  readonly texts: readonly TextSource[];
  /** When the newest snapshot was taken, ms since 1970; 0 = never. */
  readonly newestAt: number;
  readonly read: (hash: string) => Promise<string | null>;
}

interface Piece {
  readonly text: string;
  /** How many of the needles stand in it. */
  readonly found: number;
}

/** `null` when only title, tags or address have what was looked for. */
export async function hitOf(query: Query, source: HitSource): Promise<SearchHit | null> {
  const needles = wantedNeedles(query);
  if (needles.length === 0) return null;
  const marks = needles.map(({ text }) => text);
  const shown = ({ text }: Piece): string => excerptAround(text, marks, LENGTH);
  const own = ownTexts(source)
    .map(({ where, text }) => ({ where, piece: bestPiece(text, needles) }))
    .reduce((best, one) => (one.piece.found > best.piece.found ? one : best));
  if (own.piece.found === needles.length) return { where: own.where, text: shown(own.piece), olderAt: 0 };
  const kept = await bestText(needles, source);
  if (kept && kept.piece.found > own.piece.found)
    return { where: "text", text: shown(kept.piece), olderAt: kept.time < source.newestAt ? kept.time : 0 };
  return own.piece.found > 0 ? { where: own.where, text: shown(own.piece), olderAt: 0 } : null;
}

const ownTexts = ({ note, highlights, excerpt }: HitSource) => [
  { where: "note" as const, text: note },
  ...highlights.map((text) => ({ where: "highlight" as const, text })),
  { where: "excerpt" as const, text: excerpt },
];

async function bestText(
  needles: readonly Needle[],
  { texts, read }: HitSource,
): Promise<{ readonly piece: Piece; readonly time: number } | null> {
  let best: { piece: Piece; time: number } | null = null;
  for (const { hash, time } of texts.slice(0, MOST_TEXTS)) {
    const piece = bestPiece((await read(hash)) ?? "", needles);
    if (piece.found > (best?.piece.found ?? 0)) best = { piece, time };
    if (piece.found === needles.length) break;
  }
  return best;
}

function bestPiece(text: string, needles: readonly Needle[]): Piece {
  let best: Piece = { text: "", found: 0 };
  for (let at = 0; at < text.length; at += WINDOW - OVERLAP) {
    const window = text.slice(at, at + WINDOW);
    const line = searchable(window);
    const found = needles.filter((needle) => findNeedle(line, needle) >= 0).length;
    if (found > best.found) best = { text: window, found };
    if (found === needles.length) break;
  }
  return best;
}

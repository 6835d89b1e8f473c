/**
 * What keeps a capture from being whole, in figures: a document that broke off, files that could not be made, pictures
 * that did not come, a page that shows much less than its own document holds, and one that asks for more than it may.
 * Pure.
 */
import { shortfallCodes, type Shortfall } from "../../domain/snapshot";

export interface PageQuality {
  readonly isCut: boolean;
  /** The page asked for more than it may, and did not get all of it. */
  readonly isBounded: boolean;
  /** Artifacts that were asked for and could not be made. */
  readonly missing: number;
  /** Pictures that the page shows, or tries to, and those of them that did not come. Specks and pixels do not count. */
  readonly pictures: { readonly failed: number; readonly all: number };
  /** Words the page shows, and words of the document as the site sent it, without scripts; 0 where it is unknown. */
  readonly shownWords: number;
  readonly sentWords: number;
}

/** Pages of fewer words say nothing. */
const TELLING_WORDS = 150;
/** Below this share of what was sent, most of it was taken away again or never shown. */
const THIN = 0.3;
/** One icon that is missing spoils no page; from this share on, or this many, the page looks broken. */
const PICTURE_SHARE = 0.2;
const MANY_PICTURES = 5;

/** Nobody knows how much it would have been. */
export const bounded: Shortfall = { code: "bounded", count: 0, of: 0 };

export function shortfallsOf(quality: PageQuality): Shortfall[] {
  const { isCut, isBounded, missing, pictures, shownWords, sentWords } = quality;
  const isThin = sentWords >= TELLING_WORDS && shownWords < sentWords * THIN;
  const { failed, all } = pictures;
  const isBroken = failed > 0 && (failed >= MANY_PICTURES || failed >= all * PICTURE_SHARE);
  return [
    ...(isCut ? [{ code: "cut", count: 0, of: 0 } as const] : []),
    ...(missing > 0 ? [{ code: "missing", count: missing, of: 0 } as const] : []),
    ...(isBroken ? [{ code: "pictures", count: failed, of: all } as const] : []),
    ...(isThin ? [{ code: "thin", count: shownWords, of: sentWords } as const] : []),
    ...(isBounded ? [bounded] : []),
  ];
}

const figure = (value: unknown): number =>
  typeof value === "number" && Number.isFinite(value) ? Math.min(1e6, Math.max(0, Math.round(value))) : 0;

/** Shortfalls as a capture process says them: what is none is left out. */
export function readShortfalls(value: unknown): Shortfall[] {
  const listed: readonly unknown[] = Array.isArray(value) ? value.slice(0, shortfallCodes.length) : [];
  return listed.flatMap((one): Shortfall[] => {
    if (typeof one !== "object" || one === null) return [];
    const code = shortfallCodes.find((known) => known === Reflect.get(one, "code"));
    return code
      ? [{ code, count: figure(Reflect.get(one, "count")), of: figure(Reflect.get(one, "of")) }]
      : [];
  });
}

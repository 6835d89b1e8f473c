/**
 * A snapshot is the manifest of what one capture kept of a page at one time. It is written once and never changed.
 */
import type { Artifact, ArtifactKind } from "./artifact";
import type { LinkId, SnapshotId } from "./ids";

/** How good a capture is. `good` and `partial` are kept; the others are told to the person with a reason. */
export type Verdict = "good" | "partial" | "wall" | "gone" | "error";

/** What the page says of itself. Empty string where it says nothing. */
export interface PageFacts {
  readonly title: string;
  readonly site: string;
  readonly author: string;
  /** ISO 8601 date as found and parsed, or "". */
  readonly published: string;
  /** BCP 47 tag, or "". */
  readonly language: string;
  readonly description: string;
}

/** What the address answered with, before anything was made of it. */
export interface Answer {
  /** Media type of the document; of a file it is judged by the bytes. */
  readonly mediaType: string;
  /** Name of the encoding its text was read in, e.g. "gb18030"; "" where there is none. */
  readonly charset: string;
  /** Size of the document, unpacked; 0 where it is not known. */
  readonly bytes: number;
  /** Addresses it led over, in order, without the one asked for and the final one. */
  readonly redirects: readonly string[];
}

/** What keeps a capture from being whole, with what it was counted by. */
export const shortfallCodes = [
  "cut", // the document broke off before its end
  "missing", // files that were asked for could not be made: `count`
  "pictures", // `count` of `of` pictures did not come
  "thin", // much less text shows than the page's own document holds
  "bounded", // the page asks for more than a capture may load: some of it was not
] as const;
export type ShortfallCode = (typeof shortfallCodes)[number];
export interface Shortfall {
  readonly code: ShortfallCode;
  readonly count: number;
  readonly of: number;
}

/** By which two captures of a page are told apart without their bytes; "" where it could not be taken. */
export interface Prints {
  /** SHA-256 of the article's text without what moves by itself: counters, clocks, "3 minutes ago". */
  readonly text: string;
  /** SHA-256 of everything the page says and the names of its pictures, without what moves by itself and without ads. */
  readonly page: string;
  /** A very small picture of the page: see lib/domain/prints.ts. */
  readonly look: string;
  /** SHA-256 of the rest that a page shows: bytes of its resources, text of its frames. Absent in earlier versions. */
  readonly rest?: string;
}

/** A snapshot's page was looked at again later and had not changed. */
export interface Check {
  /** Newest look, ms since 1970 by the capturing machine's clock. */
  readonly at: number;
  readonly times: number;
}

export interface Snapshot {
  readonly id: SnapshotId;
  readonly linkId: LinkId | "";
  /** The address asked for. */
  readonly url: string;
  /** The address after redirects. */
  readonly finalUrl: string;
  /** Milliseconds since 1970 by the capturing machine's clock; for display only. */
  readonly capturedAt: number;
  readonly capturedBy: string;
  readonly httpStatus: number;
  readonly verdict: "good" | "partial";
  readonly page: PageFacts;
  readonly artifacts: readonly Artifact[];
  /** Kinds that were asked for and could not be made, with the reason in plain English words. */
  readonly missing: readonly { readonly kind: ArtifactKind; readonly reason: string }[];
  /** SHA-256 of the plain text artifact, or "" where there is none. */
  readonly textHash: string;
  /** Words (Latin) plus characters (Han, kana) of the article. */
  readonly words: number;
  /** False for pages that are no article: they open in Page view. */
  readonly isArticle: boolean;
  /** Absent in snapshots of earlier versions. */
  readonly answer?: Answer;
  /** Why it is only partial. Absent in a whole one, and in those of earlier versions. */
  readonly shortfalls?: readonly Shortfall[];
  /** Absent in snapshots of earlier versions. */
  readonly prints?: Prints;
  /** The person gave the page: no visit to the site. */
  readonly brought?: boolean;
  /** Later looks that found the page unchanged. Kept beside the manifest, which never changes. */
  readonly checked?: Check;
}

/** The artifact of a kind, if this snapshot has it. */
export const artifactOf = (snapshot: Snapshot, kind: ArtifactKind): Artifact | undefined =>
  snapshot.artifacts.find((a) => a.kind === kind);

/** All artifacts of a kind in order: the pictures of a long page continue each other downwards. */
export const artifactsOf = (snapshot: Snapshot, kind: ArtifactKind): readonly Artifact[] =>
  snapshot.artifacts.filter((a) => a.kind === kind);

/** Fewer words than this say nothing about how rich a page is. */
const TELLING_WORDS = 60;

/** The newest first. How a snapshot stands to the older ones. */
export const isMuchPoorer = (newer: Snapshot, older: Snapshot): boolean => {
  if (older.words >= TELLING_WORDS && newer.words * 2 < older.words) return true;
  const lacks = (kind: ArtifactKind): boolean =>
    artifactOf(older, kind) !== undefined && artifactOf(newer, kind) === undefined;
  return newer.verdict === "partial" && (lacks("page") || lacks("screenshot"));
};

/** Whether two captures one after the other found about the same: then the page has become so. */
const agrees = (one: Snapshot, other: Snapshot): boolean =>
  Math.abs(one.words - other.words) * 5 <= Math.max(one.words, other.words);

/**
 * The snapshot that stands for its link, of those given newest first: the one the person chose (`chosen`, an id), else
 * the newest that is not much poorer than what was there. A poorer one takes the place when the person brought it, or
 * when the next capture finds the same.
 */
export function standingSnapshot(snapshots: readonly Snapshot[], chosen: string): Snapshot | undefined {
  const picked = snapshots.find(({ id }) => id === chosen);
  if (picked) return picked;
  let best: Snapshot | undefined;
  let passedOver: Snapshot | undefined;
  for (const one of snapshots.toReversed()) {
    const isConfirmed = passedOver !== undefined && one.verdict === "good" && agrees(one, passedOver);
    if (!best || one.brought || isConfirmed || !isMuchPoorer(one, best)) {
      best = one;
      passedOver = undefined;
    } else passedOver = one;
  }
  return best;
}

/** How a capture stands to an earlier one of the same page. */
export type Change = "none" | "looks" | "content" | "unknown";

/** The two signs by which the content of a pair is compared: of articles their text, else all the page says. */
function contentSigns(older: Snapshot, newer: Snapshot): readonly [string, string] {
  const name = older.isArticle && newer.isArticle ? "text" : "page";
  const [a, b] = [older.prints?.[name] ?? "", newer.prints?.[name] ?? ""];
  // Snapshots of earlier versions know the hash of their text alone.
  return a === "" || b === "" ? [older.textHash, newer.textHash] : [a, b];
}

const sameLooks = (a: Prints | undefined, b: Prints | undefined): boolean =>
  a?.page === b?.page && a?.look === b?.look;

/** What changed between two snapshots, by their prints. A change of looks alone is none of content. */
export function changeBetween(older: Snapshot, newer: Snapshot): Change {
  const [a, b] = contentSigns(older, newer);
  if (a === "" || b === "") return "unknown";
  if (a !== b) return "content";
  return sameLooks(older.prints, newer.prints) ? "none" : "looks";
}

/** When the page was last found changed in what it says (ms since 1970), of snapshots newest first; 0 = never. */
export function changedAt(snapshots: readonly Snapshot[]): number {
  for (const [index, newer] of snapshots.entries()) {
    const older = snapshots[index + 1];
    if (older && changeBetween(older, newer) === "content") return newer.capturedAt;
  }
  return 0;
}

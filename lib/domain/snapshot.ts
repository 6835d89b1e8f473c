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
}

/** The artifact of a kind, if this snapshot has it. */
export const artifactOf = (snapshot: Snapshot, kind: ArtifactKind): Artifact | undefined =>
  snapshot.artifacts.find((a) => a.kind === kind);

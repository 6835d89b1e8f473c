/** What the projection keeps of a link: its fields and the facts of its newest snapshot. How it is stored: page.ts. */
import type { Artifact, ArtifactKind } from "../../domain/artifact";
import type { SnapshotId } from "../../domain/ids";
import type { Link } from "../../domain/link";
import { changedAt, standingSnapshot } from "../../domain/snapshot";
import type { PageFacts, Snapshot } from "../../domain/snapshot";
import { urlKey } from "../../domain/url/url-key";
import type { LinkRecord } from "../../replica/read-link";

/** Facts of the snapshot that stands for the link (`standingSnapshot`), and of the newest ones around it. */
export interface NewestSnapshot {
  readonly id: SnapshotId;
  readonly capturedAt: number;
  readonly verdict: "good" | "partial";
  readonly page: PageFacts;
  readonly isArticle: boolean;
  readonly words: number;
  /** Url key of the address the page was found at in the end, where that names it better than the link's own; else "". */
  readonly finalKey: string;
  /** When the newest snapshot was taken: another one when a poorer one was passed over. */
  readonly lastAt: number;
  /** When the page was last found changed in what it says; 0 = never. */
  readonly changedAt: number;
  /** When it was last found unchanged, and how often in a row; 0 = not since the newest snapshot. */
  readonly checkedAt: number;
  readonly checks: number;
  /** Its own, or of the newest snapshot that has one. */
  readonly thumbnail: Artifact | null;
  readonly favicon: Artifact | null;
}

export interface Projected {
  readonly link: Link;
  /** Form of the address for finding duplicates: kept here because working it out for a whole library takes a while. */
  readonly key: string;
  /** How many snapshots it has. */
  readonly snapshots: number;
  readonly newest: NewestSnapshot | null;
  /** What each highlight marks, with its note: searched, and counted by `has:highlight`. */
  readonly highlights: readonly string[];
}

const newestOf = (snapshots: readonly Snapshot[], kind: ArtifactKind): Artifact | null => {
  for (const { artifacts } of snapshots) {
    const found = artifacts.find((artifact) => artifact.kind === kind);
    if (found) return found;
  }
  return null;
};

export function project({ link, snapshots, highlights: marked }: LinkRecord): Projected {
  const standing = standingSnapshot(snapshots, link.shown);
  const key = urlKey(link.url);
  const highlights = marked.map(({ quote, note }) => (note === "" ? quote : `${quote} ${note}`));
  if (!standing) return { link, key, snapshots: 0, newest: null, highlights };
  const { id, capturedAt, verdict, page, isArticle, words } = standing;
  const inOrder = [standing, ...snapshots];
  return {
    link,
    key,
    snapshots: snapshots.length,
    highlights,
    newest: {
      id,
      capturedAt,
      verdict,
      page,
      isArticle,
      words,
      finalKey: finalKeyOf(standing, key),
      lastAt: snapshots[0]?.capturedAt ?? 0,
      changedAt: changedAt(snapshots),
      checkedAt: Math.max(0, ...snapshots.map(({ checked }) => checked?.at ?? 0)),
      checks: snapshots[0]?.checked?.times ?? 0,
      thumbnail: newestOf(inOrder, "thumbnail"),
      favicon: newestOf(inOrder, "favicon"),
    },
  };
}

/** A home page stands for nothing: sites lead there from pages that are gone, and from logins. */
function finalKeyOf({ finalUrl, verdict }: Snapshot, key: string): string {
  if (verdict !== "good" || finalUrl === "") return "";
  const final = urlKey(finalUrl);
  return final === key || !/[^/]\/./.test(final.replace(/^[a-z]+:\/\//, "")) ? "" : final;
}

/** Whether the page has changed since the person last saw it. */
export const isChanged = ({ link, newest }: Projected): boolean =>
  newest !== null && newest.changedAt > link.seen;

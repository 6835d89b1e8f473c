/** What the projection keeps of a link: its fields and the facts of its newest snapshot. How it is stored: page.ts. */
import type { Artifact, ArtifactKind } from "../../domain/artifact";
import type { LinkId } from "../../domain/ids";
import type { Link } from "../../domain/link";
import type { PageFacts, Snapshot } from "../../domain/snapshot";
import { urlKey } from "../../domain/url/url-key";
import type { LinkRecord } from "../../replica/read-link";

export interface NewestSnapshot {
  readonly capturedAt: number;
  readonly verdict: "good" | "partial";
  readonly page: PageFacts;
  readonly isArticle: boolean;
  readonly words: number;
  /** Of the newest snapshot that has one. */
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
}

const newestOf = (snapshots: readonly Snapshot[], kind: ArtifactKind): Artifact | null => {
  for (const { artifacts } of snapshots) {
    const found = artifacts.find((artifact) => artifact.kind === kind);
    if (found) return found;
  }
  return null;
};

export function project({ link, snapshots }: LinkRecord): Projected {
  const newest = snapshots[0];
  const key = urlKey(link.url);
  if (!newest) return { link, key, snapshots: 0, newest: null };
  const { capturedAt, verdict, page, isArticle, words } = newest;
  const thumbnail = newestOf(snapshots, "thumbnail");
  const favicon = newestOf(snapshots, "favicon");
  return {
    link,
    key,
    snapshots: snapshots.length,
    newest: { capturedAt, verdict, page, isArticle, words, thumbnail, favicon },
  };
}

/**
 * What the projection keeps of a link: its fields and the facts of its newest snapshot, and the packed form in which a
 * shard of them is stored as one page. A page can always be thrown away and made anew from the replica.
 */
import type { Artifact, ArtifactKind } from "../../domain/artifact";
import type { LinkId } from "../../domain/ids";
import type { Link, LinkValues } from "../../domain/link";
import type { PageFacts, Snapshot } from "../../domain/snapshot";
import { urlKey } from "../../domain/url/url-key";
import { fieldNames } from "../../replica/cells";
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

/** Raised with every change of what a page holds, and of the url key: pages of another version are made anew. */
const PAGE_VERSION = 1;

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

type PackedLink = readonly [
  id: LinkId,
  key: string,
  createdAt: number,
  source: string,
  tags: readonly string[],
  snapshots: number,
  newest: NewestSnapshot | null,
  ...fields: unknown[],
];

const pack = ({ link, key, snapshots, newest }: Projected): PackedLink => [
  link.id,
  key,
  link.createdAt,
  link.source,
  link.tags,
  snapshots,
  newest,
  ...fieldNames.map((field) => link[field]),
];

function unpack(packed: PackedLink): Projected {
  const [id, key, createdAt, source, tags, snapshots, newest, ...values] = packed;
  const fields: LinkValues = Object.fromEntries(
    fieldNames.map((field, i): readonly unknown[] => [field, values[i]]),
  );
  return { link: { id, createdAt, source, tags, ...fields }, key, snapshots, newest };
}

/** One shard's links as text. */
export const packPage = (links: Iterable<Projected>): string =>
  JSON.stringify({ version: PAGE_VERSION, fields: fieldNames, links: [...links].map(pack) });

/** `null` when the text is no page of this version. The store has checked that nobody changed it. */
export function unpackPage(json: string): Projected[] | null {
  try {
    const page: { version: unknown; fields: unknown; links: PackedLink[] } = JSON.parse(json);
    const isOurs = page.version === PAGE_VERSION && String(page.fields) === String(fieldNames);
    return isOurs ? page.links.map(unpack) : null;
  } catch {
    return null; // the page is made anew from the replica
  }
}

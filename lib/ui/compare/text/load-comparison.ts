/** Reads the texts of two snapshots from this device and compares them; pairs that were compared before are remembered. */
import type { Artifact } from "../../../domain/artifact";
import { compareBlocks, type Row } from "../../../domain/diff/blocks";
import { artifactOf, type Snapshot } from "../../../domain/snapshot";
import type { Library } from "../../../library/library";
import type { SnapshotPair } from "../pair";
import { plainBlocks, readBlocks, type ReadText } from "./read-blocks";
import { summarise, type Summary } from "./summary";

export interface TextComparison {
  readonly rows: readonly Row[];
  readonly summary: Summary;
  /** Addresses linked to in one of the texts only. */
  readonly links: { readonly added: number; readonly removed: number };
}

export type LoadedComparison =
  | { readonly kind: "ready"; readonly comparison: TextComparison }
  /** A snapshot has no text. */
  | { readonly kind: "none" }
  /** Bytes of a text are not on this device. */
  | { readonly kind: "away" };

/** The file a snapshot is compared by. */
const textArtifact = (snapshot: Snapshot): Artifact | undefined =>
  artifactOf(snapshot, "reader") ?? artifactOf(snapshot, "text");

/** As many as a link's list of snapshots may show at once. */
const REMEMBERED = 60;
const known = new Map<string, TextComparison>();

export async function loadComparison(library: Library, pair: SnapshotPair): Promise<LoadedComparison> {
  const files = [textArtifact(pair.older), textArtifact(pair.newer)] as const;
  if (!files[0] || !files[1]) return { kind: "none" };
  const key = `${files[0].hash} ${files[1].hash}`;
  const before = known.get(key);
  if (before) return { kind: "ready", comparison: before };
  const [older, newer] = await Promise.all([readText(library, files[0]), readText(library, files[1])]);
  if (!older || !newer) return { kind: "away" };
  const comparison = comparisonOf(older, newer);
  remember(key, comparison);
  return { kind: "ready", comparison };
}

async function readText(library: Library, artifact: Artifact): Promise<ReadText | null> {
  const text = await library.artifactText(artifact);
  if (text === null) return null;
  return artifact.kind === "reader" ? readBlocks(text) : plainBlocks(text);
}

function comparisonOf(older: ReadText, newer: ReadText): TextComparison {
  const rows = compareBlocks(older.blocks, newer.blocks);
  const only = (one: ReadText, other: ReadText) =>
    [...one.links].filter((link) => !other.links.has(link)).length;
  return {
    rows,
    summary: summarise(rows),
    links: { added: only(newer, older), removed: only(older, newer) },
  };
}

function remember(key: string, comparison: TextComparison): void {
  known.set(key, comparison);
  const oldest = known.keys().next();
  if (known.size > REMEMBERED && !oldest.done) known.delete(oldest.value);
}

/** Small facts about a link that the details show. */
import { filesOf, type Artifact } from "../../domain/artifact";
import type { Snapshot } from "../../domain/snapshot";
import type { LinkView } from "../../library/library";

const bytesOf = ({ bytes, resourceBytes = 0 }: Artifact): number => bytes + resourceBytes;

/** Bytes of all files of one snapshot, with what they embed. */
export const snapshotBytes = ({ artifacts }: Pick<Snapshot, "artifacts">): number =>
  filesOf(artifacts).reduce((sum, artifact) => sum + bytesOf(artifact), 0);

/** Bytes of a link's snapshots that lie on this device; files that several snapshots share count once. */
export function keptBytes({ snapshots, held }: Pick<LinkView, "snapshots" | "held">): number {
  const sizes = new Map<string, number>();
  for (const snapshot of snapshots)
    for (const artifact of snapshot.artifacts)
      if (held.has(artifact.hash)) sizes.set(artifact.hash, bytesOf(artifact));
  return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
}

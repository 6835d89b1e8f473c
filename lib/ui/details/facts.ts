/** Small facts about a link that the details show. */
import type { LinkView } from "../../library/library";

/** Bytes of a link's snapshots that lie on this device; files that several snapshots share count once. */
export function keptBytes({ snapshots, held }: Pick<LinkView, "snapshots" | "held">): number {
  const sizes = new Map<string, number>();
  for (const snapshot of snapshots)
    for (const artifact of snapshot.artifacts)
      if (held.has(artifact.hash)) sizes.set(artifact.hash, artifact.bytes + (artifact.resourceBytes ?? 0));
  return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
}

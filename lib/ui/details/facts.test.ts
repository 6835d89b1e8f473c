import { expect, it } from "vitest";
import type { BlobHash } from "../../domain/ids";
import type { Snapshot } from "../../domain/snapshot";
import { keptBytes, snapshotBytes } from "./facts";

it("[I24] kept bytes count files on this device, with what they embed, and shared ones once", () => {
  const artifact = (hash: string, bytes: number, resourceBytes?: number) => ({
    kind: "page" as const,
    hash: hash as BlobHash,
    bytes,
    mediaType: "text/html",
    ...(resourceBytes === undefined ? {} : { resourceBytes }),
  });
  const snapshot = (...artifacts: ReturnType<typeof artifact>[]) => ({ artifacts }) as unknown as Snapshot;
  const both = snapshot(artifact("a", 10, 5), artifact("b", 100), artifact("b", 100));
  const snapshots = [both, snapshot(artifact("a", 10, 5))];
  expect(keptBytes({ snapshots, held: new Set(["a"]) })).toBe(15);
  expect(keptBytes({ snapshots, held: new Set(["a", "b"]) })).toBe(115);
  expect(keptBytes({ snapshots, held: new Set() })).toBe(0);
  expect(snapshots.map(snapshotBytes)).toEqual([115, 15]);
});

import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { artifactKinds } from "../domain/artifact";
import type { Snapshot } from "../domain/snapshot";
import { first, save, snapshotAt, TestDevice } from "./testing/harness";

const url = "https://example.org/a";

it("[M14] a snapshot of a page that did not change costs no new bytes on the device, and both are whole", async () => {
  const device = new TestDevice();
  const tab = await device.open();
  const { library } = tab;
  const one = await snapshotAt(device.server, "SSSSSSSSSSSSSS", "hello");
  const textHash = one.artifacts[0]!.hash;
  const older = { ...one, textHash };
  device.server.scripts.set(url, [{ type: "done", id: "c1", snapshot: older }]);
  const id = await save(library, url);
  await first(library.link(id), (seen) => seen?.row.state.kind === "kept");
  const blobs = new Set(device.cache.blobs.keys());
  const fetched = device.server.asked.filter((asked) => asked.startsWith("blob ")).length;
  expect(blobs.size).toBe(2);

  const other = await snapshotAt(device.server, "TTTTTTTTTTTTTT", "other");
  const newer: Snapshot = {
    ...other,
    textHash,
    artifacts: older.artifacts,
    capturedAt: older.capturedAt + 86_400_000,
  };
  device.server.scripts.set(url, [{ type: "done", id: "c2", snapshot: newer }]);
  await library.capture(id);
  const view = await first(library.link(id), (seen) => seen?.snapshots.length === 2);
  expect(view?.snapshots.map((snapshot) => snapshot.id)).toEqual([newer.id, older.id]);
  expect(view?.snapshots.map((snapshot) => snapshot.textHash)).toEqual([textHash, textHash]);
  expect(new Set(device.cache.blobs.keys())).toEqual(blobs);
  expect(device.server.asked.filter((asked) => asked.startsWith("blob ")).length).toBe(fetched);
  for (const snapshot of view?.snapshots ?? []) {
    const reader = snapshot.artifacts.find(({ kind }) => kind === "reader")!;
    expect(artifactKinds[reader.kind]).toBeDefined();
    expect(await library.artifactText(reader)).toContain("hello");
  }
  tab.close();
});

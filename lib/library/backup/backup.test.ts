import "fake-indexeddb/auto";
import {
  BlobReader,
  BlobWriter,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  ZipWriter,
} from "@zip.js/zip.js";
import { describe, expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import { readLinks } from "../../formats/formats";
import { LIBRARY_ID } from "../../replica/facts";
import { ReplicaStore } from "../editing/replica-store";
import { ShardPool } from "../editing/shard-pool";
import { first, save, snapshotAt, TestDevice } from "../testing/harness";
import type { Tab } from "../testing/harness";

const url = "https://a.test/one";

/** A library with a bit of everything: own fields, tags, a snapshot with files, trash, a tombstone. */
async function filled(device: TestDevice): Promise<{ tab: Tab; link: LinkId }> {
  const tab = await device.open();
  const { library } = tab;
  const snapshot = await snapshotAt(device.server, "SSSSSSSSSSSSSS", "text 中文");
  device.server.scripts.set(url, [{ type: "done", id: "c1", snapshot }]);
  const link = await save(library, url);
  await first(library.link(link), (seen) => seen?.row.state.kind === "kept");
  await library.patch(link, { title: "自己的标题", note: "a note\nof two lines", starred: true });
  await library.tag([link], ["技术/前端", "x"], []);
  const trashed = await save(library, "https://a.test/trashed");
  const purged = await save(library, "https://a.test/purged");
  await library.trash([trashed, purged]);
  await library.purge([purged]);
  return { tab, link };
}

/** The whole truth of a device: every cell of its replica, and every file. */
async function truthOf({ engine }: Tab, device: TestDevice) {
  const { log } = engine.parts;
  const replica = new ReplicaStore(log, new ShardPool(1));
  const cells = new Map<string, unknown>();
  // A device notes that it is there: that is about it, not of the library it brought back.
  for (const shard of await log.shards())
    for (const [key, value] of (await replica.whole(shard)).cells)
      if (!key.startsWith(`${LIBRARY_ID}d`)) cells.set(key, value);
  const blobs = [...device.cache.blobs].map(([hash, { bytes, mediaType }]) => [hash, mediaType, [...bytes]]);
  return {
    cells: [...cells].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    blobs: blobs.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  };
}

async function backupOf({ library }: Tab): Promise<Blob> {
  const made = await library.makeBackup();
  if (!made) throw new Error("no backup");
  return made.file;
}

type Entries = Map<string, Uint8Array>;
async function unzipped(file: Blob): Promise<Entries> {
  const entries: Entries = new Map();
  for (const entry of await new ZipReader(new BlobReader(file), { useWebWorkers: false }).getEntries())
    if (!entry.directory) entries.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  return entries;
}
async function zipped(entries: Entries, level = 0): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false, level });
  for (const [name, bytes] of entries) await zip.add(name, new Uint8ArrayReader(bytes));
  return zip.close();
}
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

describe("the complete backup", () => {
  it("[IM20] brought back into an empty library gives an equal one: every cell and every file, offline", async () => {
    const from = new TestDevice();
    const { tab, link } = await filled(from);
    const file = await backupOf(tab);
    const to = new TestDevice();
    to.server.isOnline = false;
    const other = await to.open();
    expect(await other.library.openBackup(file)).toMatchObject({
      kind: "ready",
      linksHere: 0,
      facts: { links: 1, blobs: 2, device: "Test on Node" },
    });
    expect(await other.library.restoreBackup()).toMatchObject({
      added: 2,
      known: 0,
      blobs: 2,
      damagedBlobs: 0,
    });
    expect(await truthOf(other, to)).toEqual(await truthOf(tab, from));
    const [one, two] = await Promise.all([tab, other].map((each) => first(each.library.link(link))));
    expect(two).toEqual(one);
    expect(two?.held.size).toBe(1);
    await first(other.library.counts, ({ trash }) => trash === 1);
  });

  it("[IM20] holds a bookmark file for other programs, and no token of the device", async () => {
    const device = new TestDevice();
    const { tab } = await filled(device);
    const entries = await unzipped(await backupOf(tab));
    const outcome = readLinks(text(entries.get("bookmarks.html")), "bookmarks.html");
    expect(outcome.kind === "read" && outcome.reading.links.map((one) => [one.title, one.tags])).toEqual([
      ["自己的标题", ["x", "技术/前端"]],
    ]);
    for (const bytes of entries.values()) expect(text(bytes)).not.toContain("token-1");
  });

  it("[IM21] brought back into a library in use takes nothing away: own values stay, what lacks comes, one undo", async () => {
    const from = new TestDevice();
    const { tab, link } = await filled(from);
    const file = await backupOf(tab);
    const to = new TestDevice();
    const other = await to.open();
    await save(other.library, url);
    await other.library.patch(link, { title: "Mine" });
    const gone = await save(other.library, "https://a.test/trashed");
    await other.library.trash([gone]);
    await other.library.purge([gone]);
    const before = await first(other.library.counts, ({ all, trash }) => all === 1 && trash === 0);
    await other.library.openBackup(file);
    const report = await other.library.restoreBackup();
    expect(report).toMatchObject({ added: 0, blobs: 2 });
    const view = await first(other.library.link(link));
    expect(view?.link).toMatchObject({ title: "Mine", note: "", starred: false });
    expect(view?.link.tags).toEqual(["x", "技术/前端"]);
    expect(view?.snapshots).toHaveLength(1);
    await first(other.library.counts, ({ trash }) => trash === 0);
    await other.library.undo(report?.batchId);
    const undone = await first(other.library.link(link), (seen) => seen?.link.tags.length === 0);
    expect(undone?.snapshots).toEqual([]);
    await first(other.library.counts, ({ all }) => all === before.all);
  });

  it("[IM21] brought back twice, or again after it was cut off, changes nothing more", async () => {
    const from = new TestDevice();
    const { tab } = await filled(from);
    const file = await backupOf(tab);
    const to = new TestDevice();
    const other = await to.open();
    await other.library.openBackup(file);
    await other.library.restoreBackup();
    const truth = await truthOf(other, to);
    await other.library.openBackup(file);
    expect(await other.library.restoreBackup()).toMatchObject({ added: 0, blobs: 0 });
    expect(await truthOf(other, to)).toEqual(truth);
    expect(await other.library.restoreBackup()).toBeNull();
  });

  it("[IM22] a changed, cut, padded or foreign file is refused before anything is written", async () => {
    const device = new TestDevice();
    const { tab } = await filled(device);
    const file = await backupOf(tab);
    const entries = await unzipped(file);
    const cells = [...entries.keys()].find((name) => name.startsWith("cells/")) ?? "";
    const changed = (edit: (copy: Entries) => void): Promise<Blob> => {
      const copy = new Map(entries);
      edit(copy);
      return zipped(copy);
    };
    const encode = (value: string): Uint8Array => new TextEncoder().encode(value);
    const manifest = text(entries.get("linksnap.json"));
    const cases: readonly (readonly [string, Blob])[] = [
      ["unknown", new Blob(["not a zip"])],
      ["unknown", file.slice(0, file.size - 200)],
      ["unknown", await zipped(new Map([["x.txt", encode("x")]]))],
      ["damaged", await changed((copy) => copy.set(cells, encode('["x",1]\n')))],
      ["damaged", await changed((copy) => copy.delete(cells))],
      ["damaged", await changed((copy) => copy.set("../../evil", encode("x")))],
      ["damaged", await changed((copy) => copy.set("C:\\evil", encode("x")))],
      [
        "newer",
        await changed((copy) =>
          copy.set("linksnap.json", encode(manifest.replace('"version": 1', '"version": 2'))),
        ),
      ],
      ["unknown", await changed((copy) => copy.set("linksnap.json", encode("{")))],
      ["unknown", await zipped(new Map([["linksnap.json", new Uint8Array(3_000_000)]]), 9)],
    ];
    const to = await new TestDevice().open();
    for (const [reason, blob] of cases)
      expect(await to.library.openBackup(blob)).toEqual({ kind: "refused", reason });
    expect(await to.library.restoreBackup()).toBeNull();
    await first(to.library.counts, ({ all }) => all === 0);
  });

  it("[IM22] a file whose bytes are not what its name says is left out and counted; strange types and stray files too", async () => {
    const device = new TestDevice();
    const { tab, link } = await filled(device);
    const entries = await unzipped(await backupOf(tab));
    const picture = [...entries].find(([, bytes]) => text(bytes).startsWith("picture"))?.[0] ?? "";
    entries.set(picture, new TextEncoder().encode("<script>"));
    const stray = new TextEncoder().encode("nobody names me");
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", stray));
    entries.set(`blobs/${[...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`, stray);
    const to = new TestDevice();
    const other = await to.open();
    await other.library.openBackup(await zipped(entries));
    expect(await other.library.restoreBackup()).toMatchObject({ added: 2, damagedBlobs: 1 });
    expect(to.cache.blobs.size).toBe(1);
    expect(await first(other.library.link(link))).not.toBeNull();
    for (const { headers } of to.cache.blobs.values())
      expect(
        new Headers(headers.map(([k, v]): [string, string] => [k, v])).get("content-security-policy"),
      ).toContain("sandbox");
  });
});

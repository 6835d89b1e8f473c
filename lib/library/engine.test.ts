import "fake-indexeddb/auto";
import { afterEach, describe, expect, it } from "vitest";
import type { Artifact } from "../domain/artifact";
import type { LinkId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Library } from "./library";
import { first, save, snapshotAt, TestDevice } from "./testing/harness";
import type { Tab } from "./testing/harness";

const open: Tab[] = [];
const tabOf = async (device: TestDevice): Promise<Tab> => {
  const tab = await device.open();
  open.push(tab);
  return tab;
};
afterEach(() => open.splice(0).forEach((tab) => tab.close()));

const viewOf = (library: Library, id: LinkId) => first(library.link(id), (view) => view !== null);
/** The link once it looks as expected: views follow an edit, they are not part of it. */
const expectLink = (library: Library, id: LinkId, expected: Partial<Link>) =>
  first(library.link(id), (view) => {
    const link = view?.link;
    return (
      link !== undefined &&
      Object.entries(expected).every(([name, value]) => String(Reflect.get(link, name)) === String(value))
    );
  });
const idsIn = async (library: Library, place: "all" | "inbox" | "starred" | "archive" | "trash") => {
  const list = library.list({ place, sort: "newest" });
  await first(list.view);
  const ids = await list.ids();
  list.close();
  return ids;
};

describe("saving", () => {
  it("[L1] an acknowledged link is there after the tab is gone, without any server", async () => {
    const device = new TestDevice();
    device.server.isOnline = false;
    const tab = await tabOf(device);
    const id = await save(tab.library, "https://example.org/a?utm_source=x");
    tab.close();
    const again = await tabOf(device);
    const view = await viewOf(again.library, id);
    expect(view?.link).toMatchObject({
      url: "https://example.org/a",
      source: "paste",
      createdAt: device.time,
    });
    expect(view?.row).toMatchObject({ title: "example.org/a", titleIsUrl: true, state: { kind: "offline" } });
  });

  it("[P1] lists show it at once, with counts and groups", async () => {
    const { library } = await tabOf(new TestDevice());
    const list = library.list({ place: "all", sort: "newest" });
    await first(list.view);
    const b = await save(library, "https://example.org/b");
    const a = await save(library, "https://example.org/a");
    const view = await first(list.view, ({ total }) => total === 2);
    expect(view.groups).toHaveLength(1);
    expect(new Set(list.rows(0, 2).map((row) => row?.id))).toEqual(new Set([a, b]));
    expect(await first(library.counts, ({ all }) => all === 2)).toEqual({
      all: 2,
      inbox: 2,
      starred: 0,
      archive: 0,
      trash: 0,
    });
  });

  it("[P2] the same address again, in other words, changes nothing and says when it was saved", async () => {
    const device = new TestDevice();
    const { library } = await tabOf(device);
    const id = await save(library, "https://www.example.org/a/");
    const savedAt = device.time;
    device.time += 5000;
    expect(await library.add("http://example.org/a?utm_medium=y")).toEqual({
      kind: "duplicate",
      id,
      savedAt,
      inTrash: false,
    });
    await library.trash([id]);
    expect(await library.add("https://example.org/a")).toMatchObject({ kind: "duplicate", inTrash: true });
  });

  it("[P3] what is no address is refused with a reason; shared text gives address and title", async () => {
    const { library } = await tabOf(new TestDevice());
    expect(await library.add("")).toMatchObject({ kind: "rejected", reason: "empty" });
    expect(await library.add("javascript:alert(1)")).toMatchObject({ kind: "rejected" });
    const outcome = await library.add("一篇好文章 https://example.org/x", { source: "share" });
    if (outcome.kind !== "saved") throw new Error(outcome.kind);
    await expectLink(library, outcome.id, { url: "https://example.org/x", title: "一篇好文章" });
  });

  it("[P4] two devices give one address one id", async () => {
    const one = await tabOf(new TestDevice());
    const two = await tabOf(new TestDevice());
    expect(await save(one.library, "https://example.org/a")).toBe(
      await save(two.library, "http://example.org/a/"),
    );
  });

  it("[P5] after a purge the same address can be saved again, as another link", async () => {
    const { library } = await tabOf(new TestDevice());
    const id = await save(library, "https://example.org/a");
    await library.trash([id]);
    expect((await library.purge([id])).count).toBe(1);
    const again = await save(library, "https://example.org/a");
    expect(again).not.toBe(id);
    expect(await idsIn(library, "all")).toEqual([again]);
  });
});

describe("places", () => {
  it("[P6] the archive and the trash are left out of the others; tags and searches reach the archive", async () => {
    const { library } = await tabOf(new TestDevice());
    const id = await save(library, "https://example.org/a");
    await library.tag([id], ["Systems/Linux"], []);
    expect(await idsIn(library, "inbox")).toEqual([]);
    await library.star([id], true);
    await library.archive([id], true);
    expect(await idsIn(library, "all")).toEqual([]);
    expect(await idsIn(library, "archive")).toEqual([id]);
    expect(await idsIn(library, "starred")).toEqual([id]);
    const tagged = library.list({ place: "all", tag: "systems", sort: "newest" });
    expect((await first(tagged.view)).total).toBe(1);
    const found = library.list({ place: "all", query: "tag:linux OR exam", sort: "newest" });
    expect(await first(found.view)).toMatchObject({ total: 1, marks: ["exam"], queryProblem: null });
    await library.trash([id]);
    expect((await first(tagged.view, ({ total }) => total === 0)).total).toBe(0);
    expect(await idsIn(library, "starred")).toEqual([]);
    expect(await idsIn(library, "trash")).toEqual([id]);
    expect(library.tags.get()).toEqual([]);
  });

  it("[P7] tags count links with their children, under the name as written", async () => {
    const { library } = await tabOf(new TestDevice());
    const a = await save(library, "https://example.org/a");
    const b = await save(library, "https://example.org/b");
    await library.tag([a, b], ["Systems"], []);
    await library.tag([b], ["Systems/Linux", "系统"], []);
    const tags = await first(library.tags, (roots) => roots.length === 2);
    const systems = tags.find((node) => node.path === "systems");
    expect(systems).toMatchObject({
      name: "Systems",
      count: 2,
      children: [{ path: "systems/linux", count: 1 }],
    });
  });
});

describe("undo", () => {
  it("[L10] takes back the newest batch, across reloads, and each only once", async () => {
    const device = new TestDevice();
    const one = await tabOf(device);
    const id = await save(one.library, "https://example.org/a");
    device.time += 1;
    await one.library.tag([id], ["x"], []);
    device.time += 1;
    await one.library.patch(id, { title: "Mine", note: "n" });
    one.close();
    const { library } = await tabOf(device);
    expect(await library.undo()).toMatchObject({ batch: { label: "edit", count: 1 }, left: 0 });
    await expectLink(library, id, { title: "", note: "", tags: ["x"] });
    const tagging = await library.undo();
    expect(tagging?.batch.label).toBe("tag");
    expect(await library.undo(tagging!.batch.id)).toBeNull();
    await expectLink(library, id, { tags: [] });
  });

  it("[L29] takes back what was asked for just before, and not what is asked for just after", async () => {
    const device = new TestDevice();
    const { library } = await tabOf(device);
    const id = await save(library, "https://example.org/a");
    device.time += 1;
    await library.star([id], true);
    device.time += 1;
    const [, undone] = await Promise.all([library.trash([id]), library.undo()]);
    expect(undone?.batch.label).toBe("trash");
    expect(await idsIn(library, "all")).toEqual([id]);
    device.time += 1;
    await library.trash([id]);
    device.time += 1;
    await Promise.all([library.undo(), library.trash([id])]);
    expect(await idsIn(library, "trash")).toEqual([id]);
    await expect(Promise.all([library.undo(), library.undo()])).resolves.toMatchObject([
      { batch: { label: "trash" } },
      { batch: { label: "star" } },
    ]);
  });

  it("[L11] leaves alone what was changed since", async () => {
    const device = new TestDevice();
    const { library } = await tabOf(device);
    const id = await save(library, "https://example.org/a");
    const earlier = await library.patch(id, { title: "One", note: "n" });
    device.time += 1;
    await library.patch(id, { title: "Two" });
    await library.undo(earlier.id);
    await expectLink(library, id, { title: "Two", note: "" });
  });

  it("[L12] a save that is undone leaves no trace, and saving again brings the link back", async () => {
    const { library } = await tabOf(new TestDevice());
    const id = await save(library, "https://example.org/a");
    expect(await library.undo()).toMatchObject({ batch: { label: "save" } });
    for (const place of ["all", "inbox", "trash"] as const) expect(await idsIn(library, place)).toEqual([]);
    await first(library.status, ({ links, capturesWaiting }) => links === 0 && capturesWaiting === 0);
    expect(await save(library, "https://example.org/a")).toBe(id);
    expect(await idsIn(library, "all")).toEqual([id]);
  });

  it("[L12] a save with later additions goes to the trash instead", async () => {
    const device = new TestDevice();
    const { library } = await tabOf(device);
    const outcome = await library.add("https://example.org/a");
    if (outcome.kind !== "saved") throw new Error(outcome.kind);
    await library.patch(outcome.id, { note: "thoughts" });
    await library.undo(outcome.batch.id);
    expect(await idsIn(library, "trash")).toEqual([outcome.id]);
  });

  it("[L13] trash and restore keep the link whole; a purge cannot be undone", async () => {
    const device = new TestDevice();
    const { library } = await tabOf(device);
    const id = await save(library, "https://example.org/a");
    await library.tag([id], ["x"], []);
    device.time += 1;
    await library.trash([id]);
    await library.undo();
    await expectLink(library, id, { deletedAt: 0, tags: ["x"] });
    device.time += 1;
    await library.trash([id]);
    await library.restore([id]);
    expect(await idsIn(library, "all")).toEqual([id]);
    expect((await library.purge([id])).count).toBe(0);
    await library.trash([id]);
    await library.purge([id]);
    await library.undo();
    expect(await idsIn(library, "trash")).toEqual([]);
  });
});

describe("two tabs", () => {
  it("[P8] what one saves, tags and captures the other shows", async () => {
    const device = new TestDevice();
    const one = await tabOf(device);
    const two = await tabOf(device);
    const list = two.library.list({ place: "all", sort: "newest" });
    const url = "https://example.org/a";
    const snapshot = await snapshotAt(device.server, "SSSSSSSSSSSSSS", "hello");
    device.server.scripts.set(url, [{ type: "done", id: "c1", snapshot }]);
    const id = await save(one.library, url);
    await first(list.view, ({ total }) => total === 1);
    await two.library.tag([id], ["from-two"], []);
    const view = await first(one.library.link(id), (seen) => (seen?.snapshots.length ?? 0) > 0);
    expect(view?.link.tags).toEqual(["from-two"]);
    await first(list.version, () => list.rows(0, 1)[0]?.state.kind === "kept");
  });

  it("[P8] both edit at once and nothing is lost", async () => {
    const device = new TestDevice();
    const one = await tabOf(device);
    const two = await tabOf(device);
    const urls = Array.from({ length: 30 }, (_, n) => `https://example.org/${n}`);
    await Promise.all(urls.flatMap((url) => [one.library.add(url), two.library.add(url)]));
    expect(await idsIn(one.library, "all")).toHaveLength(30);
    await first(two.library.counts, ({ all }) => all === 30);
  });
});

describe("snapshots in the library", () => {
  it("[K1] a link gets its snapshot when all its files are here, with those its documents name", async () => {
    const device = new TestDevice();
    const { library } = await tabOf(device);
    const url = "https://example.org/a";
    const snapshot = await snapshotAt(device.server, "SSSSSSSSSSSSSS", "hello");
    device.server.scripts.set(url, [{ type: "done", id: "c1", snapshot }]);
    const id = await save(library, url);
    const view = await first(library.link(id), (seen) => seen?.row.state.kind === "kept");
    expect(view?.row).toMatchObject({ title: "Title SSSSSSSSSSSSSS", excerpt: "hello", site: "Site" });
    expect(device.cache.blobs.size).toBe(2);
    expect([...view!.held]).toEqual(snapshot.artifacts.map(({ hash }) => hash));
    expect(await library.artifactText(snapshot.artifacts[0]!)).toContain("hello");
    await first(library.status, ({ capturesWaiting }) => capturesWaiting === 0);
  });

  it("[K2] a purge removes the files only this link names", async () => {
    const device = new TestDevice();
    const { library } = await tabOf(device);
    const shared = await snapshotAt(device.server, "SSSSSSSSSSSSSS", "hello");
    const own = await snapshotAt(device.server, "UUUUUUUUUUUUUU", "own");
    device.server.scripts.set("https://example.org/a", [{ type: "done", id: "c1", snapshot: shared }]);
    const both = { ...own, artifacts: [...own.artifacts, ...shared.artifacts] };
    device.server.scripts.set("https://example.org/b", [{ type: "done", id: "c2", snapshot: both }]);
    const a = await save(library, "https://example.org/a");
    const b = await save(library, "https://example.org/b");
    for (const id of [a, b]) await first(library.link(id), (seen) => seen?.row.state.kind === "kept");
    expect(device.cache.blobs.size).toBe(4);
    await library.trash([b]);
    await library.purge([b]);
    expect(device.cache.blobs.size).toBe(2);
    expect(await library.artifactText(shared.artifacts[0]!)).toContain("hello");
  });

  it("[K3] files that went missing are fetched again", async () => {
    const device = new TestDevice();
    const { library } = await tabOf(device);
    const snapshot = await snapshotAt(device.server, "SSSSSSSSSSSSSS", "hello");
    device.server.scripts.set("https://example.org/a", [{ type: "done", id: "c1", snapshot }]);
    const id = await save(library, "https://example.org/a");
    await first(library.link(id), (seen) => seen?.row.state.kind === "kept");
    device.cache.blobs.clear();
    device.server.isOnline = false;
    expect(await library.artifactText(snapshot.artifacts[0]!)).toBeNull();
    expect(await library.fetchArtifacts(id)).toBe(false);
    device.server.isOnline = true;
    expect(await library.fetchArtifacts(id)).toBe(true);
    expect(device.cache.blobs.size).toBe(2);
  });

  it("[K4] where a file is shown from", async () => {
    const { library } = await tabOf(new TestDevice());
    const artifact = { kind: "page", hash: "a".repeat(64), bytes: 1, mediaType: "text/html" } as Artifact;
    expect(library.artifactUrl(artifact)).toBe(`/archived/${artifact.hash}`);
    expect(library.artifactUrl({ ...artifact, kind: "thumbnail" })).toBe(`/api/blobs/${artifact.hash}`);
  });
});

describe("this device", () => {
  it("[P9] settings are kept, and read whole from whatever is stored", async () => {
    const device = new TestDevice();
    const one = await tabOf(device);
    expect(await first(one.library.settings)).toMatchObject({
      theme: "system",
      readerSize: 18,
      singleKeys: true,
    });
    await one.library.set({ theme: "dark", readerSize: 900 });
    await one.database.settings.update("settings", {
      value: { theme: "dark", layout: 7, sidebar: "x", language: "no language" },
    });
    const two = await tabOf(device);
    expect(await first(two.library.settings)).toMatchObject({
      theme: "dark",
      layout: "comfortable",
      sidebar: true,
      language: "auto",
    });
  });

  it("[P10] trouble is told while it lasts, and the edit is refused", async () => {
    const { library, engine } = await tabOf(new TestDevice());
    const { log } = engine.parts;
    const commit = log.commit.bind(log);
    log.commit = async () => ({ ok: false, error: { kind: "quota" } });
    await expect(library.add("https://example.org/a")).rejects.toMatchObject({ trouble: { kind: "quota" } });
    expect(library.status.get()?.trouble).toEqual({ kind: "quota" });
    expect(await idsIn(library, "all")).toEqual([]);
    log.commit = commit;
    await save(library, "https://example.org/a");
    expect(library.status.get()?.trouble).toBeNull();
  });
});

import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import type { Snapshot } from "../../domain/snapshot";
import type { Library, ListSpec, ListView, OpenList } from "../library";
import { first, save, snapshotAt, TestDevice } from "../testing/harness";
import type { Tab } from "../testing/harness";

const open: Tab[] = [];
let device: TestDevice;
const tabOf = async (): Promise<Tab> => {
  const tab = await device.open();
  open.push(tab);
  return tab;
};
beforeEach(() => {
  device = new TestDevice();
});
afterEach(() => open.splice(0).forEach((tab) => tab.close()));

/** A snapshot with a plain text, and its bytes at the server. */
async function snapshotWith(id: string, text: string, capturedAt = Date.UTC(2026, 4, 20)): Promise<Snapshot> {
  const snapshot = await snapshotAt(device.server, id, "an article");
  const bytes = new TextEncoder().encode(text);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  device.server.blobs.set(hash, { bytes, mediaType: "text/plain", headers: [] });
  const kept = {
    kind: "text",
    hash,
    bytes: bytes.length,
    mediaType: "text/plain",
  } as Snapshot["artifacts"][number];
  return { ...snapshot, capturedAt, textHash: hash, artifacts: [...snapshot.artifacts, kept] };
}

/** Saves an address whose capture brings this text. */
async function saved(library: Library, url: string, text: string): Promise<LinkId> {
  device.server.scripts.set(url, [
    { type: "done", id: url, snapshot: await snapshotWith(snapshotId(), text) } as never,
  ]);
  const id = await save(library, url);
  await first(library.link(id), (view) => view?.row.state.kind === "kept");
  return id;
}
let count = 0;
const snapshotId = (): string => `S${String(++count).padStart(13, "0")}`;

const ask = (library: Library, query: string, sort: ListSpec["sort"] = "relevance"): OpenList =>
  library.list({ place: "all", sort, query });
/** What a search finds, once it finds what `willDo` wants. */
async function found(library: Library, query: string, willDo: (view: ListView) => boolean = () => true) {
  const list = ask(library, query);
  const view = await first(list.view, (one) => one.isWhole && willDo(one));
  const ids = await list.ids();
  list.close();
  return { ids, view };
}
const indexed = (library: Library, texts: number) =>
  first(library.status, ({ search }) => search.texts === texts && search.progress === null);

describe("search in the texts of snapshots", () => {
  it("[Z10] finds a link by what its snapshot says, in both scripts, by words, beginnings and phrases", async () => {
    const { library } = await tabOf();
    const log = await saved(library, "https://example.org/log", "An append-only log never forgets.");
    const zh = await saved(library, "https://example.org/zh", "连接方要对套接字文件有写权限。");
    await indexed(library, 2);
    for (const query of ["forgets", "forg", '"append-only log"', "in:text never"])
      expect(await found(library, query)).toMatchObject({ ids: [log] });
    for (const query of ["套接字", "字", "权限 套接", "in:text 写权限"])
      expect(await found(library, query)).toMatchObject({ ids: [zh] });
    for (const query of ["gets", '"log append"', "in:note forgets", "in:title forgets"])
      expect((await found(library, query)).ids).toEqual([]);
    for (const query of ["example -forgets", "-forgets", "site:example.org -forgets"])
      expect((await found(library, query)).ids).toEqual([zh]);
  });

  it("[Z11] says where a link was found and shows the piece", async () => {
    const { library } = await tabOf();
    const id = await saved(
      library,
      "https://example.org/a",
      `${"Nothing here. ".repeat(400)}The harbour lies still.`,
    );
    await indexed(library, 1);
    const list = ask(library, "harbour");
    await first(list.view, ({ total }) => total === 1);
    const hit = await list.hit(id);
    expect(hit).toMatchObject({ where: "text", olderAt: 0 });
    expect(hit?.text).toContain("harbour lies still");
    await library.patch(id, { note: "Ask for the harbour master" });
    expect(await list.hit(id)).toMatchObject({ where: "note", text: "Ask for the harbour master" });
    list.close();
  });

  it("[Z12] puts titles before notes before texts, and the newest first among equals", async () => {
    const { library } = await tabOf();
    const texts = await saved(library, "https://example.org/text", "A lighthouse stands on the rock.");
    device.time += 1000;
    const note = await save(library, "https://example.org/note");
    await library.patch(note, { note: "by the lighthouse" });
    device.time += 1000;
    const title = await save(library, "https://example.org/title");
    await library.patch(title, { title: "Keeper of the lighthouse" });
    device.time += 1000;
    const newer = await saved(library, "https://example.org/newer", "One lighthouse.");
    await indexed(library, 2);
    const willDo = ({ total }: ListView): boolean => total === 4;
    expect((await found(library, "lighthouse", willDo)).ids).toEqual([title, note, newer, texts]);
  });

  it("[Z13] forgives a slip of typing when nothing has the word, and says what it searched instead", async () => {
    const { library } = await tabOf();
    const id = await saved(library, "https://example.org/a", "Durable snapshots of pages");
    await indexed(library, 1);
    expect(await found(library, "snapshto")).toMatchObject({ ids: [id], view: { corrected: "snapshots" } });
    expect(await found(library, "durbale snap")).toMatchObject({
      ids: [id],
      view: { corrected: "durable snap" },
    });
    expect(await found(library, "durable")).toMatchObject({ ids: [id], view: { corrected: null } });
    expect((await found(library, '"snapshto"')).ids).toEqual([]);
  });

  it("[Z14] finds nothing any more of a link that was deleted for good, and finds it again after an undo before", async () => {
    const { library } = await tabOf();
    const id = await saved(library, "https://example.org/a", "ephemeral words");
    await indexed(library, 1);
    const { id: batch } = await library.trash([id]);
    expect((await found(library, "ephemeral")).ids).toEqual([]);
    await library.undo(batch);
    expect((await found(library, "ephemeral")).ids).toEqual([id]);
    await library.trash([id]);
    await library.purge([id]);
    await indexed(library, 0);
    expect((await found(library, "ephemeral")).ids).toEqual([]);
  });

  it("[Z15] another tab finds what one tab has indexed, and takes over when that is closed", async () => {
    const one = await tabOf();
    const two = await tabOf();
    const id = await saved(one.library, "https://example.org/a", "shared between tabs");
    await indexed(two.library, 1);
    expect((await found(two.library, "between")).ids).toEqual([id]);
    open.splice(open.indexOf(one), 1);
    one.close();
    const next = await saved(two.library, "https://example.org/b", "after the first tab");
    await indexed(two.library, 2);
    expect((await found(two.library, "after first")).ids).toEqual([next]);
  });

  it("[Z16] makes the index anew when it is lost, and when the person asks for it", async () => {
    const one = await tabOf();
    const id = await saved(one.library, "https://example.org/a", "rebuilt from what is kept");
    await indexed(one.library, 1);
    open.splice(0).forEach((tab) => tab.close());
    await device.search.clear();
    const { library } = await tabOf();
    await indexed(library, 1);
    expect((await found(library, "rebuilt")).ids).toEqual([id]);
    await library.rebuildSearch();
    await indexed(library, 1);
    expect((await found(library, "rebuilt")).ids).toEqual([id]);
  });
});

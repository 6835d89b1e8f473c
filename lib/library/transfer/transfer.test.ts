import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import type { ImportOptions, ImportPreview, Library } from "../library";
import { first, save, TestDevice } from "../testing/harness";
import { decodeText } from "./decode";

const OPTIONS: ImportOptions = { foldersAsTags: true, tags: [], snapshots: false };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const fileOf = (text: string) => ({ name: "bookmarks.html", bytes: bytesOf(text) });
const bookmarks = (inner: string): string => `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>${inner}</DL><p>`;

async function ready(library: Library, text: string): Promise<Extract<ImportPreview, { kind: "ready" }>> {
  const preview = await library.readImport(fileOf(text));
  if (preview.kind !== "ready") throw new Error(preview.reason);
  return preview;
}

async function bringIn(library: Library, text: string, options: Partial<ImportOptions> = {}) {
  const { id } = await ready(library, text);
  const report = await library.importLinks(id, { ...OPTIONS, ...options });
  if (!report) throw new Error("no report");
  return report;
}

async function rowsOf(library: Library, place: "all" | "trash" = "all", query = "") {
  const list = library.list({ place, sort: "newest", query });
  const { total } = await first(list.view);
  list.rows(0, total);
  await first(list.version, () => list.rows(0, total).every((row) => row !== undefined));
  const rows = list.rows(0, total).flatMap((row) => row ?? []);
  list.close();
  return rows;
}

describe("bringing links in", () => {
  it("[IM8] is told before anything is written: new, here already, left out, folders and their tags", async () => {
    const { library } = await new TestDevice().open();
    const id = await save(library, "https://here.test/page");
    await library.tag([id], ["技术"], []);
    const preview = await ready(
      library,
      bookmarks(
        `<DT><H3>技术</H3><DL><DT><H3>前端</H3><DL><DT><A HREF="https://a.test/">A</A></DL></DL>
         <DT><A HREF="http://www.here.test/page/">Here</A><DT><A HREF="javascript:1">no</A>`,
      ),
    );
    expect(preview).toMatchObject({ fresh: 1, known: 1, repeated: 0, format: "netscape", encoding: "utf-8" });
    expect(preview.folders).toEqual([{ folder: "技术 / 前端", tag: "技术/前端", count: 1, isNew: true }]);
    expect(preview.skipped.map(({ given }) => given)).toEqual(["javascript:1"]);
    expect(await rowsOf(library)).toHaveLength(1);
  });

  it("[IM9] new links keep title, date, tags and folders; those that are here get tags and notes and keep the rest", async () => {
    const { library } = await new TestDevice().open();
    const here = await save(library, "https://here.test/page");
    await library.patch(here, { title: "Mine", note: "old note" });
    const report = await bringIn(
      library,
      bookmarks(
        `<DT><H3>Dev</H3><DL><DT><A HREF="https://a.test/" ADD_DATE="1600000000" TAGS="x">A title</A><DD>About it</DL>
         <DT><A HREF="https://here.test/page?utm_source=z" TAGS="y" SHORTCUTURL="kw">Theirs</A>`,
      ),
      { tags: ["from file"] },
    );
    expect(report).toMatchObject({ added: 1, known: 1, restored: 0, left: 0 });
    const fresh = (await rowsOf(library)).find(({ url }) => url === "https://a.test/");
    expect(fresh).toMatchObject({ title: "A title", excerpt: "About it", createdAt: 1600000000_000 });
    expect(fresh?.tags).toEqual(["Dev", "from file", "x"]);
    const kept = await first(library.link(here));
    expect(kept?.link).toMatchObject({ title: "Mine", note: "old note\n\nKeyword: kw" });
    expect(kept?.link.tags).toEqual(["from file", "y"]);
  });

  it("[IM9] without folders as tags, and with snapshots asked for behind everything else", async () => {
    const device = new TestDevice();
    const { library, engine } = await device.open();
    await bringIn(
      library,
      bookmarks(
        `<DT><H3>Dev</H3><DL><DT><A HREF="https://old.test/" ADD_DATE="1">o</A><DT><A HREF="https://new.test/" ADD_DATE="1600000000">n</A></DL>`,
      ),
      { foldersAsTags: false, snapshots: true },
    );
    await save(library, "https://mine.test/");
    expect((await rowsOf(library)).flatMap(({ tags }) => tags)).toEqual([]);
    expect(engine.captures.board.all().map(({ url }) => url)).toEqual([
      "https://mine.test/",
      "https://new.test/",
      "https://old.test/",
    ]);
  });

  it("[IM15] the backlog stands still while it is paused, in every tab; what the person saves goes on", async () => {
    const device = new TestDevice();
    const { library } = await device.open();
    const other = await device.open();
    await other.library.set({ backlogPaused: true });
    await first(library.settings, ({ backlogPaused }) => backlogPaused);
    await bringIn(library, "https://new.test/", { snapshots: true });
    await save(library, "https://mine.test/");
    await first(library.status, () => device.server.asked.includes("start https://mine.test/"));
    expect(device.server.asked).not.toContain("start https://new.test/");
    await library.set({ backlogPaused: false });
    await first(library.status, () => device.server.asked.includes("start https://new.test/"));
  });

  it("[IM10] one undo takes all of it back, also in another tab: new links vanish, the others are as they were", async () => {
    const device = new TestDevice();
    const tab = await device.open();
    const { library } = tab;
    const here = await save(library, "https://here.test/");
    const many = Array.from(
      { length: 900 },
      (_, i) => `<DT><A HREF="https://m.test/${i}" TAGS="t">m</A>`,
    ).join("");
    const seen: number[] = [];
    const stop = library.importing.subscribe(() => seen.push(library.importing.get()?.done ?? -1));
    const report = await bringIn(
      library,
      bookmarks(`${many}<DT><A HREF="https://here.test/" TAGS="t">h</A>`),
      {
        snapshots: true,
      },
    );
    stop();
    expect(report).toMatchObject({ added: 900, known: 1 });
    expect(seen).toEqual([0, 400, 800, 901, -1]);
    tab.close();
    const again = await device.open();
    await first(again.library.counts, ({ all }) => all === 901);
    await again.library.undo(report.batchId);
    await first(again.library.counts, ({ all }) => all === 1);
    expect((await first(again.library.link(here)))?.link.tags).toEqual([]);
    expect(again.engine.captures.board.all().map(({ url }) => url)).toEqual(["https://here.test/"]);
    const back = await bringIn(again.library, bookmarks(many));
    expect(back).toMatchObject({ added: 900, known: 0 });
  });

  it("[IM11] a link in the trash comes back; one deleted for good is saved anew", async () => {
    const { library } = await new TestDevice().open();
    const trashed = await save(library, "https://trashed.test/");
    const purged = await save(library, "https://purged.test/");
    await library.trash([trashed, purged]);
    await library.purge([purged]);
    const report = await bringIn(
      library,
      bookmarks(`<DT><A HREF="https://trashed.test/">t</A><DT><A HREF="https://purged.test/">p</A>`),
    );
    expect(report).toMatchObject({ added: 1, known: 1, restored: 1 });
    expect((await rowsOf(library)).map(({ url }) => url).toSorted()).toEqual([
      "https://purged.test/",
      "https://trashed.test/",
    ]);
  });

  it("[IM12] can be stopped between two commits; what came in until then can be undone", async () => {
    const { library } = await new TestDevice().open();
    const many = Array.from({ length: 2000 }, (_, i) => `https://m.test/${i}`).join("\n");
    const { id } = await ready(library, many);
    const running = library.importLinks(id, OPTIONS);
    await first(library.importing, (progress) => (progress?.done ?? 0) > 0);
    await library.stopImport();
    const report = await running;
    expect(report?.left).toBeGreaterThan(0);
    expect((report?.added ?? 0) + (report?.left ?? 0)).toBe(2000);
    await library.undo(report?.batchId);
    await first(library.counts, ({ all }) => all === 0);
  });

  it("[IM12] a reading is used once, and a second file takes the place of the first", async () => {
    const { library } = await new TestDevice().open();
    const one = await ready(library, "https://one.test/");
    const two = await ready(library, "https://two.test/");
    expect(await library.importLinks(one.id, OPTIONS)).toBeNull();
    expect(await library.importLinks(two.id, OPTIONS)).toMatchObject({ added: 1 });
    expect(await library.importLinks(two.id, OPTIONS)).toBeNull();
  });
});

describe("letters of a file", () => {
  const gbk = Uint8Array.of(0xd6, 0xd0, 0xce, 0xc4); // 中文
  it("[IM13] are read by mark, by name, as UTF-8, and else by a guess that says so", () => {
    expect(decodeText(bytesOf("\ufeff中文"))).toEqual({ text: "中文", encoding: "utf-8", isGuessed: false });
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x2d, 0x4e))).toMatchObject({
      text: "中",
      encoding: "utf-16le",
    });
    const named = Uint8Array.of(...bytesOf('<META CHARSET="gbk">'), ...gbk);
    expect(decodeText(named)).toMatchObject({ text: '<META CHARSET="gbk">中文', isGuessed: false });
    expect(decodeText(gbk)).toEqual({ text: "中文", encoding: "gb18030", isGuessed: true });
    expect(decodeText(gbk, "big5")?.encoding).toBe("big5");
    expect(decodeText(Uint8Array.of(0xff, 0xff, 0x80))).toBeNull();
    expect(decodeText(gbk, "no-such")).toBeNull();
  });
});

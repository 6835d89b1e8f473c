import "fake-indexeddb/auto";
import { afterEach, describe, expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import { linkIdOf } from "../../domain/url/link-id";
import { urlKey } from "../../domain/url/url-key";
import type { Cells } from "../../replica/cells";
import { createLink, purgeLink, setFields, setTags } from "../../replica/edits";
import { Shard } from "../../replica/shard";
import { shardOf } from "../../replica/shard-of";
import type { Library, ListSpec, Live } from "../library";
import { first, save, TestDevice } from "../testing/harness";
import type { Tab } from "../testing/harness";

const open: Tab[] = [];
const tabs = new Map<Library, Tab>();
async function tabOf(device: TestDevice): Promise<Tab> {
  const tab = await device.open();
  open.push(tab);
  tabs.set(tab.library, tab);
  return tab;
}
/** A link as it is now: live views follow a moment later. */
const linkOf = async (library: Library, id: LinkId) => (await tabs.get(library)?.engine.linkView(id))?.link;
afterEach(() => {
  for (const tab of open.splice(0)) tab.close();
});

const DAY = 86_400_000;
const address = (n: number): string => `https://example.org/${n}`;
const idOf = (n: number): LinkId => linkIdOf(urlKey(address(n)));

async function idsOf(library: Library, spec: Partial<ListSpec>): Promise<readonly LinkId[]> {
  const list = library.list({ place: "all", sort: "newest", ...spec });
  const ids = await list.ids();
  list.close();
  return ids;
}
const tagsOf = async (library: Library, id: LinkId) => (await linkOf(library, id))?.tags;
/** Waits for a value that will do; a live value may first say what was. */
const become = <T>(live: Live<T>, willDo: (value: T) => boolean): Promise<T> => first(live, willDo);

/** Another device: shards of its own that are exchanged by hand. */
class Other {
  readonly #shards = new Map<number, Shard>();

  edit(id: LinkId, write: (cells: Cells) => void): void {
    const shard = this.#shards.get(shardOf(id)) ?? new Shard();
    this.#shards.set(shardOf(id), shard);
    shard.edit(77, write);
  }

  hear(stored: readonly { shard: number; update: Uint8Array }[]): void {
    for (const { shard, update } of stored) {
      const own = this.#shards.get(shard) ?? new Shard();
      this.#shards.set(shard, own);
      own.apply(update);
    }
  }

  get updates(): { shard: number; update: Uint8Array }[] {
    return [...this.#shards].map(([number, shard]) => ({ shard: number, update: shard.encode() }));
  }
}

/** Everything the device's log holds, as another device would get it. */
async function stateOf({ database }: Tab): Promise<{ shard: number; update: Uint8Array }[]> {
  const states = await database.states.toArray();
  const updates = await database.updates.orderBy("seq").toArray();
  return [...states, ...updates].map(({ shard, update }) => ({ shard, update }));
}

/** A library of `n` links that another device knows as well. */
async function shared(n: number): Promise<{ tab: Tab; device: TestDevice; other: Other }> {
  const device = new TestDevice();
  const tab = await tabOf(device);
  const other = new Other();
  for (let i = 0; i < n; i++)
    other.edit(idOf(i), (cells) =>
      createLink(cells, {
        id: idOf(i),
        url: address(i),
        title: `Link ${i}`,
        description: "",
        createdAt: device.time - i,
        source: "test",
        tags: ["all"],
      }),
    );
  const received = await tab.engine.keeping.incoming.receive({ device: "Pixel", updates: other.updates });
  expect(received.kind).toBe("applied");
  return { tab, device, other };
}

describe("tags as wholes", () => {
  it("[O1] are renamed with their children on every link, and one undo takes it back", async () => {
    const { library } = await tabOf(new TestDevice());
    const [a, b] = [await save(library, address(1)), await save(library, address(2))];
    await library.tag([a], ["Dev/js", "art"], []);
    await library.tag([b], ["dev"], []);
    await library.trash([b]);
    await library.colourTag("dev", 5);
    await library.saveSearch("tag:dev/js cats", "Cats");
    const batch = await library.renameTag("dev", "Code");
    expect(batch).toMatchObject({ label: "rename-tag", count: 2 });
    expect(await tagsOf(library, a)).toEqual(["art", "Code/js"]);
    expect(await tagsOf(library, b)).toEqual(["Code"]);
    const tags = await become(library.tags, (roots) =>
      roots.some(({ path, hue }) => path === "code" && hue === 5),
    );
    expect(tags.map(({ path }) => path)).toEqual(["art", "code"]);
    await become(library.searches, ([one]) => one?.query === "tag:Code/js cats");
    await library.undo(batch!.id);
    expect(await tagsOf(library, a)).toEqual(["art", "Dev/js"]);
    await become(library.searches, ([one]) => one?.query === "tag:dev/js cats");
    expect(await library.renameTag("dev", "dev")).toBeNull();
  });

  it("[O2] are merged; the old name then gives and finds the tag, in the tag list and in words", async () => {
    const { library } = await tabOf(new TestDevice());
    const [a, b] = [await save(library, address(1)), await save(library, address(2))];
    await library.tag([a], ["档案", "存档"], []);
    await library.tag([b], ["存档"], []);
    expect(await library.mergeTags(["档案", "存档"], "档案")).toMatchObject({ count: 2 });
    expect([await tagsOf(library, a), await tagsOf(library, b)]).toEqual([["档案"], ["档案"]]);
    await become(library.tags, (roots) => roots[0]?.aliases[0] === "存档");
    const c = await save(library, address(3));
    await library.tag([c], ["存档"], []);
    expect(await tagsOf(library, c)).toEqual(["档案"]);
    expect((await idsOf(library, { query: "tag:存档" })).length).toBe(3);
    expect((await idsOf(library, { query: "存档" })).length).toBe(3);
    expect((await idsOf(library, { tag: "存档" })).length).toBe(3);
    await library.removeTagAlias("存档");
    await become(library.tags, (roots) => roots[0]?.aliases.length === 0);
    expect(await idsOf(library, { tag: "存档" })).toEqual([]);
  });

  it("[O3] are nested and brought back to the top, never below themselves", async () => {
    const { library } = await tabOf(new TestDevice());
    const a = await save(library, address(1));
    await library.tag([a], ["coffee/beans", "食谱"], []);
    await library.nestTag("coffee", "食谱");
    expect(await tagsOf(library, a)).toEqual(["食谱", "食谱/coffee/beans"]);
    expect(await library.nestTag("食谱", "食谱/coffee")).toBeNull();
    expect(await library.mergeTags(["食谱"], "食谱/coffee")).toBeNull();
    await library.nestTag("食谱/coffee", "");
    expect(await tagsOf(library, a)).toEqual(["coffee/beans", "食谱"]);
  });

  it("[O4] without links are listed as unused until they are deleted, and deleting is undone whole", async () => {
    const { library } = await tabOf(new TestDevice());
    const a = await save(library, address(1));
    await library.createTag("Someday");
    await library.tag([a], ["left", "kept"], []);
    await library.tag([a], [], ["left"]);
    await become(library.unusedTags, (unused) => unused.map(({ tag }) => tag).join() === "Someday,left");
    const gone = await library.deleteTags(["left", "Someday"]);
    await become(library.unusedTags, (unused) => unused.length === 0);
    await library.undo(gone.id);
    await become(library.unusedTags, (unused) => unused.length === 2);
    const all = await library.deleteTags(["kept"]);
    expect([all.count, await tagsOf(library, a)]).toEqual([1, []]);
    await library.undo(all.id);
    expect(await tagsOf(library, a)).toEqual(["kept"]);
  });

  it("[O5] fit a link by its site, its words and what goes with what is chosen; five at most, none it has", async () => {
    const { library } = await tabOf(new TestDevice());
    for (let i = 0; i < 4; i++) {
      const id = await save(library, `https://rust.example/${i}`);
      await library.patch(id, { title: `Ownership and borrowing, part ${i}` });
      await library.tag([id], ["rust", "systems"], []);
      const recipe = await save(library, `https://food.example/${i}`);
      await library.patch(recipe, { title: `手冲咖啡 ${i}` });
      await library.tag([recipe], ["咖啡"], []);
    }
    const site = await save(library, "https://rust.example/new");
    expect(await library.suggestTags(site)).toEqual(["rust", "systems"]);
    expect(await library.suggestTags(site, ["rust"])).toEqual(["systems"]);
    const words = await save(library, "https://blog.example/x");
    await library.patch(words, { title: "Borrowing explained" });
    expect(await library.suggestTags(words)).toContain("rust");
    const bean = await save(library, "https://bean.example/1");
    await library.patch(bean, { title: "Café crème" });
    await library.tag([bean], ["breakfast"], []);
    const accents = await save(library, "https://blog.example/z");
    await library.patch(accents, { title: "A cafe guide" });
    expect(await library.suggestTags(accents)).toEqual(["breakfast"]);
    const chinese = await save(library, "https://blog.example/y");
    await library.patch(chinese, { title: "咖啡的冲法" });
    expect(await library.suggestTags(chinese)).toEqual(["咖啡"]);
    expect(await library.suggestTags(await save(library, "https://other.example/"))).toEqual([]);
  });
});

describe("saved searches", () => {
  it("[O10] are counted, renamed, moved and removed, and each step is undone", async () => {
    const { library } = await tabOf(new TestDevice());
    await library.saveSearch("is:starred", "Stars");
    await library.saveSearch("is:untagged", "");
    const [stars, untagged] = await become(library.searches, (all) => all.length === 2);
    expect(untagged).toMatchObject({ name: "is:untagged", count: 0 });
    await library.star([await save(library, address(1))], true);
    await become(library.searches, ([one, two]) => one?.count === 1 && two?.count === 1);
    await library.moveSearch(untagged!.id, 0);
    await become(library.searches, ([one]) => one?.id === untagged!.id);
    await library.changeSearch(stars!.id, { name: "Best" });
    await become(library.searches, ([, two]) => two?.name === "Best");
    const gone = await library.deleteSearch(stars!.id);
    await become(library.searches, (all) => all.length === 1);
    await library.undo(gone.id);
    await become(library.searches, ([, two]) => two?.name === "Best");
  });
});

describe("activity", () => {
  it("[O20] lists what was done under its name, with counts, and takes back a batch in the middle", async () => {
    const { library } = await tabOf(new TestDevice());
    const [a, b] = [await save(library, address(1)), await save(library, address(2))];
    const starred = await library.star([a, b], true);
    await library.star([b], false);
    await library.patch(a, { note: "n" });
    const entries = await library.activity();
    expect(entries.map(({ label }) => label)).toEqual(["edit", "unstar", "star", "save", "save"]);
    expect(entries[2]).toMatchObject({ count: 2, device: "", undone: false, revertible: true });
    expect(await library.undo(starred.id)).toEqual({
      batch: { id: starred.id, label: "star", count: 2 },
      left: 0,
    });
    expect(await idsOf(library, { place: "starred" })).toEqual([]);
    expect((await library.activity())[2]).toMatchObject({ undone: true, revertible: false });
    expect((await linkOf(library, a))?.note).toBe("n");
  });

  it("[O21] says how many links were changed again since and were left alone", async () => {
    const { library } = await tabOf(new TestDevice());
    const [a, b] = [await save(library, address(1)), await save(library, address(2))];
    await library.patch(a, { note: "first" });
    const second = await library.patch(a, { note: "second" });
    await library.patch(a, { note: "third" });
    expect(await library.undo(second.id)).toMatchObject({ left: 1 });
    expect((await linkOf(library, a))?.note).toBe("third");
    await library.trash([b]);
    await library.purge([b]);
    expect((await library.activity())[0]).toMatchObject({ label: "purge", count: 1, revertible: false });
  });

  it("[O22] an edit of more links than one commit takes is one batch, told while it runs and undone as one", async () => {
    const { tab } = await shared(2300);
    const { library } = tab;
    const steps: number[] = [];
    library.work.subscribe(() => steps.push(library.work.get()?.done ?? -1));
    const batch = await library.renameTag("all", "every");
    expect(batch).toMatchObject({ count: 2300 });
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.at(-1)).toBe(-1);
    expect((await library.activity())[0]).toMatchObject({
      label: "rename-tag",
      count: 2300,
      subject: "all → every",
    });
    expect((await idsOf(library, { tag: "every" })).length).toBe(2300);
    expect(await library.undo()).toMatchObject({ batch: { count: 2300 }, left: 0 });
    expect((await idsOf(library, { tag: "all" })).length).toBe(2300);
  }, 60_000);
});

describe("what another device wrote", () => {
  it("[O30] is merged, stands in Activity under the device's name, and is taken back there", async () => {
    const { tab, other } = await shared(3);
    const { library } = tab;
    other.edit(idOf(1), (cells) => setFields(cells, idOf(1), { note: "from the phone" }));
    other.edit(idOf(2), (cells) => setTags(cells, idOf(2), { add: ["phone"], remove: [] }));
    await tab.engine.keeping.incoming.receive({ device: "Pixel", updates: other.updates });
    expect((await linkOf(library, idOf(1)))?.note).toBe("from the phone");
    const [entry] = await library.activity();
    expect(entry).toMatchObject({ label: "remote", device: "Pixel", count: 2, revertible: true });
    expect(await library.undo()).toBeNull();
    await library.undo(entry!.id);
    expect((await linkOf(library, idOf(1)))?.note).toBe("");
    expect(await tagsOf(library, idOf(2))).toEqual(["all"]);
  });

  it("[O31] that is no update, or builds on what is not here, is refused and changes nothing", async () => {
    const { tab, other } = await shared(2);
    const shard = new Shard();
    const id = idOf(1);
    shard.edit(5, (cells) => setFields(cells, id, {}));
    const base = { id, url: address(1), title: "t", description: "", createdAt: 1, source: "x", tags: [] };
    shard.edit(5, (cells) => createLink(cells, base));
    const later = shard.edit(5, (cells) => setFields(cells, id, { note: "late" })).update!;
    const { incoming } = tab.engine.keeping;
    const number = shardOf(id);
    const received = async (update: Uint8Array) =>
      (await incoming.receive({ device: "X", updates: [{ shard: number, update }] })).kind;
    expect(await received(new Uint8Array([1, 2, 3]))).toBe("refused");
    expect(await received(later)).toBe("refused");
    expect(await received(other.updates.find((one) => one.shard === number)!.update)).toBe("applied");
    expect((await linkOf(tab.library, id))?.note).toBe("");
  });

  const removeAll = (other: Other, n: number, how: (cells: Cells, id: LinkId) => void): void => {
    for (let i = 0; i < n; i++) other.edit(idOf(i), (cells) => how(cells, idOf(i)));
  };
  const toTrash = (cells: Cells, id: LinkId): void => setFields(cells, id, { deletedAt: 5 });

  it("[O32] waits for the person when it removes more than a fifth and more than fifty, through a restart", async () => {
    const { tab, device, other } = await shared(200);
    removeAll(other, 60, toTrash);
    const { incoming } = tab.engine.keeping;
    expect(await incoming.receive({ device: "Pixel", updates: other.updates })).toEqual({ kind: "held" });
    expect((await idsOf(tab.library, {})).length).toBe(200);
    await become(tab.library.held, (held) => held?.removes === 60);
    tab.close();
    const again = await tabOf(device);
    await become(again.library.held, (held) => held?.device === "Pixel" && held.removes === 60);
    expect(await again.library.answerHeld("apply")).toMatchObject({ label: "remote" });
    expect((await idsOf(again.library, {})).length).toBe(140);
    await become(again.library.held, (held) => held === null);
  });

  it("[O33] kept back, all of it but the removals is taken, and the other device gets its links again", async () => {
    const { tab, other } = await shared(200);
    removeAll(other, 80, (cells, id) => purgeLink(cells, id));
    removeAll(other, 60, toTrash);
    other.edit(idOf(100), (cells) => setFields(cells, idOf(100), { note: "kept" }));
    await tab.engine.keeping.incoming.receive({ device: "Pixel", updates: other.updates });
    await tab.library.answerHeld("keep");
    expect((await idsOf(tab.library, {})).length).toBe(200);
    expect((await linkOf(tab.library, idOf(100)))?.note).toBe("kept");
    expect(await tagsOf(tab.library, idOf(3))).toEqual(["all"]);
    const back = new Other();
    back.hear(other.updates);
    back.hear(await stateOf(tab));
    const shard = new Shard();
    for (const { shard: number, update } of back.updates)
      if (number === shardOf(idOf(3))) shard.apply(update);
    expect(shard.record(idOf(3))?.link).toMatchObject({ title: "Link 3", deletedAt: 0 });
  });

  it("[O34] in pieces is counted together; fifty, or a fifth, pass", async () => {
    const { tab, other } = await shared(400);
    const { incoming } = tab.engine.keeping;
    const piece = async (from: number, to: number): Promise<string> => {
      for (let i = from; i < to; i++) other.edit(idOf(i), (cells) => toTrash(cells, idOf(i)));
      return (await incoming.receive({ device: "Pixel", updates: other.updates })).kind;
    };
    expect(await piece(0, 45)).toBe("applied");
    expect(await piece(45, 80)).toBe("applied");
    expect(await piece(80, 85)).toBe("held");
    expect((await idsOf(tab.library, { place: "trash" })).length).toBe(80);
  });
});

describe("the trash", () => {
  it("[O40] keeps links thirty days with the library open, gives them back whole, and is then emptied", async () => {
    const device = new TestDevice();
    const tab = await tabOf(device);
    const { library } = tab;
    const [a, b] = [await save(library, address(1)), await save(library, address(2))];
    await library.patch(a, { note: "n" });
    await library.tag([a], ["x"], []);
    await library.trash([a, b]);
    const { trash } = tab.engine.keeping;
    const pass = async (days: number): Promise<void> => {
      for (let i = 0; i < days; i++) {
        device.time += DAY;
        await trash.look();
      }
    };
    await trash.look();
    await pass(29);
    await library.restore([a]);
    expect(await linkOf(library, a))?.toMatchObject({ note: "n", tags: ["x"], deletedAt: 0 });
    await pass(1);
    expect(await idsOf(library, { place: "trash" })).toEqual([]);
    expect(await idsOf(library, {})).toEqual([a]);
    expect((await library.activity())[0]).toMatchObject({ label: "expire", count: 1, revertible: false });
  });
});

describe("the age of Activity", () => {
  it("[L10] batches are there on the thirtieth day the library is open and gone after it; ten years of clock take none", async () => {
    const device = new TestDevice();
    const { library, engine } = await tabOf(device);
    const a = await save(library, address(1));
    const { trash } = engine.keeping;
    await trash.look();
    const pass = async (days: number): Promise<void> => {
      for (let i = 0; i < days; i++) {
        device.time += DAY;
        await trash.look();
      }
    };
    device.time += 3650 * DAY;
    await trash.look();
    expect((await library.activity()).length).toBe(1);
    await pass(28);
    await library.star([a], true);
    expect((await library.activity()).map(({ label }) => label)).toEqual(["star", "save"]);
    await pass(1);
    expect((await library.activity()).map(({ label }) => label)).toEqual(["star"]);
    device.time -= 5000 * DAY;
    await trash.look();
    expect((await library.activity()).length).toBe(1);
    expect(await library.undo()).toMatchObject({ batch: { label: "star" } });
  });
});

describe("an address that was saved before", () => {
  it("[O44] is moved to the top of lists by date, keeps its own date, and undo puts it back", async () => {
    const device = new TestDevice();
    const { library } = await tabOf(device);
    const old = await save(library, address(1));
    device.time += DAY;
    const young = await save(library, address(2));
    device.time += 1000;
    const batch = await library.moveUp([old]);
    expect(await idsOf(library, {})).toEqual([old, young]);
    expect((await linkOf(library, old))?.createdAt).toBeLessThan(device.time - 1000);
    await library.undo(batch.id);
    expect(await idsOf(library, {})).toEqual([young, old]);
  });
});

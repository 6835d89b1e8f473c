import "fake-indexeddb/auto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { shardOf } from "../../replica/shard-of";
import type { UpdateLog } from "../../ports/update-log";
import type { Testimony } from "../../ports/witness";
import { openDatabase } from "../../store/db";
import { DexieDevice } from "../../store/dexie-device";
import { first, save, TestDevice } from "../testing/harness";
import type { Tab } from "../testing/harness";
import type { ListSpec } from "../library";
import { WitnessKeeper } from "./witness-keeper";

const open: Tab[] = [];
const openTab = async (device: TestDevice): Promise<Tab> => {
  const tab = await device.open();
  open.push(tab);
  return tab;
};
afterEach(() => open.splice(0).forEach((tab) => tab.close()));

const spec: ListSpec = { place: "all", sort: "newest" };
const testified = (device: TestDevice, links: number) =>
  vi.waitFor(() => expect(device.witness.kept?.links).toBe(links), { timeout: 6000 });

describe("the witness", () => {
  it("[L20] an emptied database is told as a loss, not taken for a new library", async () => {
    const device = new TestDevice();
    const one = await openTab(device);
    await save(one.library, "https://example.org/1");
    await save(one.library, "https://example.org/2");
    await testified(device, 2);
    one.close();
    await one.database.delete();
    const two = await openTab(device);
    const status = await first(two.library.status, ({ loss }) => loss !== null);
    expect(status.loss).toMatchObject({ kind: "emptied", links: 2, left: 0 });
    two.close();
    // Undecided: it is told again, and the witness has not been overwritten.
    const three = await openTab(device);
    expect((await first(three.library.status, ({ loss }) => loss !== null)).loss?.links).toBe(2);
    await three.library.acceptLoss();
    await first(three.library.status, ({ loss }) => loss === null);
    await save(three.library, "https://example.org/3");
    await testified(device, 1);
    three.close();
    const four = await openTab(device);
    expect((await first(four.library.status)).loss).toBeNull();
  });

  it("[L20] a database that holds an older state is told, with how many links are left", async () => {
    const device = new TestDevice();
    const one = await openTab(device);
    await save(one.library, "https://example.org/1");
    const [updates, heads, patches, pages] = await Promise.all([
      one.database.updates.toArray(),
      one.database.heads.toArray(),
      one.database.patches.toArray(),
      one.database.pages.toArray(),
    ]);
    await save(one.library, "https://example.org/2");
    await testified(device, 2);
    one.close();
    // The rows as a copy of the profile brought them back.
    const database = (await openTab(device)).database;
    for (const table of [database.updates, database.heads, database.patches, database.pages])
      await table.clear();
    await database.updates.bulkPut(updates);
    await database.heads.bulkPut(heads);
    await database.patches.bulkPut(patches);
    await database.pages.bulkPut(pages);
    const two = await openTab(device);
    const { loss } = await first(two.library.status, (status) => status.loss !== null);
    expect(loss).toMatchObject({ kind: "older", links: 2, left: 1 });
  });

  it("[R50] a database deleted under open tabs: each says so, writes nothing more, and the witness keeps what it knew", async () => {
    const device = new TestDevice();
    const [one, other] = [await openTab(device), await openTab(device)];
    const id = await save(one.library, "https://example.org/1");
    await save(one.library, "https://example.org/2");
    await testified(device, 2);
    const known = device.witness.kept;
    await openDatabase(device.name).delete();
    for (const tab of [one, other]) {
      await expect(tab.library.patch(id, { title: "upon nothing" })).rejects.toThrow();
      const { loss } = await first(tab.library.status, (status) => status.loss !== null);
      expect(loss).toMatchObject({ kind: "emptied", links: 2, left: 0, whileOpen: true });
      await expect(tab.library.add("https://example.org/3")).rejects.toThrow();
    }
    expect(device.witness.kept).toEqual(known);
    const later = await openTab(device);
    const { loss } = await first(later.library.status, (status) => status.loss !== null);
    expect(loss).toMatchObject({ kind: "emptied", links: 2, whileOpen: false });
    // Decided in the tab that lost it: the next start is that of a new library.
    await one.library.acceptLoss();
    const anew = await openTab(device);
    expect((await first(anew.library.status)).loss).toBeNull();
    await save(anew.library, "https://example.org/4");
    await testified(device, 1);
  });

  it("[L30] tabs of a new library that write in the same moment give it one name: the next start tells no loss", async () => {
    const name = `named-${crypto.randomUUID()}`;
    let kept: Testimony | null = null;
    const keeperOf = (newId: string) => {
      const database = openDatabase(name);
      const parts = {
        witness: { read: async () => kept, write: async (told: Testimony) => void (kept = told) },
        device: new DexieDevice(database),
        log: { heads: async () => new Map([["tab", 1]]), whenLost: () => undefined } as unknown as UpdateLog,
        newId: () => newId,
        now: () => 0,
        links: () => 1,
        changed: () => undefined,
        background: (work: Promise<unknown>) => void work,
      };
      return new WitnessKeeper(parts);
    };
    const tabs = [keeperOf("one"), keeperOf("two")];
    await Promise.all(tabs.map((tab) => tab.compare()));
    await Promise.all(tabs.map((tab) => tab.forget())); // both tell at once, for the first time
    for (const tab of tabs) {
      tab.tell();
      await vi.waitFor(() => expect(kept?.head).toBe(1), { timeout: 6000 });
      const next = keeperOf("three");
      await next.compare();
      expect(next.loss).toBeNull();
      await tab.forget();
    }
  });

  it("[L21] a witness that is silent or damaged says nothing", async () => {
    const device = new TestDevice();
    const one = await openTab(device);
    await save(one.library, "https://example.org/1");
    one.close();
    device.witness.kept = null;
    const two = await openTab(device);
    expect((await first(two.library.status)).loss).toBeNull();
    device.witness.read = () => Promise.reject(new Error("thrown away"));
    const three = await openTab(device);
    expect((await first(three.library.status)).loss).toBeNull();
  });
});

describe("damage", () => {
  it("[R52] met when a link is opened: what is left shows, and it is told until it was seen", async () => {
    const device = new TestDevice();
    const one = await openTab(device);
    const id = await save(one.library, "https://example.org/1");
    await one.library.patch(id, { title: "Kept" });
    await one.library.patch(id, { note: "The row of this is lost" });
    // Other shards may have been written meanwhile, the device's own for one.
    const rows = (await one.database.updates.toArray()).filter(({ shard }) => shard === shardOf(id));
    expect(rows.length).toBeGreaterThan(1);
    one.close();
    const database = openDatabase(device.name);
    await database.updates.delete(rows.at(-1)?.seq ?? 0);
    database.close();
    const two = await openTab(device);
    expect((await first(two.library.status)).trouble).toBeNull(); // pages alone were read
    const { link } = (await first(two.library.link(id), (view) => view !== null)) ?? {};
    expect(link).toMatchObject({ title: "Kept", note: "" });
    const { trouble } = await first(two.library.status, (status) => status.trouble !== null);
    expect(trouble).toEqual({ kind: "quarantined", rows: 1 });
    two.close();
    const three = await openTab(device);
    expect((await first(three.library.status)).trouble).toEqual({ kind: "quarantined", rows: 1 });
    await three.library.damageSeen();
    await first(three.library.status, (status) => status.trouble === null);
    three.close();
    const four = await openTab(device);
    expect((await first(four.library.status)).trouble).toBeNull();
  });
});

describe("the first screen", () => {
  it("[P20] shows what was shown last until the library is read, and says so; then what is there", async () => {
    const device = new TestDevice();
    const one = await openTab(device);
    await save(one.library, "https://example.org/1");
    const list = one.library.list(spec);
    await first(list.view, ({ total }) => total === 1);
    const kept = () => one.database.settings.get("firstScreen");
    await vi.waitFor(async () => expect(await kept()).toBeDefined(), { timeout: 4000 });
    list.close();
    one.close();
    const two = await openTab(device);
    device.time += 1000;
    await save(two.library, "https://example.org/2"); // no list is open: nothing is remembered of it
    two.close();
    const three = device.openUnread();
    open.push(three);
    const views: { total: number; isRemembered: boolean }[] = [];
    const shown = three.library.list(spec);
    shown.view.subscribe(() => {
      const { total = -1, isRemembered = false } = shown.view.get() ?? {};
      views.push({ total, isRemembered });
    });
    await first(shown.view, ({ isRemembered }) => isRemembered !== true);
    expect(views[0]).toEqual({ total: 1, isRemembered: true });
    expect(views.at(-1)).toEqual({ total: 2, isRemembered: false });
    expect(shown.rows(0, 2).map((row) => row?.url)).toEqual([
      "https://example.org/2",
      "https://example.org/1",
    ]);
  });
});

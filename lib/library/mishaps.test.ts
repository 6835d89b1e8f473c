import "fake-indexeddb/auto";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { LinkId } from "../domain/ids";
import { linkIdOf } from "../domain/url/link-id";
import { urlKey } from "../domain/url/url-key";
import { shardOf } from "../replica/shard-of";
import { Shard } from "../replica/shard";
import { DexieLog } from "../store/log/dexie-log";
import type { Library } from "./library";
import { first, save, TestDevice } from "./testing/harness";
import type { Tab } from "./testing/harness";

const URL_A = "https://example.org/a";
const open: Tab[] = [];
const tabOf = async (device: TestDevice): Promise<Tab> => {
  const tab = await device.open();
  open.push(tab);
  return tab;
};
afterEach(() => open.splice(0).forEach((tab) => tab.close()));

const idsIn = async (library: Library, place: "all" | "trash") => {
  const list = library.list({ place, sort: "newest" });
  await first(list.view);
  const ids = await list.ids();
  list.close();
  return ids;
};
/** Writes cells as another device would have written them. */
async function plant({ engine }: Tab, id: LinkId, cells: readonly (readonly [string, unknown])[]) {
  const foreign = new Shard();
  const { update } = foreign.edit(7, (map) => cells.forEach(([key, value]) => map.set(id + key, value)));
  await engine.parts.log.commit([], () => ({
    value: null,
    updates: [{ shard: shardOf(id), update: update!, cells: [] }],
  }));
}

describe("undo", () => {
  it("[L10] asked twice at once takes back two batches, and an undone save stays out of the trash", async () => {
    const device = new TestDevice();
    const { library } = await tabOf(device);
    await save(library, "https://example.org/b");
    await save(library, URL_A);
    const undone = await Promise.all([library.undo(), library.undo()]);
    expect(undone[0]!.batch.id).not.toBe(undone[1]!.batch.id);
    expect(await idsIn(library, "all")).toEqual([]);
    expect(await idsIn(library, "trash")).toEqual([]);
  });

  it("[L10] a batch undone in two tabs at once is undone once", async () => {
    const device = new TestDevice();
    const one = await tabOf(device);
    const two = await tabOf(device);
    const outcome = await one.library.add(URL_A);
    if (outcome.kind !== "saved") throw new Error(outcome.kind);
    await Promise.all([one.library.undo(outcome.batch.id), two.library.undo(outcome.batch.id)]);
    expect(await idsIn(one.library, "trash")).toEqual([]);
    expect(await idsIn(two.library, "trash")).toEqual([]);
  });

  it("[L10] the newest batch is the one written last, whatever the clock said", async () => {
    const device = new TestDevice();
    const { library } = await tabOf(device);
    const id = await save(library, URL_A);
    await library.tag([id], ["x"], []);
    device.time -= 86_400_000;
    await library.star([id], true);
    for (const label of ["star", "tag", "save"])
      expect(await library.undo()).toMatchObject({ batch: { label } });
    expect(await library.undo()).toBeNull();
  });

  it("[L12] an undo after a purge writes nothing onto what is gone", async () => {
    const device = new TestDevice();
    const { library, database } = await tabOf(device);
    const outcome = await library.add(URL_A);
    if (outcome.kind !== "saved") throw new Error(outcome.kind);
    await library.trash([outcome.id]);
    await library.purge([outcome.id]);
    // The library's keys are written beside it, in a shard of their own.
    const ofLink = () => database.updates.where("shard").equals(shardOf(outcome.id)).count();
    const before = await ofLink();
    await library.undo(outcome.batch.id);
    expect(await ofLink()).toBe(before);
  });
});

describe("saving over what other devices wrote", () => {
  const id = linkIdOf(urlKey(URL_A));

  it.each([
    ["a base that is none", [["", "junk"]]],
    ["a base without address", [["", [1, "javascript:alert(1)"]]]],
    ["an odd tombstone", [["x", true]]],
    ["a date of deletion before the link", [["!", 5000]]],
  ] as const)("[P1] an acknowledged link is there in spite of %s", async (_, cells) => {
    const device = new TestDevice();
    const tab = await tabOf(device);
    await plant(tab, id, cells);
    const saved = await save(tab.library, URL_A);
    expect(await idsIn(tab.library, "all")).toEqual([saved]);
    tab.close();
    expect(await idsIn((await tabOf(device)).library, "all")).toEqual([saved]);
  });
});

describe("two tabs", () => {
  it("[P8] a tab that missed a message shows what it missed when it is looked at again", async () => {
    const device = new TestDevice();
    const one = await tabOf(device);
    const old = await save(one.library, URL_A);
    await one.library.trash([old]);
    const two = await tabOf(device);
    one.engine.parts.tabs.tell = () => undefined; // as if the tab had died after its commit
    const id = await save(one.library, "https://example.org/b");
    await one.library.purge([old]);
    await two.engine.wake();
    expect(await idsIn(two.library, "all")).toEqual([id]);
    expect(await idsIn(two.library, "trash")).toEqual([]);
  });

  it("[P8] what one tab writes while another opens is not covered by what that one had read", async () => {
    const device = new TestDevice();
    const one = await tabOf(device);
    const id = await save(one.library, URL_A);
    let release = (): void => undefined;
    const hold = new Promise<void>((resolve) => {
      release = resolve;
    });
    const real = Object.getOwnPropertyDescriptor(DexieLog.prototype, "pages")!.value as DexieLog["pages"];
    vi.spyOn(DexieLog.prototype, "pages").mockImplementationOnce(async function (this: DexieLog, shards) {
      const read = await real.call(this, shards);
      await hold;
      return read;
    });
    const opening = tabOf(device);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await one.library.star([id], true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    const two = await opening;
    await first(two.library.counts, ({ starred }) => starred === 1);
  });
});

/** Large removals by other devices: taken back whole, counted truly while they wait, answered whatever came with them. */
import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import type { LinkId } from "../../../domain/ids";
import { fieldKey } from "../../../replica/cells";
import type { Cells } from "../../../replica/cells";
import { createLink, purgeLink, setFields, setTags } from "../../../replica/edits";
import { Shard } from "../../../replica/shard";
import { shardOf } from "../../../replica/shard-of";
import { TestDevice } from "../../testing/harness";
import { address, closingTabs, idOf } from "../../testing/tabs";
import type { RemoteUpdate } from "./remote-change";
import { undoRecords } from "./undo-records";

const tabOf = closingTabs();
const toTrash = (cells: Cells, id: LinkId): void => setFields(cells, id, { deletedAt: 5 });

/** Another device; each `edit` answers what it wrote just now. */
class Other {
  readonly #shards = new Map<number, Shard>();

  constructor(private readonly writer: number) {}

  edit(from: number, to: number, write: (cells: Cells, id: LinkId) => void): RemoteUpdate[] {
    const byShard = new Map<number, LinkId[]>();
    for (let n = from; n < to; n++)
      byShard.set(shardOf(idOf(n)), [...(byShard.get(shardOf(idOf(n))) ?? []), idOf(n)]);
    return [...byShard].flatMap(([shard, ids]) => {
      const own = this.#shards.get(shard) ?? new Shard();
      this.#shards.set(shard, own);
      const { update } = own.edit(this.writer, (cells) => ids.forEach((id) => write(cells, id)));
      return update ? [{ shard, update }] : [];
    });
  }

  create(count: number, tags: readonly string[]): RemoteUpdate[] {
    const numbers = new Map(Array.from({ length: count }, (_, n) => [idOf(n), n]));
    return this.edit(0, count, (cells, id) => {
      const n = numbers.get(id) ?? 0;
      const told = { title: `Link ${n}`, description: "", createdAt: 1000, source: "test", tags: ["all"] };
      createLink(cells, { id, url: address(n), ...told });
      if (tags.length > 0) setTags(cells, id, { add: tags, remove: [] });
    });
  }

  hear(updates: readonly RemoteUpdate[]): void {
    for (const { shard, update } of updates) {
      const own = this.#shards.get(shard) ?? new Shard();
      this.#shards.set(shard, own);
      own.apply(update);
    }
  }
}

const pixel = { device: "Pixel", deviceId: "pixel-id" };
const iPad = { device: "iPad", deviceId: "ipad-id" };

async function library(count: number, tags: readonly string[] = []) {
  const device = new TestDevice();
  const tab = await tabOf(device);
  const other = new Other(77);
  const links = other.create(count, tags);
  const { incoming } = tab.engine.keeping;
  expect((await incoming.receive({ ...pixel, updates: links, batch: "first" })).kind).toBe("applied");
  const present = (): number => tab.engine.counts.all;
  return { device, tab, other, links, incoming, present };
}

describe("a large change by another device", () => {
  const many = Array.from({ length: 20 }, (_, n) => `tag ${n}`);

  it("[O35] that deleted 1,200 links of twenty-two cells for good is taken back whole from Activity", async () => {
    const { tab, other, incoming, present } = await library(1_200, many);
    const [first] = await tab.library.activity();
    expect(first).toMatchObject({ count: 1_200, revertible: false }); // a first exchange, not kept cell by cell
    expect((await incoming.receive({ ...pixel, updates: other.edit(0, 1_200, purgeLink) })).kind).toBe(
      "held",
    );
    expect(incoming.held?.removes).toBe(1_200);
    expect([(await incoming.answer("apply"))?.count, present()]).toEqual([1_200, 0]);
    const [entry] = await tab.library.activity();
    expect(entry).toMatchObject({ device: "Pixel", count: 1_200, revertible: true });
    expect(await tab.library.undo(entry!.id)).toMatchObject({ batch: { count: 1_200 }, left: 0 });
    expect(present()).toBe(1_200);
    const link = (await tab.engine.linkView(idOf(3)))?.link;
    expect(link).toMatchObject({ title: "Link 3", url: address(3), deletedAt: 0 });
    expect(link?.tags.length).toBe(21);
    expect((await tab.library.activity())[0]).toMatchObject({ undone: true, revertible: false });
  }, 120_000);

  it("[O35] keeps every cell of 25,000 links put in the trash, in parts, and names those it added", () => {
    const change = (n: number) => ({ key: fieldKey(idOf(n), "deletedAt"), before: undefined, after: 5 });
    const changes = Array.from({ length: 25_000 }, (_, n) => change(n));
    const added = idOf(7);
    const head = { id: "batch~2", label: "remote", at: 1, undone: false, ...pixel };
    const records = undoRecords(head, changes, { isKnown: (id) => id !== added, isFirst: false });
    expect(records.map(({ id }) => id).slice(0, 3)).toEqual(["batch~2", "batch~2~p1", "batch~2~p2"]);
    expect(records[0]).toMatchObject({ linkIds: [added], changes: [] });
    expect(records.every((one) => one.changes.length <= 4_000)).toBe(true);
    expect(records.flatMap((one) => one.changes).length).toBe(24_999);
    const first = undoRecords(head, changes.slice(0, 1_500), { isKnown: () => false, isFirst: true });
    expect(first.map((one) => [one.linkIds.length, one.changes.length])).toEqual([[1_500, 0]]);
    expect(new Set(records.flatMap(({ linkIds }) => linkIds)).size).toBe(25_000);
  });
});

describe("while a change waits", () => {
  it("[O36] what its device sends on is counted with it, kept through a restart, and belongs to the device", async () => {
    const { device, tab, other, incoming } = await library(400);
    expect((await incoming.receive({ ...pixel, updates: other.edit(0, 100, toTrash) })).kind).toBe("held");
    expect((await incoming.receive({ ...pixel, updates: other.edit(100, 250, toTrash) })).kind).toBe("held");
    // Of the same links again: no link more.
    const again = other.edit(0, 50, (cells, id) => setFields(cells, id, { note: "x" }));
    expect((await incoming.receive({ ...pixel, updates: again })).kind).toBe("held");
    expect(incoming.held).toMatchObject({ device: "Pixel", removes: 250 });
    tab.close();
    const { engine, library: reopened } = await tabOf(device);
    await expect.poll(() => engine.keeping.incoming.held?.removes).toBe(250);
    expect(await engine.keeping.incoming.answer("apply")).toMatchObject({ count: 250 });
    expect(engine.counts.all).toBe(150);
    const revert = { deviceId: "pixel-id", device: "Pixel", since: 0, newId: () => "back" };
    expect(await engine.keeping.undo.revertDevice(revert)).not.toBeNull();
    // The first exchange was the device's as well: with it the links go where they came from.
    expect((await reopened.activity()).every((one) => one.undone || one.label === "revert-device")).toBe(
      true,
    );
  });

  it("[O36] two devices wait side by side, each goes on being heard, and Activity has an entry of each", async () => {
    const { tab, other, links, incoming, present } = await library(400);
    const second = new Other(88);
    second.hear(links);
    await incoming.receive({ ...pixel, updates: other.edit(0, 100, toTrash) });
    await incoming.receive({ ...iPad, updates: second.edit(50, 200, toTrash) });
    expect(incoming.held).toMatchObject({ device: "Pixel, iPad", removes: 200 });
    await incoming.receive({ ...pixel, updates: other.edit(200, 220, toTrash) });
    await incoming.receive({ ...iPad, updates: second.edit(220, 240, toTrash) });
    expect(incoming.held).toMatchObject({ device: "Pixel, iPad", removes: 240 });
    await incoming.answer("apply");
    expect([present(), incoming.held]).toEqual([160, null]);
    const entries = (await tab.library.activity()).filter(({ count }) => count < 400);
    expect(entries.map((one) => one.device).toSorted()).toEqual(["Pixel", "iPad"]);
  });

  it.each(["apply", "keep"] as const)(
    "[O37] an update that cannot be read is not joined to it, and one stored with it hinders no answer: %s",
    async (wish) => {
      const { device, tab, other, incoming } = await library(400);
      const updates = other.edit(0, 100, toTrash);
      expect((await incoming.receive({ ...pixel, updates })).kind).toBe("held");
      const { shard } = updates[0]!;
      const broken = { shard, update: new Uint8Array([1, 2, 3]) };
      expect((await incoming.receive({ ...pixel, updates: [broken] })).kind).toBe("refused");
      // As an earlier version stored it.
      await tab.database.settings.put({
        name: "heldChange",
        value: { device: "Pixel", updates: [broken, ...updates], removes: 100, at: 1 },
      });
      tab.close();
      const { engine } = await tabOf(device);
      await expect.poll(() => engine.keeping.incoming.held?.removes).toBe(100);
      await engine.keeping.incoming.answer(wish);
      expect(engine.keeping.incoming.held).toBeNull();
      expect([...engine.keeping.incoming.waiting]).toEqual([]);
      expect(engine.counts.all).toBe(wish === "apply" ? 300 : 400);
    },
  );
});

/** What other devices may send that is odd, or comes at a bad moment, and is not hostile in itself. */
import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import type { LinkId } from "../../../domain/ids";
import type { UpdateLog } from "../../../ports/update-log";
import type { Cells } from "../../../replica/cells";
import { createLink, purgeLink, setFields, setTags } from "../../../replica/edits";
import { LIBRARY_ID, putDevice } from "../../../replica/facts";
import { putRoster, readRosterCells } from "../../../replica/roster";
import { Shard } from "../../../replica/shard";
import { shardOf } from "../../../replica/shard-of";
import { first, save, TestDevice } from "../../testing/harness";
import type { Tab } from "../../testing/harness";
import { address, closingTabs, idOf } from "../../testing/tabs";
import type { RemoteUpdate } from "./remote-change";

const tabOf = closingTabs();
const plain = { title: "t", description: "", createdAt: 1000, source: "test", tags: [] };
/** What a device that knows nothing else writes of one link. */
function written(id: LinkId, write: Parameters<Shard["edit"]>[1], writer = 21): RemoteUpdate {
  const own = new Shard();
  own.edit(writer, write);
  return { shard: shardOf(id), update: own.encode() };
}
const saved = (id: LinkId, url: string, title = "t"): RemoteUpdate =>
  written(id, (cells) => createLink(cells, { ...plain, id, url, title }));
const receive = ({ engine }: Tab, updates: readonly RemoteUpdate[], deviceId?: string) =>
  engine.keeping.incoming.receive({ device: "Pixel", updates, ...(deviceId && { deviceId }) });
/** What lies in the log of one id. */
async function cellsOf({ database }: Tab, id: LinkId) {
  const whole = new Shard();
  for (const { update } of await database.updates.where("shard").equals(shardOf(id)).toArray())
    whole.apply(update);
  return whole.cellsOf(id);
}
const linkOf = async ({ engine }: Tab, id: LinkId) => (await engine.linkView(id))?.link;

it("[R40] bytes behind a whole update are not kept", async () => {
  const tab = await tabOf(new TestDevice());
  const { shard, update } = saved(idOf(1), address(1));
  const longer = new Uint8Array([...update, ...new Uint8Array(1024).fill(0xff)]);
  await receive(tab, [{ shard, update: longer }]);
  const rows = await tab.database.updates.where("shard").equals(shard).toArray();
  for (const row of rows) expect(row.update.length).toBeLessThan(update.length + 20);
});

it("[R54] updates whose first is missing are refused one by one, leave nothing behind, and all come in with it", async () => {
  const tab = await tabOf(new TestDevice());
  const [id, shard, other] = [idOf(1), shardOf(idOf(1)), new Shard()];
  other.edit(21, (cells) => createLink(cells, { ...plain, id, url: address(1) }));
  for (let n = 0; n < 200; n++) {
    const { update } = other.edit(21, (cells) => setFields(cells, id, { note: `note ${n}` }));
    expect((await receive(tab, [{ shard, update: update! }])).kind).toBe("refused");
  }
  expect(await tab.database.updates.where("shard").equals(shard).count()).toBe(0);
  await receive(tab, [{ shard, update: other.encode() }]);
  expect(await linkOf(tab, id)).toMatchObject({ title: "t", note: "note 199" });
});

it("[SX7] all addresses turned to one other by a device are taken back in one step", async () => {
  const tab = await tabOf(new TestDevice());
  const links = Array.from({ length: 30 }, (_, n) => n);
  const shards = links.map((n) => ({ id: idOf(n), url: address(n), own: new Shard() }));
  for (const { id, url, own } of shards) own.edit(21, (cells) => createLink(cells, { ...plain, id, url }));
  const all = (): RemoteUpdate[] =>
    shards.map(({ id, own }) => ({ shard: shardOf(id), update: own.encode() }));
  const [device, name] = ["DDDDDDDDDDDDDD", "Pixel"];
  expect((await receive(tab, all())).kind).toBe("applied");
  for (const { id, own } of shards)
    own.edit(21, (cells) => setFields(cells, id, { url: "https://evil.example/" }));
  expect((await receive(tab, all(), device)).kind).toBe("applied");
  expect((await linkOf(tab, idOf(7)))?.url).toBe("https://evil.example/");
  const newId = (): string => "EEEEEEEEEEEEEE";
  await tab.engine.keeping.undo.revertDevice({ deviceId: device, device: name, since: 0, newId });
  for (const n of links) expect((await linkOf(tab, idOf(n)))?.url).toBe(address(n));
});

it("[R56] halves of characters and NUL in a title harm nothing: shown, found, exported and there after a restart", async () => {
  const device = new TestDevice();
  const tab = await tabOf(device);
  const other = await save(tab.library, address(2));
  const id = idOf(1);
  expect((await receive(tab, [saved(id, address(1), "odd \ud800\u0000 title")])).kind).toBe("applied");
  const shown = await linkOf(tab, id);
  expect(shown?.title).toMatch(/^odd .* title$/su);
  expect(await tab.library.exportLinks([id, other])).toContain(address(1));
  const again = await tabOf(device);
  expect(await linkOf(again, id)).toEqual(shown);
  const list = again.library.list({ place: "all", sort: "title", query: "odd" });
  expect(await list.ids()).toEqual([id]);
  list.close();
});

it("[R56] ids are opaque: two that differ in case are two links, and one of other letters is refused", async () => {
  const tab = await tabOf(new TestDevice());
  const [upper, lower] = ["ABCDEFGHIJKLM1", "aBCDEFGHIJKLM1"] as LinkId[];
  await receive(tab, [saved(upper!, address(1), "upper"), saved(lower!, address(2), "lower")]);
  expect([(await linkOf(tab, upper!))?.title, (await linkOf(tab, lower!))?.title]).toEqual([
    "upper",
    "lower",
  ]);
  const key = "ABCDEFGHIJKL\u0301+x";
  const odd = written(upper!, (cells) => cells.set(key, [1, address(3), "t", "", 1, "", []]), 22);
  expect((await receive(tab, [odd])).kind).toBe("refused");
});

it("[R55] what a later version wrote is kept as it is, not shown, and named with the advice to update", async () => {
  const device = new TestDevice();
  const tab = await tabOf(device);
  const id = idOf(1);
  const later = [999, { where: address(1) }, "what", ["ever"]];
  const from = [written(id, (cells) => cells.set(`${id}+later`, later))];
  for (let n = 0; n < 2; n++) expect((await receive(tab, from)).kind).toBe("applied");
  expect(await linkOf(tab, id)).toBeUndefined();
  const noted = (await tab.library.activity()).filter(({ label }) => label === "later");
  expect(noted).toMatchObject([{ device: "Pixel", count: 1, revertible: false }]);
  // Saved here as well, it is a link of this version; what the other one wrote goes on to other devices unchanged.
  expect(await save(tab.library, address(1))).toBe(id);
  await tab.library.patch(id, { title: "mine" });
  expect(await cellsOf(tab, id)).toContainEqual([`${id}+later`, later]);
  expect(await linkOf(await tabOf(device), id)).toMatchObject({ title: "mine" });
});

it("[R55] a version that is no number is refused", async () => {
  const tab = await tabOf(new TestDevice());
  const id = idOf(1);
  const odd = written(id, (cells) => cells.set(`${id}+x`, ["1; DROP", address(1), "t", "", 1, "", []]));
  expect((await receive(tab, [odd])).kind).toBe("refused");
});

it("[R57] what another device sends to a full disk is not taken, and said; sent again it comes in", async () => {
  const tab = await tabOf(new TestDevice());
  const log: Pick<UpdateLog, "commit"> = tab.engine.parts.log;
  log.commit = async () => ({ ok: false, error: { kind: "quota" } });
  await expect(receive(tab, [saved(idOf(1), address(1))])).rejects.toThrow();
  await first(tab.library.status, ({ trouble }) => trouble?.kind === "quota");
  expect(await linkOf(tab, idOf(1))).toBeUndefined();
  Reflect.deleteProperty(log, "commit"); // there is room again
  expect((await receive(tab, [saved(idOf(1), address(1))])).kind).toBe("applied");
  expect((await linkOf(tab, idOf(1)))?.url).toBe(address(1));
  await first(tab.library.status, ({ trouble }) => trouble === null);
});

it("[O48] what a device signs about others stands though all it did is taken back, also where an earlier version kept it", async () => {
  const tab = await tabOf(new TestDevice());
  const [taker, taken] = ["DDDDDDDDDDDDDD", "CCCCCCCCCCCCCC"];
  const removal = { device: taken, by: taker, at: 5, epoch: 2, signature: "signed" };
  const statements = written(LIBRARY_ID, (cells) => {
    putDevice(cells, { id: taker, name: "", system: "Chrome on Android", since: 1 });
    putRoster(cells, { removals: [removal] });
  });
  const of = async () => readRosterCells(await cellsOf(tab, LIBRARY_ID)).removals;
  await receive(tab, [statements], taker);
  expect(await tab.library.activity()).toEqual([]);
  expect(await of()).toEqual([removal]);

  await receive(tab, [saved(idOf(1), address(1))], taker);
  const kept = (await tab.database.batches.toArray())[0]!;
  const cell = { key: `${LIBRARY_ID}d${taken}r${taker}`, before: undefined, after: [5, 2, "signed"] };
  await tab.database.batches.put({ ...kept, changes: [...kept.changes, cell] });
  const back = { deviceId: taker, device: "Pixel", since: 0, newId: () => "EEEEEEEEEEEEEE" };
  expect(await tab.engine.keeping.undo.revertDevice(back)).toMatchObject({ count: 1 });
  expect(tab.engine.counts.all).toBe(0);
  expect(await of()).toEqual([removal]);
  await tab.library.renameDevice(taker, "Pocket");
  const named = async () => (await tab.library.activity()).filter(({ label }) => label === "remote");
  await expect.poll(named).toMatchObject([{ device: "Pocket", deed: "save" }]);
});

it("[O48] what another device did has its name in Activity where it was one thing", async () => {
  const tab = await tabOf(new TestDevice());
  const own = new Shard();
  const id = idOf(1);
  const did = async (...writes: readonly Parameters<Shard["edit"]>[1][]) => {
    const updates = writes.flatMap((write) => own.edit(21, write).update ?? []);
    await receive(
      tab,
      updates.map((update) => ({ shard: shardOf(id), update })),
    );
    return (await tab.library.activity())[0]?.deed;
  };
  const fields = (patch: Parameters<typeof setFields>[2]) => (cells: Cells) => setFields(cells, id, patch);
  const tags = (add: string[], remove: string[]) => (cells: Cells) => setTags(cells, id, { add, remove });
  expect(await did((cells) => createLink(cells, { ...plain, id, url: address(1) }), tags(["a"], []))).toBe(
    "save",
  );
  expect(await did(fields({ starred: true }))).toBe("star");
  expect(await did(fields({ starred: false }))).toBe("unstar");
  expect(await did(fields({ archived: true }))).toBe("archive");
  expect(await did(fields({ deletedAt: 7 }))).toBe("trash");
  expect(await did(fields({ deletedAt: 0 }))).toBe("restore");
  expect(await did(tags(["b"], []))).toBe("tag");
  expect(await did(tags([], ["b"]))).toBe("untag");
  expect(await did(tags(["c"], ["a"]))).toBe("remote");
  expect(await did(fields({ title: "other" }))).toBe("remote");
  expect(await did((cells) => purgeLink(cells, id))).toBe("purge");
});

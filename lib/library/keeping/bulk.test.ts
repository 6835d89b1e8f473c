/** Much that another device brings at once: durable first, finished later. */
import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import { createLink } from "../../replica/edits";
import { Shard } from "../../replica/shard";
import { shardOf } from "../../replica/shard-of";
import { groupBy } from "../editing/group-by";
import { TestDevice } from "../testing/harness";
import type { Tab } from "../testing/harness";
import { plainLink } from "../testing/plain-link";
import { address, closingTabs, idOf } from "../testing/tabs";

const LINKS = 200;
const tabOf = closingTabs();

/** Another device's library, a shard each. */
function library(links = LINKS): Map<number, Shard> {
  const numbers = new Map(Array.from({ length: links }, (_, n): [LinkId, number] => [idOf(n), n]));
  const shards = new Map<number, Shard>();
  for (const [number, ids] of groupBy(numbers.keys(), shardOf)) {
    const shard = new Shard();
    shard.edit(77, (cells) => {
      for (const id of ids)
        createLink(cells, { ...plainLink(id), url: address(numbers.get(id) ?? 0), title: `Link ${id}` });
    });
    shards.set(number, shard);
  }
  return shards;
}

const receive = (tab: Tab, shards: ReadonlyMap<number, Shard>) =>
  tab.engine.keeping.incoming.receive({
    device: "Pixel",
    deviceId: "pixel-id",
    updates: [...shards].map(([shard, own]) => ({ shard, update: own.encode() })),
  });

/** Shards whose log is still bare, and shards with a page. */
async function standing(tab: Tab) {
  const [heads, pages] = await Promise.all([tab.database.heads.toArray(), tab.database.pages.toArray()]);
  return {
    bare: heads.filter(({ silent }) => silent === undefined).map(({ shard }) => shard),
    pages: pages.map(({ shard }) => shard),
  };
}

it("[L28] is in the log at once and shown, and the next start shows all of it although nothing was finished", async () => {
  const device = new TestDevice();
  const tab = await tabOf(device);
  const shards = library();
  expect((await receive(tab, shards)).kind).toBe("applied");
  expect(tab.engine.counts.all).toBe(LINKS);
  const { bare, pages } = await standing(tab);
  expect(bare.length).toBeGreaterThan(100);
  for (const shard of bare) expect(pages).not.toContain(shard);
  tab.close();
  const next = await tabOf(device);
  expect(next.engine.counts.all).toBe(LINKS);
  expect((await next.engine.linkView(idOf(3)))?.link).toMatchObject({
    title: `Link ${idOf(3)}`,
    url: address(3),
  });
  expect(next.engine.status.trouble).toBeNull();
});

it("[L28] is stored whole at rest, with what was written to it meanwhile", async () => {
  const device = new TestDevice();
  const tab = await tabOf(device);
  const shards = library();
  await receive(tab, shards);
  await tab.library.star([idOf(5)], true);
  await expect.poll(async () => (await standing(tab)).bare, { timeout: 20_000 }).toEqual([]);
  const { pages } = await standing(tab);
  for (const shard of shards.keys()) expect(pages).toContain(shard);
  const states = await tab.database.states.toArray();
  for (const { cells } of states) expect(cells.length).toBeGreaterThan(2);
  tab.close();
  const next = await tabOf(device);
  expect(next.engine.counts).toMatchObject({ all: LINKS, starred: 1 });
}, 40_000);

it("[L27] an update that is refused in the midst of many is refused whole, read without a document or with one", async () => {
  const tab = await tabOf(new TestDevice());
  const shards = library();
  const [[number, shard] = [0, new Shard()]] = shards;
  const stray = idOf(LINKS + 1);
  shard.edit(77, (cells) => createLink(cells, plainLink(stray)));
  expect(shardOf(stray)).not.toBe(number);
  expect((await receive(tab, shards)).kind).toBe("refused");
  expect(tab.engine.counts.all).toBe(0);
  shards.delete(number);
  expect((await receive(tab, shards)).kind).toBe("applied");
});

it("[L29] an undo in the midst of a long edit takes back all of it", async () => {
  const tab = await tabOf(new TestDevice());
  const many = 2500; // edits are written in parts of a thousand
  await receive(tab, library(many));
  const ids = Array.from({ length: many }, (_, n) => idOf(n));
  const archiving = tab.library.archive(ids, true);
  const undone = await tab.library.undo();
  expect((await archiving).count).toBe(many);
  expect(undone).toMatchObject({ batch: { label: "archive", count: many }, left: 0 });
  expect(tab.engine.counts).toMatchObject({ all: many, archive: 0 });
}, 40_000);

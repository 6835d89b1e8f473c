import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { linkIdOf } from "../../domain/url/link-id";
import { cleanUrl, urlKey } from "../../domain/url/url-key";
import type { ShardWant, UpdateLog } from "../../ports/update-log";
import { shardOf } from "../../replica/shard-of";
import type { Tab } from "../testing/harness";
import { first, save, TestDevice } from "../testing/harness";

/** Addresses whose links lie in one shard. */
const ADDRESSES = Array.from({ length: 3000 }, (_, n) => `https://example.org/${n}`).filter(
  (url) => shardOf(linkIdOf(urlKey(url))) === 7,
);
const [A = "", B = "", C = "", D = "", E = ""] = ADDRESSES;
const plain = cleanUrl;

/** What the commits of a tab have read of shards from now on: "whole", or only what came since. */
function watchReads({ engine }: Tab): string[] {
  const { log } = engine.parts;
  const commit = log.commit.bind(log);
  const read: string[] = [];
  Object.assign(log, {
    commit: (wants: readonly ShardWant[], decide: Parameters<UpdateLog["commit"]>[1]) => {
      read.push(...wants.map(({ after }) => (after === null ? "whole" : "since")));
      return commit(wants, decide);
    },
  });
  return read;
}

/** A tab of a device whose library holds A already, and B in the trash for good. */
async function opened(device = new TestDevice()): Promise<Tab> {
  const tab = await device.open();
  await save(tab.library, A);
  const id = await save(tab.library, B);
  await tab.library.trash([id]);
  await tab.library.purge([id]);
  tab.close();
  return device.open();
}

const shown = async ({ library }: Tab): Promise<string[]> => {
  const list = library.list({ place: "all", sort: "newest" });
  const { total } = await first(list.view);
  const urls = list.rows(0, total).map((row) => row?.url ?? "");
  list.close();
  return urls.toSorted();
};

it("[R60] a new link is saved without its shard being read, and lies there as any other", async () => {
  const device = new TestDevice();
  const tab = await opened(device);
  const read = watchReads(tab);
  const c = await save(tab.library, C);
  expect(read[0]).toBe("since");
  const d = await save(tab.library, D);
  await tab.library.tag([c, d], ["one"], []);
  await tab.library.undo();
  await tab.library.star([c], true);
  await save(tab.library, E);
  const other = await device.open();
  for (const one of [tab, other]) expect(await shown(one)).toEqual([A, C, D, E].map(plain).toSorted());
  await other.database.pages.clear(); // what the log itself holds
  const anew = await device.open();
  expect(await shown(anew)).toEqual([A, C, D, E].map(plain).toSorted());
  for (const one of [tab, other, anew]) one.close();
});

it("[R60] saves without reading are undone and made again, alone and after other edits", async () => {
  const device = new TestDevice();
  const tab = await opened(device);
  await save(tab.library, C);
  await tab.library.undo();
  expect(await shown(tab)).toEqual([plain(A)]);
  await save(tab.library, C);
  await save(tab.library, D);
  await tab.library.undo();
  const other = await device.open();
  for (const one of [tab, other]) expect(await shown(one)).toEqual([A, C].map(plain).toSorted());
  tab.close();
  other.close();
});

it("[R61] an id that a deleted link left behind is not taken for a free one", async () => {
  const device = new TestDevice();
  const tab = await opened(device);
  await save(tab.library, B);
  expect(await shown(tab)).toEqual([A, B].map(plain).toSorted());
  tab.close();
});

it("[R61] two tabs that save one address at once have one link, told or not", async () => {
  const device = new TestDevice();
  const one = await opened(device);
  const two = await device.open();
  const kinds = await Promise.all([one.library.add(C), two.library.add(C)]);
  expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(["duplicate", "saved"]);
  one.engine.parts.tabs.close(); // it tells nobody any more, and hears nothing
  await save(one.library, D);
  expect(await two.library.add(D)).toMatchObject({ kind: "duplicate" });
  expect(await two.library.add(E)).toMatchObject({ kind: "saved" });
  expect(await one.library.add(E)).toMatchObject({ kind: "duplicate" });
  one.close();
  two.close();
});

it("[R62] after a commit that failed, the shard is read before anything is written to it", async () => {
  const device = new TestDevice();
  const tab = await opened(device);
  const { log } = tab.engine.parts;
  const commit = log.commit.bind(log);
  let fails = 1;
  Object.assign(log, {
    commit: async (...order: Parameters<UpdateLog["commit"]>) => {
      const done = await commit(...order);
      // It is in the log, and nobody here knows.
      return fails-- > 0 ? { ok: false, error: { kind: "database", message: "the answer was lost" } } : done;
    },
  });
  await tab.library.add(C);
  await save(tab.library, D);
  const other = await device.open();
  for (const one of [tab, other]) expect(await shown(one)).toContain(plain(D));
  expect(await shown(other)).toEqual([A, C, D].map(plain).toSorted());
  tab.close();
  other.close();
});

import "fake-indexeddb/auto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import type { UpdateLog } from "../../ports/update-log";
import type { Cells } from "../../replica/cells";
import { createLink, setFields } from "../../replica/edits";
import { shardOf } from "../../replica/shard-of";
import { openDatabase } from "../../store/db";
import type { Database } from "../../store/db";
import { DexieLog } from "../../store/log/dexie-log";
import { loadPages } from "./load-pages";
import { ReplicaStore } from "./replica-store";
import { ShardPool } from "./shard-pool";
import { plainLink } from "../testing/plain-link";

let names = 0;
const idOf = (n: number): LinkId => `T${String(n).padStart(13, "0")}` as LinkId;
/** Links of one shard, so that they share one log. */
const sameShard = Array.from({ length: 4000 }, (_, n) => idOf(n)).filter((id) => shardOf(id) === 7);

interface Opened {
  readonly database: Database;
  readonly log: DexieLog;
  readonly store: ReplicaStore;
}
const open = (name = `log-${names++}`): Opened & { name: string } => {
  const database = openDatabase(name);
  const log = new DexieLog(database, () => 1000);
  const writer = Math.floor(Math.random() * 2 ** 32);
  return { name, database, log, store: new ReplicaStore(log, new ShardPool(writer)) };
};
const created = (id: LinkId) => (cells: Cells) => createLink(cells, plainLink(id));
const create = (store: ReplicaStore, id: LinkId) => store.write({ shards: [shardOf(id)], edit: created(id) });
const rename = (store: ReplicaStore, id: LinkId, title: string) =>
  store.write({ shards: [shardOf(id)], edit: (cells) => setFields(cells, id, { title }) });
const titles = async (store: ReplicaStore, ids: readonly LinkId[]): Promise<(string | undefined)[]> => {
  const records = await store.records(ids);
  return ids.map((id) => records.get(id)?.link.title);
};
/** Waits until compaction, which nobody waits for, is done. */
const settle = (store: ReplicaStore): Promise<void> => store.whenIdle(async () => undefined);

describe("the update log", () => {
  it("[L2] two tabs on one database see each other's edits and lose none", async () => {
    const one = open();
    const two = open(one.name);
    const ids = sameShard.slice(0, 4);
    await Promise.all(ids.map((id, i) => create(i % 2 ? one.store : two.store, id)));
    const edits = Array.from({ length: 60 }, (_, n) => {
      const id = ids[n % ids.length]!;
      return rename(n % 3 ? one.store : two.store, id, `title ${n}`);
    });
    expect((await Promise.all(edits)).every((done) => done.ok)).toBe(true);
    const fresh = open(one.name);
    const seen = await titles(fresh.store, ids);
    expect(seen).toEqual(await titles(one.store, ids));
    expect(seen).toEqual(await titles(two.store, ids));
    expect(seen.every((title) => title?.startsWith("title"))).toBe(true);
  });

  it("[L3] a long log becomes one stored state, and a tab that slept through it catches up", async () => {
    const one = open();
    const sleeper = open(one.name);
    const [id, other] = sameShard;
    await create(one.store, id!);
    await create(sleeper.store, other!);
    for (let n = 0; n < 45; n++) await rename(one.store, id!, `title ${n}`);
    await settle(one.store);
    expect(await one.database.updates.count()).toBeLessThan(20);
    expect(await one.database.states.count()).toBe(1);
    expect(await titles(sleeper.store, [id!, other!])).toEqual(["title 44", ""]);
    await rename(sleeper.store, other!, "awake");
    expect(await titles(open(one.name).store, [id!, other!])).toEqual(["title 44", "awake"]);
  });

  it("[L26] a log that a session left long, because it ended, is put in order by the next one", async () => {
    const one = open();
    const [id] = sameShard;
    await create(one.store, id!);
    for (let n = 0; n < 25; n++) await rename(one.store, id!, `title ${n}`);
    const next = open(one.name); // the first one never came to rest
    expect(await one.database.updates.count()).toBe(26);
    await next.store.tidy(0);
    await settle(next.store);
    expect(await next.database.updates.count()).toBe(0);
    expect(await next.database.patches.count()).toBe(0);
    expect(await titles(open(one.name).store, [id!])).toEqual(["title 24"]);
    await next.store.tidy(0);
    await settle(next.store);
    expect(await next.database.states.count()).toBe(1);
  });

  it("[L4] a damaged row costs nothing while its plain copy is whole, and is put aside", async () => {
    const one = open();
    const ids = sameShard.slice(0, 3);
    for (const id of ids) await create(one.store, id);
    await rename(one.store, ids[0]!, "after");
    const rows = await one.database.updates.toArray();
    const bytes = rows[1]!.update.slice();
    bytes[3] = bytes[3]! ^ 1;
    await one.database.updates.update(rows[1]!.seq!, { update: bytes });
    const two = open(one.name);
    expect(await titles(two.store, ids)).toEqual(["after", "", ""]);
    expect(await two.log.quarantined()).toBeGreaterThan(0);
    expect(await titles(open(one.name).store, ids)).toEqual(["after", "", ""]);
  });

  it("[L5] any byte changed in any row costs at most the link the row was about", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (r, at, by, both) => {
          const one = open();
          const ids = sameShard.slice(0, 5);
          for (const id of ids) await create(one.store, id);
          for (const id of ids) await rename(one.store, id, `named ${id}`);
          const rows = await one.database.updates.toArray();
          const row = rows[r % rows.length]!;
          const update = row.update.slice();
          update[at % update.length] = update[at % update.length]! ^ by;
          const cells = both ? `${row.cells.slice(0, -2)}?]` : row.cells;
          await one.database.updates.put({ ...row, update, cells });
          const seen = await titles(open(one.name).store, ids);
          const hurt = seen.filter((title, i) => title !== `named ${ids[i]}`).length;
          expect(hurt).toBeLessThanOrEqual(both ? 1 : 0);
        },
      ),
      { verbose: 1, numRuns: 25 },
    );
  });

  it("[L6] a damaged stored state is mended from its plain copy", async () => {
    const one = open();
    const ids = sameShard.slice(0, 2);
    for (const id of ids) await create(one.store, id);
    for (let n = 0; n < 30; n++) await rename(one.store, ids[0]!, `title ${n}`);
    await settle(one.store);
    await one.database.states.toCollection().modify((state) => {
      state.update = state.update.slice(0, 10);
    });
    const two = open(one.name);
    expect(await titles(two.store, ids)).toEqual(["title 29", ""]);
    expect(await two.log.quarantined()).toBeGreaterThan(0);
  });

  it("[L7] a missing or damaged page is made anew from the log", async () => {
    const one = open();
    const ids = sameShard.slice(0, 3);
    for (const id of ids) await create(one.store, id);
    await one.database.pages.toCollection().modify((page) => {
      page.bytes[page.bytes.length >> 1]! ^= 1;
    });
    const two = open(one.name);
    const { loaded } = await loadPages(two.log, two.store);
    expect([...loaded.keys()].toSorted()).toEqual(ids.toSorted());
    expect([...loaded.values()].every((found) => found?.projected.link.url === "https://example.org/")).toBe(
      true,
    );
    await one.database.pages.clear();
    const three = open(one.name);
    expect((await loadPages(three.log, three.store)).loaded.size).toBe(3);
    expect(await three.database.pages.count()).toBe(1);
  });

  it("[L7] patches of a page make the page; one that is missing or damaged has the page made anew", async () => {
    const one = open();
    const ids = sameShard.slice(0, 6);
    for (const id of ids) await create(one.store, id);
    for (const id of ids) await rename(one.store, id, `named ${id}`);
    const titlesNow = async (): Promise<(string | undefined)[]> => {
      const { log, store } = open(one.name);
      const { loaded } = await loadPages(log, store);
      return ids.map((id) => loaded.get(id)?.title);
    };
    const named = ids.map((id) => `named ${id}`);
    expect(await one.database.patches.count()).toBeGreaterThan(5);
    expect(await titlesNow()).toEqual(named);
    expect(await one.database.patches.count()).toBeGreaterThan(5);
    const more = await one.database.patches.toArray();
    const last = more.at(-1)!;
    await one.database.patches.put({ ...last, json: last.json.replace("named", "nemad") });
    expect(await titlesNow()).toEqual(named);
    expect(await one.database.patches.count()).toBe(0);
    for (const id of ids) await rename(one.store, id, `again ${id}`);
    await one.database.patches.delete([shardOf(ids[0]!), (await one.database.patches.toArray())[2]!.head]);
    expect(await titlesNow()).toEqual(ids.map((id) => `again ${id}`));
  });

  it("[L8] a full disk refuses the edit whole; the next one goes through", async () => {
    const one = open();
    const [id] = sameShard;
    await create(one.store, id!);
    const full: Pick<UpdateLog, "commit"> = one.log;
    const commit = full.commit.bind(one.log);
    full.commit = async () => ({ ok: false, error: { kind: "quota" } });
    expect(await rename(one.store, id!, "lost")).toEqual({ ok: false, error: { kind: "quota" } });
    full.commit = commit;
    expect(await titles(one.store, [id!])).toEqual([""]);
    expect((await rename(one.store, id!, "kept")).ok).toBe(true);
    expect(await titles(open(one.name).store, [id!])).toEqual(["kept"]);
  });

  it("[L9] a lost connection to the database is made anew and the edit repeated", async () => {
    const one = open();
    const [id] = sameShard;
    await create(one.store, id!);
    one.database.close();
    expect((await rename(one.store, id!, "kept")).ok).toBe(true);
    expect(await titles(open(one.name).store, [id!])).toEqual(["kept"]);
  });
});

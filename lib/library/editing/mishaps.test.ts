import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { LinkId } from "../../domain/ids";
import type { UpdateLog } from "../../ports/update-log";
import type { Cells } from "../../replica/cells";
import { createLink, setFields } from "../../replica/edits";
import { shardOf } from "../../replica/shard-of";
import { openDatabase } from "../../store/db";
import { DexieLog } from "../../store/log/dexie-log";
import { loadPages } from "./load-pages";
import { ReplicaStore } from "./replica-store";
import { ShardPool } from "./shard-pool";
import { plainLink } from "../testing/plain-link";

let names = 0;
const id = "T0000000000001" as LinkId;
const shard = shardOf(id);

const open = (name = `mishap-${names++}`) => {
  const database = openDatabase(name);
  const log = new DexieLog(database, () => 1000);
  const store = new ReplicaStore(log, new ShardPool(Math.floor(Math.random() * 2 ** 32)));
  return { name, database, log, store };
};
const create = (cells: Cells): void => createLink(cells, plainLink(id));
const rename = (store: ReplicaStore, title: string) =>
  store.write({ shards: [shard], edit: (cells) => setFields(cells, id, { title }) });
const titleOf = async (store: ReplicaStore) => (await store.records([id])).get(id)?.link.title;

describe("mishaps", () => {
  it("[L8] an edit that throws half way leaves nothing behind, and later edits stay readable", async () => {
    const one = open();
    await one.store.write({ shards: [shard], edit: create });
    const broken = one.store.write({
      shards: [shard],
      edit: (cells) => {
        setFields(cells, id, { title: "never" });
        throw new Error("a bug");
      },
    });
    await expect(broken).rejects.toThrow("a bug");
    expect(await titleOf(one.store)).toBe("");
    await rename(one.store, "kept");
    expect(await titleOf(open(one.name).store)).toBe("kept");
  });

  it("[R6] cells that no JSON can hold neither stop edits nor compaction", async () => {
    const one = open();
    await one.store.write({ shards: [shard], edit: create });
    const foreign = new Y.Doc();
    foreign.getMap("l").set(`${id}?odd`, { huge: 10n });
    foreign.getMap("l").set(`${id}#deep`, 10n);
    const update = Y.encodeStateAsUpdate(foreign);
    await one.log.commit([], () => ({ value: null, updates: [{ shard, update, cells: [] }] }));
    for (let n = 0; n < 25; n++) expect((await rename(one.store, `title ${n}`)).ok).toBe(true);
    await one.store.whenIdle(async () => undefined);
    expect(await one.database.states.count()).toBe(1);
    expect(await titleOf(open(one.name).store)).toBe("title 24");
  });

  it("[L7] links are shown also when a full disk lets no page be made anew", async () => {
    const one = open();
    await one.store.write({ shards: [shard], edit: create });
    await one.database.pages.clear();
    const two = open(one.name);
    const full: Pick<UpdateLog, "commit"> = two.log;
    full.commit = async () => ({ ok: false, error: { kind: "quota" } });
    const { loaded, failure } = await loadPages(two.log, two.store);
    expect(loaded.get(id)?.projected.link.url).toBe("https://example.org/");
    expect(failure).toEqual({ kind: "quota" });
  });
});

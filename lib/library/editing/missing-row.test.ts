import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import type { Cells } from "../../replica/cells";
import { createLink, setFields } from "../../replica/edits";
import { shardOf } from "../../replica/shard-of";
import { openDatabase } from "../../store/db";
import { DexieLog } from "../../store/log/dexie-log";
import { ReplicaStore } from "./replica-store";
import { ShardPool } from "./shard-pool";
import type { Written } from "./replica-store";
import { plainLink } from "../testing/plain-link";

const id = "T0000000000001" as LinkId;
const shard = shardOf(id);
const ROWS = 6;
let writers = 0;

const titled = (link: LinkId, title: string) => (cells: Cells) => setFields(cells, link, { title });

const open = (name: string) => {
  const database = openDatabase(name);
  const mended: Written[] = [];
  const log = new DexieLog(database, () => 1000);
  const store = new ReplicaStore(log, new ShardPool(++writers), (one) => mended.push(one));
  return { database, store, mended };
};

/** A link saved, renamed four times and noted, a row each; the rename before the last one is row 4. */
async function written(name: string) {
  const one = open(name);
  await one.store.write({ shards: [shard], edit: (cells) => createLink(cells, plainLink(id)) });
  const fields = [{ title: "1" }, { title: "2" }, { title: "3" }, { title: "4" }, { note: "last" }];
  for (const values of fields)
    await one.store.write({ shards: [shard], edit: (cells) => setFields(cells, id, values) });
  return one;
}

it("[R51] [R52] any row of the log gone costs at most itself, and is told once", async () => {
  for (let gone = 1; gone <= ROWS; gone++) {
    const name = `missing-${gone}`;
    const { database } = await written(name);
    const rows = await database.updates.toArray();
    expect(rows).toHaveLength(ROWS);
    await database.updates.delete(rows[gone - 1]?.seq ?? 0);
    const two = open(name);
    const record = (await two.store.records([id])).get(id);
    // Without the row that made it there is no link; nothing else is lost with any other.
    const expected = { title: gone === 5 ? "3" : "4", note: gone === ROWS ? "" : "last" };
    if (gone === 1) expect(record).toBeUndefined();
    else expect(record?.link, `row ${gone}`).toMatchObject(expected);
    expect(
      two.mended.reduce((sum, { damaged }) => sum + damaged, 0),
      `row ${gone}`,
    ).toBeGreaterThan(0);
    const edit = await two.store.write({
      shards: [shard],
      edit: (cells) => setFields(cells, id, { title: "5" }),
    });
    expect(edit.ok).toBe(true);
    const three = open(name);
    const later = (await three.store.records([id])).get(id);
    expect(later?.link.title).toBe(gone === 1 ? undefined : "5");
    expect(three.mended, "told once").toEqual([]);
  }
});

it("[R51] a damaged head that names the very number a tab has read up to hides nothing from it", async () => {
  const name = "head-as-known";
  const ids = Array.from({ length: 12 }, (_, n) => `T00000000000${n + 10}` as LinkId);
  const shards = [...new Set(ids.map(shardOf))];
  expect(shards.length).toBeGreaterThanOrEqual(8); // so many are looked at together
  const [one, two] = [open(name), open(name)];
  await one.store.write({
    shards,
    edit: (cells, number) => {
      for (const other of ids) if (shardOf(other) === number) createLink(cells, plainLink(other));
    },
  });
  await two.store.records(ids);
  const [first] = ids as [LinkId];
  const known = await one.database.heads.get(shardOf(first));
  const rename = { shards: [shardOf(first)], edit: titled(first, "new") };
  await one.store.write(rename);
  await one.database.heads.update(shardOf(first), { head: known!.head });
  expect((await two.store.records(ids)).get(first)?.link.title).toBe("new");
  await two.store.write({ ...rename, edit: titled(first, "newer") });
  expect((await open(name).store.records(ids)).get(first)?.link.title).toBe("newer");
});

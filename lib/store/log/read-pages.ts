/** Reads pages of the projection with their patches and the heads they must reach, as they are at one moment. */
import { Dexie } from "dexie";
import type { Database, HeadRow, PageRow, PatchRow } from "../db";

export interface PageRows {
  readonly heads: readonly HeadRow[];
  readonly pages: ReadonlyMap<number, PageRow>;
  /** In the order of their heads. */
  readonly patches: ReadonlyMap<number, readonly PatchRow[]>;
}

/** Of all shards without a list. */
export const readPages = (db: Database, shards?: readonly number[]): Promise<PageRows> =>
  db.transaction("r", [db.pages, db.patches, db.heads], async () => {
    const [heads, pages, patches] = shards ? await readSome(db, shards) : await readAll(db);
    const byShard = new Map<number, PatchRow[]>();
    for (const patch of patches) {
      const known = byShard.get(patch.shard);
      if (known) known.push(patch);
      else byShard.set(patch.shard, [patch]);
    }
    return { heads, pages: new Map(pages.map((page) => [page.shard, page])), patches: byShard };
  });

type Rows = [HeadRow[], PageRow[], PatchRow[]];

const readAll = (db: Database): PromiseLike<Rows> =>
  Dexie.Promise.all([db.heads.toArray(), db.pages.toArray(), db.patches.toArray()]);

/** Of shards with numbers that follow each other, which is how all are read, in one go. */
async function readSome(db: Database, shards: readonly number[]): Promise<Rows> {
  const [first = 0, last = 0] = [shards[0], shards.at(-1)];
  if (shards.length > 0 && shards.every((shard, i) => shard === first + i))
    return Dexie.Promise.all([
      db.heads.where("shard").between(first, last, true, true).toArray(),
      db.pages.where("shard").between(first, last, true, true).toArray(),
      patchesBetween(db, first, last),
    ]);
  const [heads, pages, patches] = await Dexie.Promise.all([
    db.heads.bulkGet([...shards]),
    db.pages.bulkGet([...shards]),
    Dexie.Promise.all(shards.map((shard) => patchesBetween(db, shard, shard))),
  ]);
  return [heads.flatMap(present), pages.flatMap(present), patches.flat()];
}

const patchesBetween = (db: Database, first: number, last: number): PromiseLike<PatchRow[]> =>
  db.patches.where("[shard+head]").between([first, Dexie.minKey], [last, Dexie.maxKey]).toArray();

const present = <T>(row: T | undefined): T[] => (row ? [row] : []);

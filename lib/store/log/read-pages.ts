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

async function readSome(db: Database, shards: readonly number[]): Promise<Rows> {
  const [heads, pages, patches] = await Dexie.Promise.all([
    db.heads.bulkGet([...shards]),
    db.pages.bulkGet([...shards]),
    Dexie.Promise.all(
      shards.map((shard) =>
        db.patches.where("[shard+head]").between([shard, Dexie.minKey], [shard, Dexie.maxKey]).toArray(),
      ),
    ),
  ]);
  return [heads.flatMap(present), pages.flatMap(present), patches.flat()];
}

const present = <T>(row: T | undefined): T[] => (row ? [row] : []);

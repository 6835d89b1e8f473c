/** Reads what a tab does not have yet of one shard, inside the caller's transaction. */
import { Dexie } from "dexie";
import type { ShardWant, StoredShard } from "../../ports/update-log";
import type { Database, HeadRow, StateRow, UpdateRow } from "../db";
import { isSoundHead } from "./head";
import { storedState, storedUpdate } from "./rows";

export async function readShard(db: Database, { shard, after }: ShardWant): Promise<StoredShard> {
  // All asked at once: none waits for the answer to the one before.
  const [head, state, rows] = await Dexie.Promise.all([
    db.heads.get(shard),
    after === null ? db.states.get(shard) : undefined,
    rowsAfter(db, shard, after ?? 0),
  ]);
  if (after !== null) {
    if (head && isSoundHead(head) && head.upTo <= after) return describe(shard, null, { head, rows });
    // Slept through a compaction: the whole shard. Merging twice does no harm.
    return readShard(db, { shard, after: null });
  }
  const since = rows.filter(({ seq = 0 }) => seq > (state?.upTo ?? 0));
  const stored = describe(shard, state ? storedState(state) : null, { head, rows: since });
  return { ...stored, missing: missingOf(head, { state, rows: since }) };
}

/** From so many shards on they are looked at together first. */
const MANY = 8;

/** As `readShard`, of several: of many shards, most have nothing new, or nothing at all when a library first comes. */
export async function readShards(db: Database, wants: readonly ShardWant[]): Promise<StoredShard[]> {
  if (wants.length < MANY) return Dexie.Promise.all(wants.map((want) => readShard(db, want)));
  const [rows, states] = await Dexie.Promise.all([
    db.heads.toArray(),
    db.states.toCollection().primaryKeys(),
  ]);
  const heads = new Map(rows.map((head) => [head.shard, head]));
  const known = new Set([...heads.keys(), ...states]);
  const bare = wants.some(({ shard }) => !known.has(shard));
  const logged = bare ? await shardsInLog(db) : known;
  const isNew = ({ shard, after }: ShardWant): boolean => {
    const head = heads.get(shard);
    if (!known.has(shard)) return logged.has(shard);
    return head === undefined || !isSoundHead(head) || head.head !== after || head.upTo > after;
  };
  const news = await Dexie.Promise.all(wants.filter(isNew).map((want) => readShard(db, want)));
  const found = new Map(news.map((one) => [one.shard, one]));
  return wants.map(
    ({ shard }) => found.get(shard) ?? describe(shard, null, { head: heads.get(shard), rows: [] }),
  );
}

async function shardsInLog(db: Database): Promise<ReadonlySet<number>> {
  const keys = await db.updates.orderBy("[shard+seq]").keys();
  return new Set(keys.flatMap((key) => (Array.isArray(key) ? Number(key[0]) : [])));
}

/** Rows that the head counts beyond those that are there. */
function missingOf(
  head: HeadRow | undefined,
  { state, rows }: { state: StateRow | undefined; rows: readonly UpdateRow[] },
): number {
  if (!head || !isSoundHead(head)) return 0;
  const lostState = head.upTo > 0 && !state ? 1 : 0;
  return lostState + (Number.isSafeInteger(head.logRows) ? Math.max(0, head.logRows - rows.length) : 0);
}

const rowsAfter = (db: Database, shard: number, seq: number): PromiseLike<UpdateRow[]> =>
  db.updates.where("[shard+seq]").between([shard, seq], [shard, Dexie.maxKey], false).toArray();

function describe(
  shard: number,
  state: StoredShard["state"],
  { head, rows }: { head: HeadRow | undefined; rows: readonly UpdateRow[] },
): StoredShard {
  const newest = rows.at(-1)?.seq ?? state?.upTo ?? 0;
  return {
    shard,
    head: Math.max(newest, head && isSoundHead(head) ? head.head : 0),
    state,
    updates: rows.map(storedUpdate),
    ...(head && isSoundHead(head) && Array.isArray(head.silent) && { silent: head.silent }),
  };
}

/** Reads what a tab does not have yet of one shard, inside the caller's transaction. */
import { Dexie } from "dexie";
import type { ShardWant, StoredShard } from "../../ports/update-log";
import type { Database, HeadRow, StateRow, UpdateRow } from "../db";
import { storedState, storedUpdate } from "./rows";

export async function readShard(db: Database, want: ShardWant): Promise<StoredShard> {
  const head = await db.heads.get(want.shard);
  if (want.after !== null && head && isSound(head) && head.upTo <= want.after)
    return describe(want.shard, null, { head, rows: await rowsAfter(db, want.shard, want.after) });
  // A new asker, or one who slept through a compaction: the whole shard. Merging twice does no harm.
  const state = await db.states.get(want.shard);
  const rows = await rowsAfter(db, want.shard, state?.upTo ?? 0);
  const stored = describe(want.shard, state ? storedState(state) : null, { head, rows });
  return { ...stored, missing: missingOf(head, { state, rows }) };
}

/** Rows that the head counts beyond those that are there. */
function missingOf(
  head: HeadRow | undefined,
  { state, rows }: { state: StateRow | undefined; rows: readonly UpdateRow[] },
): number {
  if (!head || !isSound(head)) return 0;
  const lostState = head.upTo > 0 && !state ? 1 : 0;
  return lostState + (Number.isSafeInteger(head.logRows) ? Math.max(0, head.logRows - rows.length) : 0);
}

const isSound = (head: HeadRow): boolean =>
  Number.isSafeInteger(head.upTo) && Number.isSafeInteger(head.head);

const rowsAfter = (db: Database, shard: number, seq: number): PromiseLike<UpdateRow[]> =>
  db.updates.where("[shard+seq]").between([shard, seq], [shard, Dexie.maxKey], false).toArray();

function describe(
  shard: number,
  state: StoredShard["state"],
  { head, rows }: { head: HeadRow | undefined; rows: readonly UpdateRow[] },
): StoredShard {
  const newest = rows.at(-1)?.seq ?? state?.upTo ?? 0;
  return { shard, head: Math.max(newest, head?.head ?? 0), state, updates: rows.map(storedUpdate) };
}

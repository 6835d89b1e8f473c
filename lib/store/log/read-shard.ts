/** Reads what a tab does not have yet of one shard, inside the caller's transaction. */
import { Dexie } from "dexie";
import type { ShardWant, StoredShard } from "../../ports/update-log";
import type { Database, HeadRow, StateRow, UpdateRow } from "../db";
import { storedState, storedUpdate } from "./rows";

export async function readShard(db: Database, { shard, after }: ShardWant): Promise<StoredShard> {
  // All asked at once: none waits for the answer to the one before.
  const [head, state, rows] = await Dexie.Promise.all([
    db.heads.get(shard),
    after === null ? db.states.get(shard) : undefined,
    rowsAfter(db, shard, after ?? 0),
  ]);
  if (after !== null) {
    if (head && isSound(head) && head.upTo <= after) return describe(shard, null, { head, rows });
    // Slept through a compaction: the whole shard. Merging twice does no harm.
    return readShard(db, { shard, after: null });
  }
  const since = rows.filter(({ seq = 0 }) => seq > (state?.upTo ?? 0));
  const stored = describe(shard, state ? storedState(state) : null, { head, rows: since });
  return { ...stored, missing: missingOf(head, { state, rows: since }) };
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
  return {
    shard,
    head: Math.max(newest, head?.head ?? 0),
    state,
    updates: rows.map(storedUpdate),
    ...(head && isSound(head) && Array.isArray(head.silent) && { silent: head.silent }),
  };
}

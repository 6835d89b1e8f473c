/** Takes rows that cannot be read out of their table and keeps them with the other damaged ones, so that each is told once. */
import type { Table } from "dexie";
import type { HeldBlob } from "../ports/device-store";
import type { CaptureTask } from "../ports/update-log";
import type { BatchRow, Database } from "./db";
import { isBatchRow, isHeldRow, isTaskRow } from "./sound";

const NO_SHARD = -1;

/** A table whose rows have no checksum. */
interface Unsealed<Row> {
  readonly table: Table<Row, string>;
  readonly keyOf: (row: Row) => string;
  readonly isSound: (row: unknown) => boolean;
}

export const batchesOf = (db: Database): Unsealed<BatchRow> => ({
  table: db.batches,
  keyOf: ({ id }) => id,
  isSound: isBatchRow,
});
export const tasksOf = (db: Database): Unsealed<CaptureTask> => ({
  table: db.tasks,
  keyOf: ({ linkId }) => linkId,
  isSound: isTaskRow,
});
export const heldOf = (db: Database): Unsealed<HeldBlob> => ({
  table: db.blobs,
  keyOf: ({ hash }) => hash,
  isSound: isHeldRow,
});

/** The sound ones of these rows; the others are put aside. Not to be called within a transaction. */
export async function soundOnes<Row>(
  db: Database,
  from: Unsealed<Row>,
  rows: readonly Row[],
): Promise<Row[]> {
  await putAside(
    db,
    from,
    rows.filter((row) => !from.isSound(row)).map((row) => from.keyOf(row)),
  );
  return rows.filter((row) => from.isSound(row));
}

/** Those that cannot be put aside now, because the disk is full say, are passed over all the same. */
export async function putAside<Row>(
  db: Database,
  { table, isSound }: Unsealed<Row>,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  try {
    await db.transaction("rw", table, db.quarantine, async () => {
      for (const key of keys) {
        const row = await table.get(key);
        if (row === undefined || isSound(row)) continue; // another tab was here
        await db.quarantine.add({ shard: NO_SHARD, seq: 0, reason: table.name, row, at: Date.now() });
        await table.delete(key);
      }
    });
    db.whenDamaged();
  } catch {
    return; // nothing was moved; the next reading tries again
  }
}

/**
 * Writes what a commit decided, inside the caller's transaction. Order matters for readers of the code only: the
 * transaction is one. Nothing is removed that was not read in the same transaction.
 */
import type { Decision, LogHead, NewState, UndoBatch } from "../ports/update-log";
import type { Database, HeadRow, UpdateRow } from "./db";
import { pageRow, stateRow, updateRow } from "./rows";

/** Answers how far the log of each updated shard reaches now. */
export async function writeDecision<T>(
  db: Database,
  decision: Decision<T>,
  now: number,
): Promise<readonly LogHead[]> {
  for (const state of decision.states ?? []) await replaceState(db, state, now);
  const rows = (decision.updates ?? []).map((update) => updateRow(update, now));
  const heads = await appendUpdates(db, rows);
  await writePages(db, decision);
  await writeBatches(db, decision.batches ?? [], Math.max(0, ...heads.map(({ head }) => head)));
  for (const task of decision.changedTasks ?? [])
    if (await db.tasks.get(task.linkId)) await db.tasks.put(task);
  await db.tasks.bulkPut(decision.tasks ?? []);
  await db.tasks.bulkDelete([...(decision.droppedTasks ?? [])]);
  return heads;
}

/** A batch keeps the place it got when it was made. */
async function writeBatches(db: Database, batches: readonly UndoBatch[], newest: number): Promise<void> {
  if (batches.length === 0) return;
  const known = await db.batches.bulkGet(batches.map(({ id }) => id));
  await db.batches.bulkPut(batches.map((batch, i) => ({ ...batch, seq: known[i]?.seq ?? newest })));
}

async function appendUpdates(db: Database, rows: readonly UpdateRow[]): Promise<readonly LogHead[]> {
  if (rows.length === 0) return [];
  const seqs = await db.updates.bulkAdd(rows, { allKeys: true });
  const old = await headsOf(db, rows);
  const heads = rows.map(({ shard, update }, i): HeadRow => {
    const head = old[i] ?? emptyHead(shard, 0);
    const logBytes = head.logBytes + update.length;
    return { ...head, head: seqs[i] ?? head.head, logRows: head.logRows + 1, logBytes };
  });
  await db.heads.bulkPut(heads);
  return heads;
}

/** Heads of these rows' shards; where one went missing, it is made from the stored state. */
async function headsOf(db: Database, rows: readonly UpdateRow[]): Promise<readonly HeadRow[]> {
  const shards = rows.map((row) => row.shard);
  const found = await db.heads.bulkGet(shards);
  const missing = shards.filter((_, i) => !found[i]);
  const states = missing.length > 0 ? await db.states.bulkGet(missing) : [];
  const upTo = new Map(states.flatMap((state) => (state ? [[state.shard, state.upTo]] : [])));
  return shards.map((shard, i) => found[i] ?? emptyHead(shard, upTo.get(shard) ?? 0));
}

const emptyHead = (shard: number, upTo: number): HeadRow => ({
  shard,
  head: upTo,
  upTo,
  logRows: 0,
  logBytes: 0,
  stateBytes: 0,
});

async function replaceState(db: Database, state: NewState, now: number): Promise<void> {
  const { shard, upTo } = state;
  await quarantine(db, state, now);
  await db.states.put(stateRow(state));
  await db.updates.where("[shard+seq]").between([shard, 0], [shard, upTo], true, true).delete();
  const head = (await db.heads.get(shard))?.head ?? upTo;
  await db.heads.put({
    shard,
    head: Math.max(head, upTo),
    upTo,
    logRows: 0,
    logBytes: 0,
    stateBytes: state.update.length,
  });
}

async function quarantine(db: Database, state: NewState, now: number): Promise<void> {
  for (const { seq, reason } of state.damaged) {
    const row = seq === null ? await db.states.get(state.shard) : await db.updates.get(seq);
    await db.quarantine.add({ shard: state.shard, seq: seq ?? 0, reason, row, at: now });
  }
}

async function writePages<T>(db: Database, { pages = [] }: Decision<T>): Promise<void> {
  if (pages.length === 0) return;
  const heads = await db.heads.bulkGet(pages.map((page) => page.shard));
  await db.pages.bulkPut(pages.map(({ shard, json }, i) => pageRow(shard, heads[i]?.head ?? 0, json)));
}

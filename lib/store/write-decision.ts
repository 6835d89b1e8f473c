/**
 * Writes what a commit decided, inside the caller's transaction. Order matters for readers of the code only: the
 * transaction is one. Nothing is removed that was not read in the same transaction.
 */
import type { Decision, NewState } from "../ports/update-log";
import type { Database, HeadRow, UpdateRow } from "./db";
import { pageRow, stateRow, updateRow } from "./rows";

/** Answers the sequence number each updated shard is at now. */
export async function writeDecision<T>(
  db: Database,
  decision: Decision<T>,
  now: number,
): Promise<ReadonlyMap<number, number>> {
  const rows = (decision.updates ?? []).map((update) => updateRow(update, now));
  const heads = await appendUpdates(db, rows);
  for (const state of decision.states ?? []) await replaceState(db, state, now);
  await writePages(db, decision);
  await db.batches.bulkPut(decision.batches ?? []);
  await db.tasks.bulkPut(decision.tasks ?? []);
  await db.tasks.bulkDelete([...(decision.droppedTasks ?? [])]);
  return heads;
}

async function appendUpdates(db: Database, rows: readonly UpdateRow[]): Promise<Map<number, number>> {
  if (rows.length === 0) return new Map();
  const seqs = await db.updates.bulkAdd(rows, { allKeys: true });
  const old = await db.heads.bulkGet(rows.map((row) => row.shard));
  const heads = new Map<number, HeadRow>();
  rows.forEach(({ shard, update }, i) => {
    const head = heads.get(shard) ?? old[i] ?? emptyHead(shard);
    heads.set(shard, {
      ...head,
      head: seqs[i] ?? head.head,
      logRows: head.logRows + 1,
      logBytes: head.logBytes + update.length,
    });
  });
  await db.heads.bulkPut([...heads.values()]);
  return new Map([...heads.values()].map(({ shard, head }) => [shard, head]));
}

const emptyHead = (shard: number): HeadRow => ({
  shard,
  head: 0,
  upTo: 0,
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

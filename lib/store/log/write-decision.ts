/**
 * Writes what a commit decided, inside the caller's transaction. Order matters for readers of the code only: the
 * transaction is one. Nothing is removed that was not read in the same transaction.
 */
import { Dexie } from "dexie";
import type { Collection } from "dexie";
import { isSameOrder } from "../../ports/update-log";
import type {
  CaptureTask,
  Decision,
  LogHead,
  NewPage,
  NewPatch,
  NewState,
  UndoBatch,
} from "../../ports/update-log";
import type { BatchRow, Database, HeadRow, UpdateRow } from "../db";
import { isBatchRow } from "../sound";
import { isSoundHead, sealHead } from "./head";
import { pageRow, patchRow, stateRow, updateRow } from "./rows";

/** Answers how far the log of each updated shard reaches now. */
export async function writeDecision<T>(
  db: Database,
  decision: Decision<T>,
  now: number,
): Promise<readonly LogHead[]> {
  const { states = [], batches = [], patches = [], pages = [] } = decision;
  for (const state of states) await replaceState(db, state, { now, ...silentIn(decision, state.shard) });
  const rows = (decision.updates ?? []).map((update) => updateRow(update, now));
  // Two rounds: what has to be known first, then all that is written. Within a round nothing waits for anything else.
  const [advanced, known] = await Dexie.Promise.all([
    appendUpdates(db, rows, decision),
    knownBatches(db, batches),
  ]);
  const { heads } = advanced;
  await Dexie.Promise.all([
    heads.length > 0 ? db.heads.bulkPut(heads.map(sealHead)) : undefined,
    writePatches(db, patches, advanced),
    writeBatches(db, batches, { known, heads: heads.map(({ head }) => head) }),
    writeTasks(db, decision),
  ]);
  await writePages(db, pages, heads);
  return heads;
}

async function writeTasks<T>(db: Database, decision: Decision<T>): Promise<void> {
  const { tasks = [], droppedTasks = [] } = decision;
  await followTasks(db, decision);
  if (tasks.length > 0) await db.tasks.bulkPut(tasks);
  if (droppedTasks.length > 0) await db.tasks.bulkDelete([...droppedTasks]);
}

/** What became of captures: of no account where the link was ordered anew meanwhile. */
async function followTasks<T>(
  db: Database,
  { changedTasks = [], endedTasks = [] }: Decision<T>,
): Promise<void> {
  const stands = async (task: CaptureTask): Promise<boolean> =>
    isSameOrder(await db.tasks.get(task.linkId), task);
  for (const task of changedTasks) if (await stands(task)) await db.tasks.put(task);
  for (const task of endedTasks) if (await stands(task)) await db.tasks.delete(task.linkId);
}

/** Batches in the order they were written: those whose place is a number still. */
export const placedBatches = (db: Database): Collection<BatchRow, string> =>
  db.batches.where("seq").belowOrEqual(Number.MAX_SAFE_INTEGER);

type KnownBatches = readonly (BatchRow | undefined)[];

const knownBatches = async (db: Database, batches: readonly UndoBatch[]): Promise<KnownBatches> =>
  batches.length > 0 ? db.batches.bulkGet(batches.map(({ id }) => id)) : [];

/** A batch keeps the place it got when it was made. */
async function writeBatches(
  db: Database,
  batches: readonly UndoBatch[],
  { known, heads }: { readonly known: KnownBatches; readonly heads: readonly number[] },
): Promise<void> {
  if (batches.length === 0) return;
  // One that changed no cell comes after the newest.
  const newest = heads.length > 0 ? Math.max(...heads) : ((await placedBatches(db).last())?.seq ?? 0);
  const placeOf = (row: BatchRow | undefined): number => (isBatchRow(row) ? row.seq : newest);
  await db.batches.bulkPut(batches.map((batch, i) => ({ ...batch, seq: placeOf(known[i]) })));
}

/** Heads of the updated shards as they are to be, and as they were. */
interface Advanced {
  readonly heads: readonly HeadRow[];
  readonly before: ReadonlyMap<number, number>;
}

type Silent = Pick<HeadRow, "silent">;

/** Ids of a shard without a link: all of them with a page; with a patch those that were known, and its own. */
function silentIn<T>(
  { pages = [], patches = [] }: Decision<T>,
  shard: number,
  known?: readonly string[],
): Silent {
  const page = pages.find((one) => one.shard === shard);
  if (page) return { silent: page.silent };
  if (!known) return {};
  const more = patches.find((one) => one.shard === shard)?.silent ?? [];
  return { silent: more.length === 0 ? known : [...new Set([...known, ...more])] };
}

async function appendUpdates<T>(
  db: Database,
  rows: readonly UpdateRow[],
  decision: Decision<T>,
): Promise<Advanced> {
  if (rows.length === 0) return { heads: [], before: new Map() };
  const [seqs, old] = await Dexie.Promise.all([
    db.updates.bulkAdd(rows, { allKeys: true }),
    headsOf(db, rows),
  ]);
  const heads = rows.map(({ shard, update }, i): HeadRow => {
    const head = old[i] ?? emptyHead(shard, 0);
    const logBytes = head.logBytes + update.length;
    const { silent: known, ...others } = head;
    const silent = silentIn(decision, shard, known);
    return { ...others, head: seqs[i] ?? head.head, logRows: head.logRows + 1, logBytes, ...silent };
  });
  return { heads, before: new Map(old.map(({ shard, head }) => [shard, head])) };
}

/** Heads of these rows' shards; where one went missing or is damaged, it is made from the stored state. */
async function headsOf(db: Database, rows: readonly UpdateRow[]): Promise<readonly HeadRow[]> {
  const shards = rows.map((row) => row.shard);
  const found = (await db.heads.bulkGet(shards)).map(soundOnly);
  const missing = shards.filter((_, i) => !found[i]);
  const states = missing.length > 0 ? await db.states.bulkGet(missing) : [];
  const upTo = new Map(states.flatMap((state) => (state ? [[state.shard, state.upTo]] : [])));
  return shards.map((shard, i) => found[i] ?? emptyHead(shard, upTo.get(shard) ?? 0));
}

const soundOnly = (head?: HeadRow): HeadRow | undefined => (head && isSoundHead(head) ? head : undefined);

const emptyHead = (shard: number, upTo: number): HeadRow => ({
  shard,
  head: upTo,
  upTo,
  logRows: 0,
  logBytes: 0,
  stateBytes: 0,
});

async function replaceState(
  db: Database,
  state: NewState,
  { now, silent }: Silent & { readonly now: number },
): Promise<void> {
  const { shard, upTo } = state;
  await quarantine(db, state, now);
  await db.states.put(stateRow(state));
  await db.updates.where("[shard+seq]").between([shard, 0], [shard, upTo], true, true).delete();
  const head = soundOnly(await db.heads.get(shard))?.head ?? upTo;
  const row = { ...emptyHead(shard, upTo), head: Math.max(head, upTo), stateBytes: state.update.length };
  await db.heads.put(sealHead({ ...row, ...(silent && { silent }) }));
}

async function quarantine(db: Database, state: NewState, now: number): Promise<void> {
  for (const { seq, reason } of state.damaged) {
    const row = seq === null ? await db.states.get(state.shard) : await db.updates.get(seq);
    await db.quarantine.add({ shard: state.shard, seq: seq ?? 0, reason, row, at: now });
  }
}

/** `written`: heads that were written just now; those of other pages are read. */
async function writePages(
  db: Database,
  pages: readonly NewPage[],
  written: readonly HeadRow[],
): Promise<void> {
  if (pages.length === 0) return;
  const heads = new Map(written.map(({ shard, head }) => [shard, head]));
  const others = pages.flatMap(({ shard }) => (heads.has(shard) ? [] : [shard]));
  const [found, patches] = await Dexie.Promise.all([db.heads.bulkGet(others), patchesOf(db, pages)]);
  for (const row of found) if (row) heads.set(row.shard, row.head);
  await Dexie.Promise.all([
    db.pages.bulkPut(pages.map(({ shard, bytes }) => pageRow(shard, heads.get(shard) ?? 0, bytes))),
    patches.length > 0 ? db.patches.bulkDelete(patches) : undefined,
  ]);
}

/** Keys of the patches that these pages hold; asked for together, because of many pages most have none. */
async function patchesOf(db: Database, pages: readonly NewPage[]): Promise<[number, number][]> {
  const [only, ...more] = pages;
  const shards = new Set(pages.map(({ shard }) => shard));
  const keys =
    only && more.length === 0
      ? await db.patches
          .where("[shard+head]")
          .between([only.shard, Dexie.minKey], [only.shard, Dexie.maxKey])
          .primaryKeys()
      : await db.patches.toCollection().primaryKeys();
  return keys.filter(([shard]) => shards.has(shard));
}

async function writePatches(
  db: Database,
  patches: readonly NewPatch[],
  { heads, before }: Advanced,
): Promise<void> {
  if (patches.length === 0) return;
  const headOf = new Map(heads.map(({ shard, head }) => [shard, head]));
  await db.patches.bulkPut(
    patches.map(({ shard, json }) =>
      patchRow(shard, { head: headOf.get(shard) ?? 0, prev: before.get(shard) ?? 0 }, json),
    ),
  );
}

/**
 * The update log in IndexedDB. Every read and every commit looks at the rows as they are now, inside one transaction,
 * so tabs that share the database need no leader: IndexedDB itself puts their commits in order.
 */
import { Dexie } from "dexie";
import { fail, ok } from "../../domain/result";
import type { Result } from "../../domain/result";
import type {
  BatchHead,
  CaptureTask,
  Committed,
  Decision,
  LogFailure,
  LogHead,
  ShardWant,
  StoredPage,
  StoredShard,
  UndoBatch,
  UpdateLog,
} from "../../ports/update-log";
import type { Database } from "../db";
import { toLogFailure } from "../failure";
import { batchesOf, putAside, soundOnes, tasksOf } from "../put-aside";
import { isBatchRow } from "../sound";
import { readShards } from "./read-shard";
import { readPages } from "./read-pages";
import { storedPage } from "./rows";
import { placedBatches, writeDecision } from "./write-decision";

export class DexieLog implements UpdateLog {
  #isClosed = false;

  constructor(
    private readonly db: Database,
    private readonly now: () => number,
    /** Nothing is written before it resolves; it never rejects. */
    private readonly mayWrite: Promise<void> = Promise.resolve(),
  ) {}

  async read(wants: readonly ShardWant[]): Promise<Result<readonly StoredShard[], LogFailure>> {
    const { db } = this;
    return attempt(() => db.transaction("r", [db.heads, db.states, db.updates], () => readShards(db, wants)));
  }

  async commit<T>(
    wants: readonly ShardWant[],
    decide: (stored: readonly StoredShard[]) => Decision<T>,
  ): Promise<Result<Committed<T>, LogFailure>> {
    const { db } = this;
    await this.mayWrite;
    const tables = [
      db.heads,
      db.states,
      db.updates,
      db.pages,
      db.patches,
      db.quarantine,
      db.batches,
      db.tasks,
    ];
    return attempt(() =>
      db.transaction("rw", tables, async () => {
        const stored = await readShards(db, wants);
        const decision = decide(stored);
        return { value: decision.value, heads: await writeDecision(db, decision, this.now()) };
      }),
    );
  }

  async pages(shards?: readonly number[]): Promise<ReadonlyMap<number, StoredPage>> {
    const { pages, patches, heads } = await readPages(this.db, shards);
    const found = new Map<number, StoredPage>();
    for (const { shard, head } of heads) {
      const page = storedPage(pages.get(shard), patches.get(shard) ?? [], head);
      if (page) found.set(shard, page);
    }
    return found;
  }

  async heads(): Promise<ReadonlyMap<number, number>> {
    return new Map((await this.db.heads.toArray()).map(({ shard, head }) => [shard, head]));
  }

  lengths(): Promise<readonly LogHead[]> {
    return this.db.heads.toArray();
  }

  async shards(): Promise<readonly number[]> {
    const [states, updates] = await Promise.all([
      this.db.states.toCollection().primaryKeys(),
      this.db.updates.orderBy("[shard+seq]").keys(),
    ]);
    const shards = new Set(states);
    for (const key of updates) if (Array.isArray(key)) shards.add(Number(key[0]));
    return [...shards];
  }

  quarantined(): Promise<number> {
    return this.db.quarantine.count();
  }

  async batch(id: string): Promise<UndoBatch | null> {
    const row = await this.db.batches.get(id);
    const [sound] = await soundOnes(this.db, batchesOf(this.db), row ? [row] : []);
    return sound ?? null;
  }

  async batchParts(id: string): Promise<readonly UndoBatch[]> {
    const rows = await this.db.batches.where("id").equals(id).or("id").startsWith(`${id}~`).toArray();
    return (await soundOnes(this.db, batchesOf(this.db), rows)).toSorted((a, b) => a.seq - b.seq);
  }

  async batchHeads(): Promise<readonly BatchHead[]> {
    const heads: { readonly head: BatchHead; readonly seq: number }[] = [];
    const unsound: string[] = [];
    // One row at a time, their cells may be many; not by place, which a damaged one may have lost.
    await this.db.batches.each((row) => {
      const { changes, seq, ...batch } = row;
      if (isBatchRow(row)) heads.push({ head: { ...batch, cells: changes.length }, seq });
      else unsound.push(batch.id);
    });
    await putAside(this.db, batchesOf(this.db), unsound);
    return heads
      .toSorted((a, b) => a.seq - b.seq)
      .toReversed()
      .map(({ head }) => head);
  }

  async newestBatch(): Promise<UndoBatch | null> {
    const open = placedBatches(this.db).filter(
      (row) => isBatchRow(row) && !row.undone && row.changes.length > 0 && row.device === undefined,
    );
    return (await open.last()) ?? null;
  }

  async lastBatchPlace(): Promise<number> {
    return (await placedBatches(this.db).last())?.seq ?? 0;
  }

  async forgetBatches(upTo: number): Promise<void> {
    await this.db.batches.where("seq").belowOrEqual(upTo).delete();
  }

  async tasks(): Promise<readonly CaptureTask[]> {
    return soundOnes(this.db, tasksOf(this.db), await this.db.tasks.toArray());
  }

  async replace(settings: Readonly<Record<string, unknown>>): Promise<Result<null, LogFailure>> {
    const { db } = this;
    await this.mayWrite;
    const cleared = [db.states, db.updates, db.heads, db.pages, db.patches, db.batches, db.tasks];
    return attempt(() =>
      db.transaction("rw", [...cleared, db.settings], async () => {
        for (const table of cleared) await table.clear();
        await db.settings.bulkPut(Object.entries(settings).map(([name, value]) => ({ name, value })));
        return null;
      }),
    );
  }

  whenLost(tell: () => void): void {
    this.db.whenLost = tell;
  }

  whenDamaged(tell: () => void): void {
    this.db.whenDamaged = tell;
  }

  async reopen(): Promise<void> {
    if (this.#isClosed) return;
    this.db.close({ disableAutoOpen: false });
    await this.db.open();
  }

  close(): void {
    this.#isClosed = true;
    this.db.close();
  }
}

async function attempt<T>(run: () => PromiseLike<T>): Promise<Result<T, LogFailure>> {
  try {
    return ok(await run());
  } catch (error) {
    // The transaction was rolled back: nothing is half written. Anything else thrown in it is a bug.
    if (error instanceof Dexie.DexieError || error instanceof DOMException) return fail(toLogFailure(error));
    throw error;
  }
}

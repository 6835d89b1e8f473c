/**
 * The one way edits reach the log: brings the touched shards up to date, runs the edit, and commits updates, pages and
 * undo record together. A promise from here resolves when the edit is durable. Edits of one tab run one after the other;
 * those of other tabs are seen inside the transaction.
 */
import type { LinkId } from "../../domain/ids";
import { fail, ok } from "../../domain/result";
import type { Result } from "../../domain/result";
import type {
  Committed,
  Decision,
  LogFailure,
  LogHead,
  NewPage,
  NewPatch,
  NewState,
  NewUpdate,
  PlainCells,
  StoredShard,
  UpdateLog,
} from "../../ports/update-log";
import { plainCells } from "../../replica/assemble";
import { linkIdOfKey } from "../../replica/cells";
import type { Cell, Cells } from "../../replica/cells";
import type { CellChange } from "../../replica/edits";
import type { LinkRecord } from "../../replica/read-link";
import { shardOf } from "../../replica/shard-of";
import { packPage, packPatch } from "../projection/page";
import type { Projected } from "../projection/projected";
import { linksOf, projectedIn, stateOf } from "./shard-pool";
import type { PooledEdit, PooledShard, ShardPool } from "./shard-pool";

/** What to write. `edit` runs once per touched shard and may run again on another try. */
export interface Write {
  readonly shards: Iterable<number>;
  /** `foreign`: what another device's updates of this shard changed just now. */
  readonly edit: (cells: Cells, shard: number, foreign: readonly CellChange[]) => void;
  /** Updates of another device, by shard, merged before the edit. `UnreadableUpdate` is thrown when one cannot be. */
  readonly foreign?: ReadonlyMap<number, readonly Uint8Array[]>;
  /** Undo record and capture tasks that belong to it, from what it changed. What it throws stops the write. */
  readonly records?: (
    changes: readonly CellChange[],
    projected: Written["projected"],
  ) => Pick<Decision<unknown>, "batches" | "tasks" | "droppedTasks">;
}

export interface Written {
  readonly changes: readonly CellChange[];
  /** Links this changed; `null` = gone. */
  readonly projected: ReadonlyMap<LinkId, Projected | null>;
  readonly shards: readonly number[];
  /** Rows found damaged and put aside. */
  readonly damaged: number;
}

/** An update of another device that is none, or that builds on something that is not here. */
export class UnreadableUpdate extends Error {
  constructor(readonly shard: number) {
    super(`an update of shard ${shard} cannot be read`);
    this.name = "UnreadableUpdate";
  }
}

const ATTEMPTS = 3;
/** A shard is stored whole again after this many updates, or when they outweigh its state. */
const COMPACT_ROWS = 20;
const COMPACT_BYTES = 16 * 1024;
/** Shards stored whole in one transaction: few, so that edits get their turn in between. */
const COMPACT_AT_ONCE = 4;

export class ReplicaStore {
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly log: UpdateLog,
    private readonly pool: ShardPool,
  ) {}

  write(write: Write): Promise<Result<Written, LogFailure>> {
    return this.inTurn(() => this.#writeNow(write));
  }

  /** Links with all their snapshots. Ids that are not there are absent. */
  records(ids: readonly LinkId[]): Promise<ReadonlyMap<LinkId, LinkRecord>> {
    return this.inTurn(async () => {
      await this.#refresh(new Set(ids.map(shardOf)));
      const records = new Map<LinkId, LinkRecord>();
      for (const id of ids) {
        const record = this.pool.get(shardOf(id))?.shard.record(id);
        if (record) records.set(id, record);
      }
      this.pool.trim();
      return records;
    });
  }

  /** Everything a shard holds: all its cells, and its links with all their snapshots. */
  whole(shard: number): Promise<{ readonly cells: PlainCells; readonly records: readonly LinkRecord[] }> {
    return this.inTurn(async () => {
      await this.#refresh(new Set([shard]));
      const held = this.pool.get(shard)?.shard;
      this.pool.trim();
      const records = [...(held?.ids() ?? [])].flatMap((id) => held?.record(id) ?? []);
      return { cells: held?.cells() ?? [], records };
    });
  }

  /** All cells that stand under an id. */
  cellsOf(id: LinkId): Promise<readonly Cell[]> {
    return this.inTurn(async () => {
      await this.#refresh(new Set([shardOf(id)]));
      return this.pool.get(shardOf(id))?.shard.cellsOf(id) ?? [];
    });
  }

  /** The links of these shards read from the log, nothing written: for when nothing can be. */
  look(shards: readonly number[]): Promise<Result<ReadonlyMap<LinkId, Projected>, LogFailure>> {
    return this.inTurn(async () => {
      this.pool.drop(shards);
      const stored = await this.log.read(this.pool.wants(shards));
      if (!stored.ok) return stored;
      const entries = stored.value.flatMap((one) => this.pool.absorb(one)?.entry ?? []);
      const links = new Map(entries.flatMap(linksOf).map((one) => [one.link.id, one]));
      this.pool.drop(shards); // a shard mended in memory only must not be built upon
      return ok(links);
    });
  }

  async #refresh(shards: ReadonlySet<number>): Promise<void> {
    const stored = await this.log.read(this.pool.wants(shards));
    if (!stored.ok) return this.log.reopen(); // what is in memory still answers
    const found = stored.value.map((one) => this.pool.absorb(one));
    if (found.every((one) => one !== null && one.repaired === null)) return;
    this.pool.drop(shards);
    await this.#commit(shards, { edit: () => undefined });
  }

  /** Makes the pages of these shards anew from the log. */
  rebuild(shards: Iterable<number>): Promise<Result<Written, LogFailure>> {
    return this.inTurn(() => this.#commit(new Set(shards), { edit: () => undefined, everything: true }));
  }

  /** Runs when all edits before are done, and before any after. */
  inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(run, run);
    this.#last = turn.catch(() => undefined); // the caller gets the failure; the next in turn goes on
    return turn;
  }

  async #writeNow(write: Write): Promise<Result<Written, LogFailure>> {
    const shards = new Set(write.shards);
    const done = await this.#commit(shards, write);
    this.pool.trim();
    return done;
  }

  async #commit(shards: ReadonlySet<number>, step: Step): Promise<Result<Written, LogFailure>> {
    for (let attempt = 1; ; attempt++) {
      const done = await this.#try(shards, step);
      if (done.ok && done.value.value) return ok(this.#settle(done.value, done.value.value));
      this.pool.drop(shards);
      if (done.ok) continue;
      if (done.error.kind === "quota" || attempt === ATTEMPTS) return fail(done.error);
      await this.log.reopen().catch(() => undefined); // the next attempt fails by itself when this did
    }
  }

  async #try(
    shards: ReadonlySet<number>,
    step: Step,
  ): Promise<Result<Committed<Written | null>, LogFailure>> {
    try {
      return await this.log.commit(this.pool.wants(shards), (stored) => this.#decide(stored, step));
    } catch (error) {
      // A bug in an edit: nothing was written, so what it did to the shards in memory must go as well. Later updates
      // would build on it, and no other reader of the log could ever apply those.
      this.pool.drop(shards);
      throw error;
    }
  }

  #settle(committed: Committed<unknown>, written: Written): Written {
    const long: number[] = [];
    for (const head of committed.heads) {
      const entry = this.pool.get(head.shard);
      if (entry) entry.applied = Math.max(entry.applied, head.head);
      if (isLong(head)) long.push(head.shard);
    }
    for (let i = 0; i < long.length; i += COMPACT_AT_ONCE)
      void this.inTurn(() => this.#compact(long.slice(i, i + COMPACT_AT_ONCE)));
    return written;
  }

  /** `null` as value: nothing was written, a shard has to be read whole first. */
  #decide(stored: readonly StoredShard[], step: Step): Decision<Written | null> {
    const found = stored.map((one) => this.pool.absorb(one));
    if (found.includes(null)) return { value: null };
    const draft = new Draft();
    for (const one of found) {
      if (!one) continue;
      const done = this.#write(one.entry, step);
      draft.add(one.entry, done, { repaired: one.repaired, whole: step.everything === true });
    }
    return draft.decision(step);
  }

  #write(entry: PooledShard, { edit, foreign }: Step): PooledEdit {
    const updates = foreign?.get(entry.number);
    if (!updates) return this.pool.edit(entry, (cells) => edit(cells, entry.number, []));
    const done = this.pool.receive(entry, updates, (cells, changes) => edit(cells, entry.number, changes));
    if (!done) throw new UnreadableUpdate(entry.number);
    return done;
  }

  /** Puts one stored state in the place of a long log. The edits are safe already: this may fail and come again. */
  async #compact(shards: readonly number[]): Promise<void> {
    const done = await this.log.commit(this.pool.wants(shards), (stored) => {
      const entries = stored.flatMap((one) => this.pool.absorb(one)?.entry ?? []);
      return {
        value: null,
        states: entries.map((entry) => stateOf(entry, [])),
        pages: entries.map((entry) => ({ shard: entry.number, bytes: packPage(linksOf(entry)) })),
      };
    });
    if (!done.ok) this.pool.drop(shards);
    this.pool.trim();
  }
}

const isLong = ({ logRows, logBytes, stateBytes }: LogHead): boolean =>
  logRows >= COMPACT_ROWS || logBytes > Math.max(stateBytes, COMPACT_BYTES);

type Step = Pick<Write, "edit" | "foreign" | "records"> & { readonly everything?: boolean };

/** Why a shard is written although no edit touched it: it was mended, or its page is to be made anew. */
interface Rewrite {
  readonly repaired: NewState | null;
  readonly whole: boolean;
}

/** Links whose cells these are. */
export const linkIdsOf = (changes: readonly CellChange[]): LinkId[] => [
  ...new Set(changes.flatMap(({ key }) => linkIdOfKey(key) ?? [])),
];

/** Gathers what one commit writes over all its shards. */
class Draft {
  readonly #states: NewState[] = [];
  readonly #updates: NewUpdate[] = [];
  readonly #pages: NewPage[] = [];
  readonly #patches: NewPatch[] = [];
  readonly #changes: CellChange[] = [];
  readonly #projected = new Map<LinkId, Projected | null>();
  readonly #shards: number[] = [];

  add(entry: PooledShard, { update, changes }: PooledEdit, why: Rewrite): void {
    const isRewritten = why.repaired !== null || why.whole;
    if (!update && !isRewritten) return;
    if (why.repaired) this.#states.push(why.repaired);
    if (update) this.#updates.push({ shard: entry.number, update, cells: plainCells(changes) });
    this.#project(entry, linkIdsOf(changes), isRewritten);
    this.#shards.push(entry.number);
    for (const change of changes) this.#changes.push(change);
  }

  /** Few changed links make a patch of the page; many, or a shard written whole, a page. */
  #project(entry: PooledShard, changed: readonly LinkId[], isRewritten: boolean): void {
    const all = [...entry.shard.ids()];
    const isWhole = isRewritten || changed.length * 2 >= all.length;
    const links: Projected[] = [];
    const gone: LinkId[] = [];
    for (const id of new Set(isWhole ? [...all, ...changed] : changed)) {
      const projected = projectedIn(entry, id);
      this.#projected.set(id, projected);
      if (projected) links.push(projected);
      else gone.push(id);
    }
    const shard = entry.number;
    if (isWhole) this.#pages.push({ shard, bytes: packPage(links) });
    else this.#patches.push({ shard, json: packPatch({ links, gone }) });
  }

  decision(step: Step): Decision<Written> {
    return {
      ...step.records?.(this.#changes, this.#projected),
      updates: this.#updates,
      pages: this.#pages,
      patches: this.#patches,
      states: this.#states,
      value: {
        changes: this.#changes,
        projected: this.#projected,
        shards: this.#shards,
        damaged: this.#states.reduce((sum, state) => sum + state.damaged.length, 0),
      },
    };
  }
}

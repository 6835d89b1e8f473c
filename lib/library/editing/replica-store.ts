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
  PlainCells,
  StoredShard,
  UpdateLog,
} from "../../ports/update-log";
import type { Cell } from "../../replica/cells";
import type { LinkRecord } from "../../replica/read-link";
import type { Shard } from "../../replica/shard";
import { shardOf } from "../../replica/shard-of";
import type { Projected } from "../projection/projected";
import { linksOf, pageOf, stateOf, untidyShards } from "./shard-pool";
import type { Held, PooledEdit, PooledShard, ShardPool } from "./shard-pool";
import { Draft } from "./draft";
import type { Step, Write, Written } from "./draft";
import { Turns } from "./turns";
import { isUntouched } from "./unread-shards";

export { linkIdsOf } from "./draft";
export type { Write, Written } from "./draft";

/** An update of another device that is none, or that builds on something that is not here. */
export class UnreadableUpdate extends Error {
  constructor(readonly shard: number) {
    super(`an update of shard ${shard} cannot be read`);
    this.name = "UnreadableUpdate";
  }
}

const ATTEMPTS = 3;
/** Ms from the start to putting in order what the session before left: whoever opens the library looks at it first. */
const TIDY_AFTER = 10_000;

export class ReplicaStore {
  readonly #turns = new Turns();
  /** Shards that are to be stored whole. */
  readonly #long = new Set<number>();

  constructor(
    private readonly log: UpdateLog,
    private readonly pool: ShardPool,
    /** Damage was met in reading, and mended. */
    private readonly mended: (written: Written) => void = () => undefined,
  ) {}

  /** Whether a turn is under way or waits. */
  get isBusy(): boolean {
    return this.#turns.isBusy;
  }

  write(write: Write): Promise<Result<Written, LogFailure>> {
    return this.inTurn(() => this.#writeNow(write));
  }

  /** Links with all their snapshots. Ids that are not there are absent. */
  records(ids: readonly LinkId[]): Promise<ReadonlyMap<LinkId, LinkRecord>> {
    return this.inTurn(() => this.#records(ids));
  }

  /** The same, for work that nobody waits for. */
  recordsWhenIdle(ids: readonly LinkId[]): Promise<ReadonlyMap<LinkId, LinkRecord>> {
    return this.whenIdle(() => this.#records(ids));
  }

  async #records(ids: readonly LinkId[]): Promise<ReadonlyMap<LinkId, LinkRecord>> {
    await this.#refresh(new Set(ids.map(shardOf)));
    const records = new Map<LinkId, LinkRecord>();
    for (const id of ids) {
      const record = this.pool.get(shardOf(id))?.shard.record(id);
      if (record) records.set(id, record);
    }
    this.pool.trim();
    return records;
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

  /** Looks at shards as the log has them now; one that is empty is not asked about. */
  inspect<T>(
    shards: readonly number[],
    look: (shard: Shard, number: number) => T,
  ): Promise<ReadonlyMap<number, T>> {
    return this.inTurn(async () => {
      await this.#refresh(new Set(shards));
      const seen = shards.flatMap((number): [number, T][] => {
        const entry = this.pool.get(number);
        return entry && entry.applied > 0 ? [[number, look(entry.shard, number)]] : [];
      });
      this.pool.trim();
      return new Map(seen);
    });
  }

  /** Looks at those of these shards that are in memory, without asking the log. */
  held<T>(shards: readonly number[], look: (shard: Shard) => T): Promise<ReadonlyMap<number, Held<T>>> {
    return this.inTurn(async () => this.pool.held(shards, look));
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

  /** Ids of all snapshots in these shards. */
  async snapshotIds(shards: readonly number[]): Promise<string[]> {
    const ids: string[] = [];
    for (const shard of shards)
      for (const { snapshots } of (await this.whole(shard)).records)
        ids.push(...snapshots.map(({ id }) => id));
    return ids;
  }

  /** Takes everything away and stores these settings, in one commit. */
  replace(settings: Readonly<Record<string, unknown>>): Promise<Result<null, LogFailure>> {
    return this.inTurn(async () => {
      const done = await this.log.replace(settings);
      this.pool.clear();
      return done;
    });
  }

  /** What is in memory is not what the log holds. */
  forget(): Promise<void> {
    return this.inTurn(async () => this.pool.clear());
  }

  async #refresh(shards: ReadonlySet<number>): Promise<void> {
    const stored = await this.log.read(this.pool.wants(shards));
    if (!stored.ok) return this.log.reopen(); // what is in memory still answers
    const found = stored.value.map((one) => this.pool.absorb(one));
    if (found.every((one) => one !== null && one.repaired === null)) return;
    this.pool.drop(shards);
    const done = await this.#commit(shards, {});
    if (done.ok) this.mended(done.value);
  }

  /** Makes the pages of these shards anew from the log. */
  rebuild(shards: Iterable<number>): Promise<Result<Written, LogFailure>> {
    return this.inTurn(() => this.#commit(new Set(shards), { everything: true }));
  }

  /** Runs when all edits before are done, and before any after. */
  inTurn<T>(run: () => Promise<T>): Promise<T> {
    return this.#turns.take(run);
  }

  /** Runs when no edit waits: edits never wait for what can wait. */
  whenIdle<T>(run: () => Promise<T>): Promise<T> {
    return this.#turns.whenIdle(run);
  }

  async #writeNow(write: Write): Promise<Result<Written, LogFailure>> {
    const shards = new Set(write.shards);
    const done = (await this.#writeUnread(write)) ?? (await this.#commit(shards, write));
    this.pool.trim();
    return done;
  }

  /**
   * Puts a new link into a shard that is not in memory without reading it. `null`: something else was written there, or
   * it could not be done, and the usual way has to be gone.
   */
  async #writeUnread(write: Write): Promise<Result<Written, LogFailure> | null> {
    const { fresh } = write;
    const known = fresh ? this.pool.unread(shardOf(fresh.id)) : null;
    if (!fresh || !known) return null;
    const entry = this.pool.blank(known);
    this.pool.drop([known.number]); // until the commit is over nobody knows what it holds
    const done = await this.log.commit([{ shard: known.number, after: known.head }], ([stored]) => {
      if (!stored || !isUntouched(stored, known, fresh.id) || !fresh.isFree()) return { value: null };
      const draft = new Draft();
      draft.add(entry, this.#write(entry, write), { repaired: null, whole: false, isPart: true });
      return draft.decision(write);
    });
    if (!done.ok || !done.value.value) return null;
    for (const { head } of done.value.heads) this.pool.wrote(entry, head);
    this.#compactSoon(done.value.heads);
    return ok(done.value.value);
  }

  /** What the index holds: every link up to these heads. New links then go in without their shard being read. */
  learn(heads: ReadonlyMap<number, number>): void {
    this.pool.learn(heads);
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
    for (const head of committed.heads) {
      const entry = this.pool.get(head.shard);
      if (entry) this.pool.wrote(entry, head.head);
    }
    this.#compactSoon(committed.heads);
    return written;
  }

  /** `null` as value: nothing was written, a shard has to be read whole first. */
  #decide(stored: readonly StoredShard[], step: Step): Decision<Written | null> {
    const found = stored.map((one) => this.pool.absorb(one));
    if (found.includes(null)) return { value: null };
    const draft = new Draft();
    for (const [i, one] of found.entries()) {
      if (!one) continue;
      const done = this.#write(one.entry, step);
      const { applied } = one.entry;
      draft.add(one.entry, done, {
        repaired: one.repaired,
        whole: step.everything === true,
        isLater: step.isBulk === true && applied === 0,
        isPart: applied > 0 && stored[i]?.silent === undefined,
      });
    }
    return draft.decision(step);
  }

  #write(entry: PooledShard, { edit, foreign, judge }: Step): PooledEdit {
    const { number } = entry;
    const updates = foreign?.get(number);
    if (!updates) return this.pool.edit(entry, edit && ((cells) => edit(cells, number, [])));
    const done = this.pool.receive(entry, updates, {
      ...(judge && { judge: (changes) => judge(number, changes) }),
      ...(edit && { edit: (cells, changes) => edit(cells, number, changes) }),
    });
    if (!done) throw new UnreadableUpdate(number);
    return done;
  }

  /** Shards whose log a session left long or bare, because it ended before it was at rest, are stored whole after so many ms. */
  async tidy(after = TIDY_AFTER): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, after));
    this.#compactSoon(await this.log.lengths());
  }

  /** Each group in a transaction of its own, so that edits get their turn in between; it takes as long as ten of them. */
  #compactSoon(heads: readonly LogHead[]): void {
    for (const shards of untidyShards(heads.filter(({ shard }) => !this.#long.has(shard)))) {
      for (const shard of shards) this.#long.add(shard);
      void this.#turns.whenAtRest(() => {
        for (const shard of shards) this.#long.delete(shard);
        return this.#compact(shards);
      });
    }
  }

  /** Puts one stored state in the place of a long log. The edits are safe already: this may fail and come again. */
  async #compact(shards: readonly number[]): Promise<void> {
    await this.#refresh(new Set(shards)); // mends what is damaged, and tells
    const done = await this.log.commit(this.pool.wants(shards), (stored) => {
      const entries = stored.flatMap((one) => this.pool.absorb(one)?.entry ?? []);
      const states = entries.map((entry) => stateOf(entry, []));
      return { value: null, states, pages: entries.map(pageOf) };
    });
    if (!done.ok) this.pool.drop(shards);
    this.pool.trim();
  }
}

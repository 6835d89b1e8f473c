/**
 * Updates on their way into the library. All that came while the last ones were being written go in together: a first
 * sync is a few large writes, an edit is one small one. What is refused as a whole is tried shard by shard, so that one
 * poisoned update does not keep out the rest.
 */
import type { ShardBytes } from "./frames";
import type { Sender, ShardSource, Taken } from "./shard-source";

export interface InboxParts {
  readonly source: ShardSource;
  readonly from: () => Sender;
  readonly newId: () => string;
  readonly failed: () => void;
  readonly settled: (how: {
    /** Shards to be asked for, because what came builds on something that is not here. */
    readonly missing: readonly number[];
    readonly refused: readonly number[];
    readonly isEmpty: boolean;
    /** Those of them that had been asked for. */
    readonly answers: readonly ShardBytes[];
  }) => void;
}

interface Waiting extends ShardBytes {
  readonly kind: "diff" | "live";
}

/** An update that holds nothing. */
const EMPTY = 2;

export class Inbox {
  #waiting: Waiting[] = [];
  #isBusy = false;
  #bundle = "";
  #part = 0;
  #whenEmpty: (() => void)[] = [];

  constructor(private readonly parts: InboxParts) {}

  get length(): number {
    return this.#waiting.length;
  }

  put(records: readonly ShardBytes[], kind: "diff" | "live"): void {
    for (const record of records) this.#waiting.push({ ...record, kind });
    if (this.#isBusy) return;
    this.#isBusy = true;
    void this.#work().catch(() => this.parts.failed());
  }

  /** Runs when nothing waits, at once when that is so. */
  whenEmpty(run: () => void): void {
    if (this.#isBusy) this.#whenEmpty.push(run);
    else run();
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const now = this.#waiting.splice(0);
      const updates = now.filter(({ bytes }) => bytes.length > EMPTY);
      const outcome = updates.length > 0 ? await this.#take(updates) : { missing: [], refused: [] };
      const answers = now.filter(({ kind }) => kind === "diff");
      const isEmpty = this.#waiting.length === 0;
      if (isEmpty) this.#rest();
      this.parts.settled({ ...outcome, isEmpty, answers });
    }
    this.#isBusy = false;
    for (const run of this.#whenEmpty.splice(0)) run();
  }

  /** The next updates are another entry of Activity, unless they come right after. */
  #rest(): void {
    const part = this.#part;
    setTimeout(() => {
      if (this.#part === part) this.#bundle = "";
    }, 1000);
  }

  #name(): string {
    if (this.#bundle === "") {
      this.#bundle = this.parts.newId();
      this.#part = 0;
    }
    const name = this.#part === 0 ? this.#bundle : `${this.#bundle}~${this.#part}`;
    this.#part++;
    return name;
  }

  #receive(updates: readonly ShardBytes[]): Promise<Taken> {
    return this.parts.source.receive(this.parts.from(), updates, this.#name());
  }

  async #take(updates: readonly Waiting[]): Promise<{ missing: number[]; refused: number[] }> {
    const taken = await this.#receive(updates);
    if (taken === "applied" || taken === "held") return { missing: [], refused: [] };
    const shards = [...new Set(updates.map(({ shard }) => shard))];
    const [missing, refused]: [number[], number[]] = [[], []];
    for (const shard of shards) {
      const own = updates.filter((one) => one.shard === shard);
      if (shards.length > 1 && (await this.#receive(own)) !== "refused") continue;
      // What was written just now may build on something that got lost on the way: an answer brings all of it.
      if (own.every(({ kind }) => kind === "live")) missing.push(shard);
      else refused.push(shard);
    }
    return { missing, refused };
  }
}

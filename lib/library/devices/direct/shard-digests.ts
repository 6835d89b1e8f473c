/**
 * The digest of every shard, for as long as the log has not moved on. Kept beside the settings, so that two devices with
 * nothing new compare themselves without a shard being read.
 */
import type { DeviceStore } from "../../../ports/device-store";
import type { UpdateLog } from "../../../ports/update-log";
import type { ReplicaStore } from "../../editing/replica-store";
import type { Held } from "../../editing/shard-pool";

export interface ShardDigestsParts {
  readonly log: UpdateLog;
  readonly replica: ReplicaStore;
  readonly device: DeviceStore;
}

const SETTING = "shardDigests";
const SHARDS = 256;
const DIGEST = 8;
/** Shards read at once: few, so that edits get their turn in between. */
const AT_ONCE = 16;
const KEEP_AFTER = 2000;

type Prints = ReadonlyMap<number, Held<Uint8Array>>;

export class ShardDigests {
  /** Bytes of updates of all shards, as of the last look. */
  weight = 0;
  /** Of the log when the digest was made; 0 = it is empty. */
  #heads = new Float64Array(SHARDS);
  #digests = new Uint8Array(SHARDS * DIGEST);
  #last: Promise<unknown> = Promise.resolve();
  #loaded: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: ShardDigestsParts) {}

  /** 256 digests of 8 bytes; zeros for an empty shard. A copy. */
  now(): Promise<Uint8Array<ArrayBuffer>> {
    const turn = this.#last.then(() => this.#bringUp());
    this.#last = turn.catch(() => undefined); // the caller gets the failure
    return turn;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #bringUp(): Promise<Uint8Array<ArrayBuffer>> {
    this.#loaded ??= this.#load();
    await this.#loaded;
    const lengths = await this.parts.log.lengths();
    this.weight = lengths.reduce((sum, { logBytes, stateBytes }) => sum + logBytes + stateBytes, 0);
    const heads = new Map(lengths.map(({ shard, head }) => [shard, head]));
    const stale: number[] = [];
    for (let shard = 0; shard < SHARDS; shard++)
      if ((heads.get(shard) ?? 0) !== this.#heads[shard]) stale.push(shard);
    await this.#makeHeld(await this.#held(stale));
    const unread = stale.filter((shard) => (heads.get(shard) ?? 0) !== this.#heads[shard]);
    for (let i = 0; i < unread.length; i += AT_ONCE) await this.#make(unread.slice(i, i + AT_ONCE), heads);
    if (stale.length > 0) this.#keepSoon();
    return this.#digests.slice();
  }

  /** Shards were written just now and are still in memory: made at once, they need not be read again later. */
  note(shards: readonly number[]): Promise<void> {
    const held = this.#held(shards);
    const turn = this.#last.then(async () => this.#makeHeld(await held));
    this.#keepSoon();
    this.#last = turn.catch(() => undefined); // the caller gets the failure
    return turn;
  }

  #held(shards: readonly number[]): Promise<Prints> {
    return this.parts.replica.held(shards, (shard) => shard.print());
  }

  async #makeHeld(prints: Prints): Promise<void> {
    await Promise.all([...prints].map(([shard, { head, seen }]) => this.#set(shard, seen, head)));
  }

  async #make(shards: readonly number[], heads: ReadonlyMap<number, number>): Promise<void> {
    const prints = await this.parts.replica.inspect(shards, (shard) => shard.print());
    const set = (shard: number) => this.#set(shard, prints.get(shard), heads.get(shard) ?? 0);
    await Promise.all(shards.map(set));
  }

  async #set(shard: number, print: Uint8Array | undefined, head: number): Promise<void> {
    const digest = print ? await digestOf(print) : new Uint8Array(DIGEST);
    this.#digests.set(digest, shard * DIGEST);
    this.#heads[shard] = head;
  }

  async #load(): Promise<void> {
    const stored = await this.parts.device.setting(SETTING);
    const [heads, digests] = [memberOf(stored, "heads"), memberOf(stored, "digests")];
    if (!(heads instanceof Float64Array) || heads.length !== SHARDS) return;
    if (!(digests instanceof Uint8Array) || digests.length !== SHARDS * DIGEST) return;
    this.#heads = new Float64Array(heads);
    this.#digests = new Uint8Array(digests);
  }

  #keepSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const now = { heads: this.#heads.slice(), digests: this.#digests.slice() };
      // Only a help for the next start: without it the digests are made anew.
      this.parts.device.setSetting(SETTING, now).catch(() => undefined);
    }, KEEP_AFTER);
  }
}

const digestOf = async (print: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(print))).subarray(0, DIGEST);

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/**
 * Lays what the library has and its mailbox has not into the mailbox: small changes as parcels, and one base in the place
 * of many parcels. Whoever wrote something first, any device that has it may lay it there; what is known to lie there is
 * not laid again.
 */
import { fail, ok } from "../../domain/result";
import type { Result } from "../../domain/result";
import type { ServerFailure } from "../../ports/capture-server";
import type { MailboxServer } from "../../ports/mailbox-server";
import type { EpochKeys, Identity } from "../types";
import { NOTHING } from "./covered";
import type { Covered, CoveredShard } from "./covered";
import type { MailboxLibrary } from "./library-side";
import { sealParcel, writeBase } from "./parcel";
import type { ShardUpdate } from "./parcel";
import type { BoxState } from "./reader";

export interface WriterParts {
  readonly server: MailboxServer;
  readonly library: MailboxLibrary;
  readonly identity: Identity;
  readonly now: () => number;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes of updates that go into one parcel before they are squeezed; one shard may be more. */
const TOGETHER = 512 * 1024;
/** Parcels after which a base takes their place. */
const MANY = 100;
/** Shards read at once: few, so that edits get their turn in between. */
const AT_ONCE = 16;

interface Piece extends ShardUpdate {
  readonly covers: CoveredShard;
}

const groups = (pieces: readonly Piece[]): Piece[][] => {
  const all: Piece[][] = [];
  let room = 0;
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last && piece.bytes.length <= room) last.push(piece);
    else {
      all.push([piece]);
      room = TOGETHER;
    }
    room -= piece.bytes.length;
  }
  return all;
};

/** How far the log of each shard reaches. */
type Heads = readonly (readonly [shard: number, head: number])[];

/** The shard of the facts first: by them others know whose parcels they may take. */
const inOrder = (heads: ReadonlyMap<number, number>, facts: number): Heads =>
  [...heads].toSorted(([a], [b]) => Number(b === facts) - Number(a === facts));

export class BoxWriter {
  constructor(private readonly parts: WriterParts) {}

  /** Lays there what is lacking. `save` is called whenever what is known of the box is another. */
  async flush(
    keys: EpochKeys,
    covered: Covered,
    save: () => Promise<void>,
  ): Promise<Result<null, ServerFailure>> {
    const { library } = this.parts;
    const heads = inOrder(await library.heads(), library.factsShard);
    const stale = heads.filter(([shard, head]) => covered.of(shard).head !== head);
    const pieces = await this.#pieces(stale, (shard) => covered.of(shard));
    const lacking = new Set(pieces.map(({ shard }) => shard));
    for (const [shard, head] of stale)
      if (!lacking.has(shard)) covered.shards.set(shard, { ...covered.of(shard), head });
    for (const group of groups(pieces)) {
      const done = await this.#lay(keys, covered, group);
      if (!done.ok) return done;
      await save();
    }
    covered.sealedAt = this.parts.now();
    return ok(null);
  }

  /** Whether a base should take the place of the parcels. To be asked when all of this library lies there. */
  isLong({ head, base }: BoxState, covered: Covered): boolean {
    const { cursor, stuck } = covered.place(covered.box);
    // What this device could not take in would be lost to the others.
    const isBehind = stuck > cursor || this.parts.library.waiting.size > 0 || cursor < head;
    return !isBehind && cursor - (base?.upTo ?? 0) >= MANY;
  }

  /** Lays everything into a box that nobody wrote to. */
  async begin(keys: EpochKeys, covered: Covered): Promise<Result<null, ServerFailure>> {
    const pieces = await this.#everything();
    const done = await this.#putBase(keys, covered, pieces);
    if (!done.ok) return done;
    for (const { shard, covers } of pieces) covered.shards.set(shard, covers);
    return ok(null);
  }

  /**
   * Puts everything this library holds in the place of the parcels. What was written since they were laid there counts as
   * not laid yet: who has read the parcels need not read the base.
   */
  async compact(keys: EpochKeys, covered: Covered): Promise<Result<null, ServerFailure>> {
    return this.#putBase(keys, covered, await this.#everything());
  }

  async #everything(): Promise<Piece[]> {
    const { library } = this.parts;
    return this.#pieces(inOrder(await library.heads(), library.factsShard), () => NOTHING);
  }

  async #putBase(
    keys: EpochKeys,
    covered: Covered,
    pieces: readonly Piece[],
  ): Promise<Result<null, ServerFailure>> {
    if (pieces.length === 0) return ok(null);
    const parts: Bytes[] = [];
    for (const group of groups(pieces)) parts.push(await sealParcel(group, "base", this.#writer(keys)));
    const { base, cursor } = covered.place(covered.box);
    const done = await this.parts.server.putBase(keys.mailbox, { base, upTo: cursor }, writeBase(parts));
    if (done.ok) covered.put(covered.box, { base: done.value });
    return done.ok ? ok(null) : done;
  }

  /** Tells an older box who belongs to the library: a device that was away learns of the new epoch there. */
  async bridge(older: EpochKeys, covered: Covered): Promise<Result<null, ServerFailure>> {
    const { server, library } = this.parts;
    const facts = await library.diffs([{ shard: library.factsShard, bytes: NOTHING.vector }]);
    const sealed = await sealParcel(facts, "parcel", this.#writer(older));
    const done = await server.append(older.mailbox, sealed);
    if (!done.ok) return done;
    covered.bridged = older.mailbox.id;
    return ok(null);
  }

  /** What the box lacks of these shards; one it lacks nothing of is left out. */
  async #pieces(heads: Heads, knownOf: (shard: number) => CoveredShard): Promise<Piece[]> {
    const { library } = this.parts;
    const pieces: Piece[] = [];
    for (let at = 0; at < heads.length; at += AT_ONCE) {
      const some = new Map(heads.slice(at, at + AT_ONCE));
      const needs = [...some.keys()].map((shard) => ({ shard, bytes: knownOf(shard).vector }));
      for (const { shard, bytes } of await library.diffs(needs)) {
        const known = knownOf(shard);
        const { writes, deletions } = await library.describe(bytes);
        if (!writes && deletions === known.deletions) continue;
        const covers = {
          head: some.get(shard) ?? known.head,
          vector: library.reach(known.vector, bytes),
          deletions,
        };
        pieces.push({ shard, bytes, covers });
      }
    }
    return pieces;
  }

  async #lay(
    keys: EpochKeys,
    covered: Covered,
    group: readonly Piece[],
  ): Promise<Result<null, ServerFailure>> {
    const sealed = await sealParcel(group, "parcel", this.#writer(keys));
    const done = await this.parts.server.append(keys.mailbox, sealed);
    if (!done.ok) return fail(done.error);
    for (const { shard, covers } of group) covered.shards.set(shard, covers);
    // It need not be read again, unless somebody else wrote before it.
    const { cursor } = covered.place(covered.box);
    if (done.value === cursor + 1) covered.put(covered.box, { cursor: done.value });
    return ok(null);
  }

  #writer(keys: EpochKeys) {
    const { identity, library, now } = this.parts;
    return { keys, identity, name: library.name, at: now() };
  }
}

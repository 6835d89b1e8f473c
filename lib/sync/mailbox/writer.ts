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

/** The shard of the facts first: by them others know whose parcels they may take. */
const inOrder = (heads: ReadonlyMap<number, number>, facts: number): [shard: number, head: number][] =>
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
    const pieces: Piece[] = [];
    for (const [shard, head] of inOrder(await library.heads(), library.factsShard)) {
      if (covered.of(shard).head === head) continue;
      const piece = await this.#piece(shard, head, covered.of(shard));
      if (piece) pieces.push(piece);
      else covered.shards.set(shard, { ...covered.of(shard), head });
    }
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
    const pieces: Piece[] = [];
    for (const [shard, head] of inOrder(await library.heads(), library.factsShard)) {
      const piece = await this.#piece(shard, head, NOTHING);
      if (piece) pieces.push(piece);
    }
    return pieces;
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
    const bytes = await library.diff(library.factsShard, NOTHING.vector);
    const sealed = await sealParcel([{ shard: library.factsShard, bytes }], "parcel", this.#writer(older));
    const done = await server.append(older.mailbox, sealed);
    if (!done.ok) return done;
    covered.bridged = older.mailbox.id;
    return ok(null);
  }

  /** What the box lacks of a shard; `null` when it lacks nothing. */
  async #piece(shard: number, head: number, known: CoveredShard): Promise<Piece | null> {
    const { library } = this.parts;
    const bytes = await library.diff(shard, known.vector);
    const { writes, deletions } = await library.describe(bytes);
    if (!writes && deletions === known.deletions) return null;
    return { shard, bytes, covers: { head, vector: library.reach(known.vector, bytes), deletions } };
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

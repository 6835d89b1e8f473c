/**
 * Reads a mailbox to its end and hands what is new to the library. A parcel that cannot be taken in yet (its writer is
 * not known here, or it builds on something that is still to come) is met again on the next visits; after some it is
 * passed over and counted against its writer.
 */
import { ok } from "../../domain/result";
import type { Result } from "../../domain/result";
import type { ServerFailure } from "../../ports/capture-server";
import type { BoxParcel, BoxRead, MailboxServer } from "../../ports/mailbox-server";
import type { EpochKeys, Identity } from "../types";
import type { Covered } from "./covered";
import type { MailboxLibrary } from "./library-side";
import { openParcel, readBase } from "./parcel";
import type { Parcel } from "./parcel";

export interface ReaderParts {
  readonly server: MailboxServer;
  readonly library: MailboxLibrary;
  readonly identity: Identity;
  readonly newId: () => string;
  /** A parcel of another device was read. */
  readonly heard: (deviceId: string, at: number) => void;
  /** A parcel of a device was passed over for good; "" where nobody can say whose it was. */
  readonly refused: (deviceId: string) => void;
}

export type BoxState = Pick<BoxRead, "head" | "base" | "bytes">;

const MOST_TRIES = 5;

type Outcome = "taken" | "later";

interface Context {
  /** Names what is read in one go, so that it becomes one entry of Activity. */
  readonly bundle: string;
  /** Whether this box is the one the device writes to. */
  readonly isCurrent: boolean;
}

interface Opening {
  readonly keys: EpochKeys;
  readonly covered: Covered;
  readonly seq: number;
  readonly context: Context;
}

/** Who has read the parcels that a base stands for need not read it. */
const lacks = (
  place: { readonly base: string; readonly cursor: number },
  base: { readonly id: string; readonly upTo: number },
): boolean =>
  base.id !== place.base && (base.upTo > place.cursor || (place.base === "" && place.cursor === 0));

export class Reader {
  constructor(private readonly parts: ReaderParts) {}

  /** `null`: nobody ever wrote there. */
  async read(keys: EpochKeys, covered: Covered): Promise<Result<BoxState | null, ServerFailure>> {
    const { id } = keys.mailbox;
    for (;;) {
      const answer = await this.parts.server.read(id, covered.place(id).cursor);
      if (!answer.ok) return answer.error.kind === "unknown" ? ok(null) : answer;
      const step = await this.#step(keys, covered, answer.value);
      if (!step.ok) return step;
      if (step.value === "end") return answer;
    }
  }

  async #step(
    keys: EpochKeys,
    covered: Covered,
    read: BoxRead,
  ): Promise<Result<"more" | "end", ServerFailure>> {
    const { id } = keys.mailbox;
    const { base, cursor } = covered.place(id);
    // The server was put back to an earlier state: what this device laid there may be gone.
    if (read.head < cursor) {
      covered.reset();
      return ok("more");
    }
    if (read.base && lacks({ base, cursor }, read.base)) {
      const done = await this.#readBase(keys, covered, read.base);
      return done.ok ? ok(done.value === "later" ? "end" : "more") : done;
    }
    if (read.base) covered.put(id, { base: read.base.id });
    const done = await this.#take(keys, covered, read.parcels);
    const isEnd = done === "later" || read.parcels.length === 0 || covered.place(id).cursor >= read.head;
    return ok(isEnd ? "end" : "more");
  }

  async #readBase(
    keys: EpochKeys,
    covered: Covered,
    base: { readonly id: string; readonly upTo: number },
  ): Promise<Result<Outcome, ServerFailure>> {
    const bytes = await this.parts.server.base(keys.mailbox.id);
    if (!bytes.ok) return bytes;
    const { id } = keys.mailbox;
    const place = covered.place(id);
    const isLast = place.stuck === base.upTo && place.tries >= MOST_TRIES;
    const context = { bundle: this.parts.newId(), isCurrent: covered.box === id };
    let isLate = false;
    for (const part of readBase(bytes.value)) {
      const outcome = await this.#openPart(part, { keys, covered, isLast, context });
      if (outcome === "later") isLate = true;
    }
    if (isLate) covered.late(id, base.upTo);
    else covered.put(id, { base: base.id, cursor: base.upTo, stuck: 0, tries: 0 });
    return ok(isLate ? "later" : "taken");
  }

  async #openPart(
    part: BoxParcel["sealed"],
    at: Omit<Opening, "seq"> & { readonly isLast: boolean },
  ): Promise<Outcome> {
    const parcel = await openParcel(part, "base", { keys: at.keys, identity: this.parts.identity });
    const outcome = parcel ? await this.#takeIn(parcel, at.covered, at.context) : "damaged";
    if (outcome === "taken" || (outcome === "later" && !at.isLast)) return outcome;
    this.parts.refused(parcel?.deviceId ?? "");
    return "taken"; // passed over
  }

  async #take(keys: EpochKeys, covered: Covered, parcels: readonly BoxParcel[]): Promise<Outcome> {
    const { id } = keys.mailbox;
    const context = { bundle: this.parts.newId(), isCurrent: covered.box === id };
    let firstLate = 0;
    for (const { seq, sealed } of parcels) {
      const outcome = await this.#open(sealed, { keys, covered, seq, context });
      if (outcome === "later" && firstLate === 0) firstLate = seq;
      if (firstLate === 0) covered.put(id, { cursor: seq });
    }
    if (firstLate === 0) return "taken";
    covered.late(id, firstLate);
    return "later";
  }

  async #open(sealed: BoxParcel["sealed"], at: Opening): Promise<Outcome> {
    const { keys, covered, seq, context } = at;
    const parcel = await openParcel(sealed, "parcel", { keys, identity: this.parts.identity });
    const outcome = parcel ? await this.#takeIn(parcel, covered, context) : "damaged";
    if (outcome === "taken") return outcome;
    const { stuck, tries } = covered.place(keys.mailbox.id);
    if (outcome === "later" && (seq > stuck || tries < MOST_TRIES)) return outcome;
    this.parts.refused(parcel?.deviceId ?? "");
    return "taken"; // passed over
  }

  async #takeIn(parcel: Parcel, covered: Covered, { bundle, isCurrent }: Context): Promise<Outcome> {
    const { library, identity, heard } = this.parts;
    const { deviceId, name, at, updates } = parcel;
    if (!parcel.isProven) return "later";
    if (deviceId !== identity.deviceId) heard(deviceId, at);
    const before = await library.heads();
    const settled = updates.filter(({ shard }) => before.get(shard) === covered.of(shard).head);
    const taken = await library.receive({ deviceId, name }, updates, bundle);
    if (taken === "refused") return "later";
    if (!isCurrent) return "taken";
    const after = taken === "applied" ? await library.heads() : before;
    for (const { shard } of settled)
      covered.shards.set(shard, { ...covered.of(shard), head: after.get(shard) ?? -1 });
    await this.#cover(covered, updates);
    return "taken";
  }

  async #cover(covered: Covered, updates: Parcel["updates"]): Promise<void> {
    const { library } = this.parts;
    for (const { shard, bytes } of updates) {
      const known = covered.of(shard);
      const { deletions } = await library.describe(bytes);
      covered.shards.set(shard, { ...known, vector: library.reach(known.vector, bytes), deletions });
    }
  }
}

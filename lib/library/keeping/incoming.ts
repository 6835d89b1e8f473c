/**
 * What another device wrote, on its way into the library: merged like an own edit, noted in Activity under the device's
 * name, and revertible there. A change that would remove more than a fifth of the library, and more than fifty links,
 * waits for the person, through restarts. What arrives in pieces is counted together over a day.
 */
import type { LinkId } from "../../domain/ids";
import type { DeviceStore } from "../../ports/device-store";
import type { UndoBatch } from "../../ports/update-log";
import { fieldKey, linkIdOfKey, purgedKey } from "../../replica/cells";
import type { Cells } from "../../replica/cells";
import type { CellChange } from "../../replica/edits";
import { recordIn, revert } from "../../replica/edits";
import { flawOf } from "../../replica/admission/judge-cell";
import { Refused } from "../../replica/admission/refused";
import { SHARDS } from "../../replica/shard-of";
import { groupBy } from "../editing/group-by";
import { linksIn } from "../editing/editor";
import { UnreadableUpdate } from "../editing/replica-store";
import type { Written } from "../editing/replica-store";
import type { Batch, HeldChange } from "../library";
import { isPresent } from "../projection/entry";
import type { LinkIndex } from "../projection/link-index";
import { noteRefusal } from "./refusals";
import type { RefusalParts } from "./refusals";

export interface RemoteUpdate {
  readonly shard: number;
  /** As Yjs encodes it. */
  readonly update: Uint8Array;
}

/** Give everything of one exchange at once: what belongs together is judged together. */
export interface RemoteChange {
  /** Name of the device, as the person knows it. */
  readonly device: string;
  readonly updates: readonly RemoteUpdate[];
  /** Its id in the roster: what it sent is not sent back to it. */
  readonly deviceId?: string;
  /** Id of the batch, where several changes belong to one exchange: that of the first, then `~` and a number. */
  readonly batch?: string;
}

export type Received =
  | { readonly kind: "applied"; readonly batch: Batch }
  /** It waits for the person. */
  | { readonly kind: "held" }
  /** It cannot be read, holds what may not be, or builds on something that is not here: nothing of it was taken. */
  | { readonly kind: "refused" };

export interface IncomingParts extends RefusalParts {
  readonly index: LinkIndex;
  readonly device: DeviceStore;
  /** What waits is another now. `isNew`: the other tabs of the device do not know. */
  readonly changed: (isNew: boolean) => void;
}

const SHARE = 0.2;
const FEW = 50;
const DAY = 86_400_000;
/** More cells than this are not kept for an undo: a first exchange is the whole library. */
const MOST_CELLS = 20_000;
const HELD = "heldChange";
const REMOVALS = "remoteRemovals";

interface Held extends RemoteChange {
  /** Links it would remove. */
  readonly removes: number;
  readonly at: number;
}

/** Links that devices removed since `at`, out of how many. */
interface Removals {
  readonly at: number;
  readonly count: number;
  readonly of: number;
}

class TooMuch extends Error {
  constructor(readonly removes: number) {
    super(`removes ${removes} links`);
    this.name = "TooMuch";
  }
}

export class Incoming {
  #held: Held | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: IncomingParts) {}

  get held(): HeldChange | null {
    if (!this.#held) return null;
    const { device, removes, at } = this.#held;
    return { device, removes, at };
  }

  /** Shards of which something waits for the person. */
  get waiting(): ReadonlySet<number> {
    return new Set(this.#held?.updates.map(({ shard }) => shard));
  }

  async load(): Promise<void> {
    this.#held = readHeld(await this.parts.device.setting(HELD));
    this.parts.changed(false);
  }

  /** Takes a change in, or holds it back. Throws `EditFailed` when it cannot be written. */
  receive(change: RemoteChange): Promise<Received> {
    return this.#inTurn(() => this.#receive(change));
  }

  /**
   * What the person says to the change that waits: all of it, or all but what it removes. "Keep" is an edit of its own, so
   * the other devices get the links back too.
   */
  answer(wish: "apply" | "keep"): Promise<Batch | null> {
    return this.#inTurn(async () => {
      const held = this.#held;
      if (!held) return null;
      const batch = await this.#take(held, { keep: wish === "keep" });
      await this.#hold(null);
      await this.parts.device.setSetting(REMOVALS, null);
      return batch;
    });
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(run);
    this.#last = turn.catch(() => undefined); // the caller gets the failure
    return turn;
  }

  async #receive(change: RemoteChange): Promise<Received> {
    if (!change.updates.every(({ shard }) => isShard(shard)))
      return this.#refuse(change, new Refused("place", ""));
    const held = this.#held;
    const waiting = new Set(held?.updates.map(({ shard }) => shard));
    // What builds on something that waits has to wait with it.
    if (held?.device === change.device && change.updates.some(({ shard }) => waiting.has(shard))) {
      await this.#hold({ ...held, updates: [...held.updates, ...change.updates] });
      return { kind: "held" };
    }
    const before = await this.#removals();
    try {
      return { kind: "applied", batch: await this.#take(change, { guard: guardFor(before), before }) };
    } catch (error) {
      if (error instanceof UnreadableUpdate) return { kind: "refused" };
      if (error instanceof Refused) return this.#refuse(change, error);
      if (!(error instanceof TooMuch)) throw error;
      await this.#hold(heldWith(held, change, { removes: error.removes, at: this.parts.now() }));
      return { kind: "held" };
    }
  }

  async #take(change: RemoteChange, how: How): Promise<Batch> {
    const byShard = groupBy(change.updates, ({ shard }) => shard);
    const foreign = new Map([...byShard].map(([shard, all]) => [shard, all.map(({ update }) => update)]));
    const id = change.batch ?? this.parts.newId();
    let removes = 0;
    const done = await this.parts.editor.write({
      shards: foreign.keys(),
      foreign,
      ...(change.deviceId === undefined ? {} : { origin: change.deviceId }),
      edit: (cells, shard, changes) => {
        judge(shard, changes);
        if (how.keep) keepRemoved(cells, changes);
      },
      records: (changes, projected) => {
        removes = this.#countRemoved(projected);
        how.guard?.(removes);
        return { batches: changes.length > 0 ? [this.#batch(id, change, changes)] : [] };
      },
    });
    if (how.before && removes > 0)
      await this.parts.device.setSetting(REMOVALS, { ...how.before, count: how.before.count + removes });
    return { id, label: "remote", count: linksIn(done.changes).length };
  }

  async #refuse({ device }: RemoteChange, why: Refused): Promise<Received> {
    await noteRefusal(this.parts, device, why);
    this.parts.changed(false);
    return { kind: "refused" };
  }

  #batch(id: string, { device, deviceId }: RemoteChange, changes: readonly CellChange[]): UndoBatch {
    return {
      id,
      label: "remote",
      at: this.parts.now(),
      linkIds: linksIn(changes),
      changes: changes.length > MOST_CELLS ? [] : changes,
      undone: false,
      device,
      ...(deviceId === undefined ? {} : { deviceId }),
    };
  }

  #countRemoved(projected: Written["projected"]): number {
    let count = 0;
    for (const [id, after] of projected) {
      const before = this.parts.index.get(id);
      if (before && isPresent(before) && !(after && after.link.deletedAt === 0)) count++;
    }
    return count;
  }

  async #removals(): Promise<Removals> {
    const now = this.parts.now();
    const known = readRemovals(await this.parts.device.setting(REMOVALS));
    const isOver = !known || now < known.at || now - known.at > DAY;
    return isOver ? { at: now, count: 0, of: this.parts.index.size } : known;
  }

  async #hold(held: Held | null): Promise<void> {
    await this.parts.device.setSetting(HELD, held);
    this.#held = held;
    this.parts.changed(true);
  }
}

const isShard = (shard: number): boolean => Number.isInteger(shard) && shard >= 0 && shard < SHARDS;

/** Stops a write of what this app would never have written. The shard it was tried on is thrown away with it. */
function judge(shard: number, changes: readonly CellChange[]): void {
  for (const { key, after } of changes) {
    const flaw = flawOf(shard, key, after);
    if (flaw) throw new Refused(flaw, key);
  }
}

/** Stops a write that removes too much, together with what was removed before. */
const guardFor =
  (before: Removals) =>
  (removes: number): void => {
    const count = removes + before.count;
    if (removes > 0 && count > FEW && count > before.of * SHARE) throw new TooMuch(removes);
  };

/** What waits already, and one change more. */
function heldWith(
  held: Held | null,
  change: RemoteChange,
  { removes, at }: Pick<Held, "removes" | "at">,
): Held {
  if (!held) return { ...change, removes, at };
  const device = held.device === change.device ? held.device : `${held.device}, ${change.device}`;
  return { device, updates: [...held.updates, ...change.updates], removes: removes + held.removes, at };
}

interface How {
  readonly guard?: (removes: number) => void;
  readonly before?: Removals;
  readonly keep?: boolean;
}

/** Takes back what made links go, and nothing else another device did to them. */
function keepRemoved(cells: Cells, changes: readonly CellChange[]): void {
  for (const [id, own] of groupBy(changes, ({ key }) => linkIdOfKey(key))) {
    if (!id) continue;
    const record = recordIn(cells, id);
    if (record && record.link.deletedAt === 0) continue;
    revert(
      cells,
      own.filter((change) => removesLink(id, change)),
    );
  }
}

const removesLink = (id: LinkId, { key, before, after }: CellChange): boolean =>
  key === fieldKey(id, "deletedAt") || key === purgedKey(id) || (before !== undefined && after === undefined);

const membersOf = (value: unknown): ((name: string) => unknown) =>
  typeof value === "object" && value !== null ? (name) => Reflect.get(value, name) : () => undefined;

function readHeld(value: unknown): Held | null {
  const at = membersOf(value);
  const [device, updates, removes, time] = [at("device"), at("updates"), at("removes"), at("at")];
  if (typeof device !== "string" || !Array.isArray(updates)) return null;
  if (typeof removes !== "number" || typeof time !== "number") return null;
  const sound = updates.flatMap((one: unknown): RemoteUpdate[] => {
    const [shard, update] = [membersOf(one)("shard"), membersOf(one)("update")];
    return typeof shard === "number" && update instanceof Uint8Array ? [{ shard, update }] : [];
  });
  return sound.length > 0 ? { device, updates: sound, removes, at: time } : null;
}

function readRemovals(value: unknown): Removals | null {
  const of = membersOf(value);
  const [at, count, size] = [of("at"), of("count"), of("of")];
  const isSound = typeof at === "number" && typeof count === "number" && typeof size === "number";
  return isSound ? { at, count, of: size } : null;
}

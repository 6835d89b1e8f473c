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
import { noteLater, noteRefusal } from "./refusals";
import type { RefusalParts } from "./refusals";
import { isSameDevice, joined, namesOf, nothingHeld, readHeld, shardsOf, updatesOf } from "./remote/held";
import type { Held } from "./remote/held";
import type { RemoteChange, RemoteUpdate } from "./remote/remote-change";
import { readRemovals } from "./remote/removals";
import type { Removals } from "./remote/removals";
import { undoRecords } from "./remote/undo-records";

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
/** Shards up to which a change is finished at once: plain copies and pages of more follow. */
const FEW_SHARDS = 8;
const DAY = 86_400_000;
const HELD = "heldChange";
const REMOVALS = "remoteRemovals";

class TooMuch extends Error {
  constructor(readonly removes: number) {
    super(`removes ${removes} links`);
    this.name = "TooMuch";
  }
}

export class Incoming {
  #held: Held | null = null;
  /** The batch that brings the first links; its parts have ids of their own. */
  #first = "";
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: IncomingParts) {}

  get held(): HeldChange | null {
    if (!this.#held) return null;
    const { removes, at } = this.#held;
    return { device: namesOf(this.#held), removes, at };
  }

  /** Shards of which something waits for the person. */
  get waiting(): ReadonlySet<number> {
    return shardsOf(updatesOf(this.#held?.messages ?? []));
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
   * the other devices get the links back too. What cannot be taken any more is passed over. Throws `EditFailed`; what was
   * taken by then is taken, and the rest still waits.
   */
  answer(wish: "apply" | "keep"): Promise<Batch | null> {
    return this.#inTurn(async () => {
      const held = this.#held;
      if (!held) return null;
      const batches: Batch[] = [];
      for (const message of held.messages) batches.push(...(await this.#answer(message, wish === "keep")));
      await this.#hold(null);
      await this.parts.device.setSetting(REMOVALS, null);
      const [first] = batches;
      return first ? { ...first, count: batches.reduce((sum, { count }) => sum + count, 0) } : null;
    });
  }

  /** A message that is refused as a whole is taken update by update. */
  async #answer(message: RemoteChange, keep: boolean): Promise<Batch[]> {
    const whole = await this.#unlessRefused(message, () => this.#take(message, { keep }));
    if (whole) return [whole];
    const batches: Batch[] = [];
    const id = message.batch ?? this.parts.newId();
    for (const update of message.updates) {
      const piece = { ...message, updates: [update], batch: `${id}~h${batches.length}` };
      const batch = await this.#unlessRefused(piece, () => this.#take(piece, { keep }));
      if (batch) batches.push(batch);
    }
    return batches;
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(run);
    this.#last = turn.catch(() => undefined); // the caller gets the failure
    return turn;
  }

  async #receive(change: RemoteChange): Promise<Received> {
    if (!change.updates.every(({ shard }) => isShard(shard)))
      return this.#refuse(change, new Refused("place", ""));
    if (this.#belongsToHeld(change)) return this.#join(change);
    const before = await this.#removals();
    try {
      return { kind: "applied", batch: await this.#take(change, { guard: guardFor(before), before }) };
    } catch (error) {
      if (error instanceof UnreadableUpdate) return { kind: "refused" };
      if (error instanceof Refused) return this.#refuse(change, error);
      if (!(error instanceof TooMuch)) throw error;
      return this.#join(change, error.removes);
    }
  }

  /** What builds on something that waits has to wait with it. */
  #belongsToHeld(change: RemoteChange): boolean {
    const { waiting } = this;
    const isFromOne = this.#held?.messages.some((one) => isSameDevice(one, change)) ?? false;
    return isFromOne && change.updates.some(({ shard }) => waiting.has(shard));
  }

  /** Lets a change wait, judged and counted together with what waits in its shards already. `alone`: links it removes. */
  async #join(change: RemoteChange, alone?: number): Promise<Received> {
    const held = this.#held ?? nothingHeld(this.parts.now());
    const shards = shardsOf(change.updates);
    const waiting = updatesOf(held.messages).filter(({ shard }) => shards.has(shard));
    const isAlone = waiting.length === 0 && alone !== undefined;
    const more = async () => (isAlone ? alone : this.#measureMore(waiting, change.updates));
    const removes = await this.#unlessRefused(change, more);
    if (removes === null) return { kind: "refused" };
    await this.#hold({
      messages: joined(held.messages, change),
      removes: held.removes + removes,
      at: held.at,
    });
    return { kind: "held" };
  }

  async #measureMore(waiting: readonly RemoteUpdate[], more: readonly RemoteUpdate[]): Promise<number> {
    const before = waiting.length > 0 ? await this.#measure(waiting) : 0;
    return (await this.#measure([...waiting, ...more])) - before;
  }

  /** How many links these would remove. Nothing is written. Throws what `#take` throws of them. */
  async #measure(updates: readonly RemoteUpdate[]): Promise<number> {
    try {
      await this.#take({ device: "", updates }, { guard: (removes) => raise(new TooMuch(removes)) });
    } catch (error) {
      if (error instanceof TooMuch) return error.removes;
      throw error;
    }
    return 0;
  }

  /** `null` for what is refused, which is noted in Activity. */
  async #unlessRefused<T>(change: RemoteChange, take: () => Promise<T>): Promise<T | null> {
    try {
      return await take();
    } catch (error) {
      if (error instanceof UnreadableUpdate) return null;
      if (!(error instanceof Refused)) throw error;
      await this.#refuse(change, error);
      return null;
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
      isBulk: foreign.size > FEW_SHARDS,
      judge,
      ...(how.keep && {
        edit: (cells: Cells, _: number, changes: readonly CellChange[]) => keepRemoved(cells, changes),
      }),
      records: (changes, projected) => {
        removes = this.#countRemoved(projected);
        how.guard?.(removes);
        return { batches: this.#records(id, change, changes) };
      },
    });
    if (how.before && removes > 0)
      await this.parts.device.setSetting(REMOVALS, { ...how.before, count: how.before.count + removes });
    if (await noteLater(this.parts, change.device, done.changes)) this.parts.changed(false);
    return { id, label: "remote", count: linksIn(done.changes).length };
  }

  async #refuse({ device }: RemoteChange, why: Refused): Promise<Received> {
    await noteRefusal(this.parts, device, why);
    this.parts.changed(false);
    return { kind: "refused" };
  }

  #records(id: string, { device, deviceId }: RemoteChange, changes: readonly CellChange[]): UndoBatch[] {
    const { index, now } = this.parts;
    const head = { id, label: "remote", at: now(), undone: false, device };
    const bundle = id.replace(/~.*$/, "");
    if (index.size === 0) this.#first = bundle;
    return undoRecords(deviceId === undefined ? head : { ...head, deviceId }, changes, {
      isKnown: (link) => index.get(link) !== undefined,
      isFirst: this.#first === bundle,
    });
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

function raise(error: Error): never {
  throw error;
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

/**
 * Five devices with two tabs each edit forty links while what they tell each other is dropped, doubled, mixed up, cut off
 * and interrupted by restarts, and their clocks are years apart. An independent model knows no Yjs: it notes for every
 * cell which writes the writer had seen, so that a cell may end only as one of the writes that nobody overwrote.
 * `LINKSNAP_OPERATIONS` and `LINKSNAP_SEED` ask for a longer or another run.
 */
import { expect, it } from "vitest";
import type { LinkId } from "../domain/ids";
import { linkFields } from "../domain/link";
import { assembleShard, plainCells } from "./assemble";
import type { Cells } from "./cells";
import { fieldKey, tagCellKey } from "./cells";
import { createLink, isPurged, purgeLink, setFields, setTags } from "./edits";
import { Shard } from "./shard";
import type { ShardEdit } from "./shard";
import type { LinkRecord } from "./read-link";
import { diceFrom } from "../ports/seeded";
import type { StoredUpdate } from "../ports/update-log";

const OPERATIONS = Number(process.env["LINKSNAP_OPERATIONS"] ?? 10_000);
const SEED = Number(process.env["LINKSNAP_SEED"] ?? 20_261_122);
const DEVICES = 5;
const LINKS = 40;
const YEARS = 365 * 86_400_000;
const TITLES = ["", "Linux", "快照", "zebra", "Über"];
const TAGS = ["dev", "dev/rust", "阅读", "news"];

const { random, below, pick } = diceFrom(SEED);

/** What a device has seen: how many operations of each tab of each device, its own included. */
type Seen = number[];
interface Written {
  readonly writer: number;
  readonly at: number;
  readonly seen: Seen;
  readonly value: unknown;
}
const knows = (seen: Seen, write: Written): boolean => seen[write.writer]! >= write.at;

/** The model: for each cell its writes that nobody who had seen them has overwritten. */
class Model {
  readonly #cells = new Map<string, Written[]>();
  readonly purged = new Set<string>();
  readonly created = new Set<string>();

  write(cell: string, write: Written): void {
    const open = (this.#cells.get(cell) ?? []).filter((old) => !knows(write.seen, old));
    this.#cells.set(cell, [...open, write]);
  }

  /** `undefined`: nobody wrote it. */
  values(cell: string): readonly unknown[] | undefined {
    return this.#cells.get(cell)?.map(({ value }) => value);
  }
}

interface Message {
  readonly update: Uint8Array;
  /** What knowing this update means: one operation of one tab, or all that its sender had seen. */
  readonly seen: Seen;
}

const nothing = (): Seen => Array.from({ length: DEVICES * 2 }, () => 0);

/** One device: a log that two tabs share, each with a document of its own. */
class Device {
  log: StoredUpdate[] = [];
  tabs = [new Shard(), new Shard()];
  applied = [0, 0];
  seen: Seen = nothing();
  readonly inbox: Message[] = [];
  isOnline = true;
  /** What comes is tried on this one: everything the first `tried` rows of the log hold. */
  #trial: Shard | null = null;
  #tried = 0;

  constructor(
    readonly number: number,
    readonly clock: number,
  ) {}

  /** The tab with everything the log holds, as before every commit. */
  tab(which: number): Shard {
    const shard = this.tabs[which]!;
    for (const row of this.log.slice(this.applied[which])) expect(shard.apply(row.update!)).toBe(true);
    this.applied[which] = this.log.length;
    return shard;
  }

  edit(which: number, write: (cells: Cells) => void): ShardEdit {
    const done = this.tab(which).edit(1000 + this.number * 10 + which, write);
    if (done.update) this.store(done.update, plainCells(done.changes), which);
    return done;
  }

  store(update: Uint8Array, cells: StoredUpdate["cells"], which: number | null): void {
    this.log.push({ seq: this.log.length + 1, update, cells });
    if (which !== null) this.applied[which] = this.log.length;
  }

  /** A restart reads the log, or one stored state of it and the rest. */
  restart(): void {
    const cut = below(this.log.length + 1);
    const early = assembleShard(
      { shard: 0, head: cut, state: null, updates: this.log.slice(0, cut) },
      1,
    ).shard;
    const kept = { upTo: cut, update: early.encode(), cells: early.cells() };
    const stored = { shard: 0, head: this.log.length, state: kept, updates: this.log.slice(cut) };
    const { shard, damaged } = assembleShard(stored, 1);
    expect(damaged).toEqual([]);
    this.log = [{ seq: 1, update: shard.encode(), cells: shard.cells() }];
    this.tabs = [shard, new Shard()];
    this.applied = [1, 0];
    this.#trial = null;
  }

  /** Everything it knows: what two devices give each other when they meet. */
  whole(): Message {
    return { update: this.tab(0).encode(), seen: [...this.seen] };
  }

  #trialOfAll(): Shard {
    if (!this.#trial) this.#tried = 0;
    this.#trial ??= new Shard();
    for (const row of this.log.slice(this.#tried)) this.#trial.apply(row.update!);
    this.#tried = this.log.length;
    return this.#trial;
  }

  receive({ update, seen }: Message): void {
    const trial = this.#trialOfAll();
    trial.apply(update);
    if (!trial.holds(update)) {
      this.#trial = null; // Yjs keeps such an update inside
      return; // something before it is missing: refused, it comes again with a whole exchange
    }
    this.store(update, null, null);
    this.seen = this.seen.map((count, i) => Math.max(count, seen[i]!));
  }
}

const ids = Array.from({ length: LINKS }, (_, n) => `C${String(n).padStart(13, "0")}` as LinkId);

/** One action of a person, in the replica; the model is told which cells it wrote. */
function act(device: Device, model: Model): Message | null {
  const id = pick(ids);
  const which = below(2);
  const writer = device.number * 2 + which;
  const url = `https://example.org/${id}`;
  const { update, changes } = device.edit(which, (cells) => {
    if (isPurged(cells, id)) return;
    if (cells.keysOf(id).length === 0) {
      createLink(cells, { id, url, title: "", description: "", createdAt: 1000, source: "model", tags: [] });
      model.created.add(id);
      return;
    }
    const change = changeOf(below(20), device.clock);
    if (change.kind === "purge") {
      purgeLink(cells, id);
      model.purged.add(id);
    } else if (change.kind === "tag")
      setTags(cells, id, { add: change.on ? [change.tag] : [], remove: change.on ? [] : [change.tag] });
    else setFields(cells, id, { [change.field]: change.value });
  });
  if (!update) return null;
  const at = device.seen[writer]! + 1;
  for (const { key, after } of changes)
    model.write(key, { writer, at, seen: [...device.seen], value: after });
  device.seen[writer] = at;
  return { update, seen: nothing().with(writer, at) };
}

type Change =
  | {
      readonly kind: "field";
      readonly field: "title" | "note" | "starred" | "archived" | "deletedAt";
      readonly value: string | boolean | number;
    }
  | { readonly kind: "tag"; readonly tag: string; readonly on: boolean }
  | { readonly kind: "purge" };

function changeOf(kind: number, clock: number): Change {
  if (kind < 4) return { kind: "field", field: "title", value: pick(TITLES) };
  if (kind < 6) return { kind: "field", field: "note", value: pick(TITLES) };
  if (kind < 8) return { kind: "field", field: "starred", value: random() < 0.5 };
  if (kind < 10) return { kind: "field", field: "archived", value: random() < 0.5 };
  if (kind < 12) return { kind: "field", field: "deletedAt", value: random() < 0.5 ? 0 : Math.max(2, clock) };
  if (kind === 19 && random() < 0.01) return { kind: "purge" };
  return { kind: "tag", tag: pick(TAGS), on: random() < 0.6 };
}

/** Lost, doubled, late or in time; a device that is cut off gets nothing. */
function deliver(devices: readonly Device[], from: Device, message: Message): void {
  for (const to of devices) {
    if (to === from || !from.isOnline || !to.isOnline) continue;
    const luck = random();
    if (luck < 0.15) continue;
    to.inbox.push(message);
    if (luck > 0.85) to.inbox.push(message);
  }
}

function trouble(devices: readonly Device[]): void {
  const luck = random();
  const device = pick(devices);
  if (luck < 0.03) device.isOnline = !device.isOnline;
  else if (luck < 0.05) device.restart();
  else if (luck < 0.1) {
    const other = pick(devices);
    if (other !== device && other.isOnline && device.isOnline) meet(device, other);
  } else if (luck < 0.6 && device.inbox.length > 0)
    device.receive(device.inbox.splice(below(device.inbox.length), 1)[0]!);
  if (device.log.length > 24) device.restart();
}

function meet(one: Device, other: Device): void {
  other.receive(one.whole());
  one.receive(other.whole());
}

const recordsOf = (device: Device): ReadonlyMap<LinkId, LinkRecord | null> =>
  new Map(ids.map((id) => [id, device.tab(1).record(id)]));

function judge(id: LinkId, record: LinkRecord | null, model: Model): void {
  if (model.purged.has(id) || !model.created.has(id)) return expect(record, id).toBeNull();
  for (const field of ["title", "note", "starred", "archived", "deletedAt"] as const) {
    const allowed = model.values(fieldKey(id, field))?.map((value) => linkFields[field].parse(value));
    if (allowed) expect(allowed, `${id} ${field}, seed ${SEED}`).toContain(record?.link[field]);
  }
  judgeTags(id, record, model);
}

function judgeTags(id: LinkId, record: LinkRecord | null, model: Model): void {
  for (const tag of TAGS) {
    const allowed = model.values(tagCellKey(id, tag))?.map((value) => value === 1) ?? [false];
    expect(allowed, `${id} #${tag}, seed ${SEED}`).toContain(record?.link.tags.includes(tag) ?? false);
  }
}

it(
  "[R20] five devices end alike, and every cell as one of the writes that nobody overwrote, whatever happened between them",
  () => {
    const model = new Model();
    const devices = Array.from(
      { length: DEVICES },
      (_, n) => new Device(n, Math.round((n - 2) * 5 * YEARS) + 1e12),
    );
    for (let operation = 0; operation < OPERATIONS; operation++) {
      const device = pick(devices);
      const message = act(device, model);
      if (message) deliver(devices, device, message);
      trouble(devices);
    }
    for (const device of devices) device.isOnline = true;
    for (let round = 0; round < 2; round++)
      for (const one of devices) for (const other of devices) if (one !== other) meet(one, other);
    const [first, ...others] = devices.map(recordsOf);
    for (const other of others) expect(other, `seed ${SEED}`).toEqual(first);
    for (const [id, record] of first!) judge(id, record, model);
  },
  600_000 + OPERATIONS,
);

/**
 * A small library as it lies in the database, with every byte of it changed or cut off in turn: once on the way rows are
 * read (all of them), once in a whole engine opened on the damaged database (some of each row). Rows without a checksum are
 * damaged in form as well.
 */
import "fake-indexeddb/auto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import { linkIdOf } from "../../domain/url/link-id";
import { urlKey } from "../../domain/url/url-key";
import { assembleShard } from "../../replica/assemble";
import { openDatabase } from "../../store/db";
import type { Database, HeadRow, PageRow, PatchRow, StateRow, UpdateRow } from "../../store/db";
import { DexieDevice } from "../../store/dexie-device";
import { storedPage, storedState, storedUpdate } from "../../store/log/rows";
import { first, TestDevice } from "../testing/harness";
import { until } from "../testing/until";

const LINKS = 3;
const address = (n: number): string => `https://example.org/${n}`;
const idOf = (n: number): LinkId => linkIdOf(urlKey(address(n)));
const ids = Array.from({ length: LINKS }, (_, n) => idOf(n));

type Row = Record<string, unknown>;
/** Everything a database holds, by table. */
type Dump = ReadonlyMap<string, readonly Row[]>;

let dump: Dump;
let before: readonly unknown[];
let restBefore: Rest = { activity: 0, tasks: 0, held: 0 };
const HASH = "a".repeat(64);

async function dumpOf(database: Database): Promise<Dump> {
  const tables = new Map<string, readonly Row[]>();
  for (const { name } of database.tables) tables.set(name, await database.table(name).toArray());
  return tables;
}

/** What a person has: each link with its title, note and tags. */
async function linksOf(device: TestDevice): Promise<{ links: readonly unknown[]; troubled: boolean }> {
  const tab = await device.open();
  const views = await Promise.all(ids.map((id) => tab.engine.linkView(id)));
  const links = views.map((view) => view && [view.link.title, view.link.note, view.link.tags, view.link.url]);
  const troubled = tab.engine.status.trouble !== null || tab.engine.status.loss !== null;
  const list = tab.library.list({ place: "all", sort: "newest" });
  expect((await list.ids()).length).toBe(links.filter((link) => link !== null).length);
  list.close();
  tab.close();
  return { links, troubled };
}

/** What lies in tables beside the log: how many of each there are. */
interface Rest {
  readonly activity: number;
  readonly tasks: number;
  readonly held: number;
}

/** What is there beside the links. Where that is less than there was, it was told before this resolves. Undoes one batch. */
async function restOf(device: TestDevice, place: string): Promise<Rest> {
  const tab = await device.open();
  const { engine, library } = tab;
  const rest = {
    activity: (await engine.keeping.activity()).length,
    tasks: engine.captures.board.all().length,
    held: (await engine.parts.device.held([HASH])).size,
  };
  const all = ["activity", "tasks", "held"] as const;
  if (all.some((name) => rest[name] < restBefore[name]))
    await until(() => engine.status.trouble?.kind === "quarantined", place);
  expect(await library.undo(), place).not.toBeNull();
  expect(engine.status.trouble?.kind ?? "quarantined", place).toBe("quarantined");
  tab.close();
  return rest;
}

/** The rows in a database of a device of their own. */
async function deviceWith(tables: Dump): Promise<TestDevice> {
  const device = new TestDevice();
  device.server.isOnline = false;
  const database = openDatabase(device.name);
  for (const [name, rows] of tables) await database.table(name).bulkPut([...rows]);
  database.close();
  return device;
}

beforeAll(async () => {
  const device = new TestDevice();
  device.server.isOnline = false;
  const tab = await device.open();
  for (const [n, id] of ids.entries()) {
    await tab.library.add(address(n), { source: "paste", tags: [`tag ${n}`, "all"] });
    await tab.library.patch(id, { title: `Title ${n} 标题`, note: `Note ${n}` });
  }
  for (let n = 0; n < 24; n++) await tab.library.patch(idOf(0), { title: `Title ${n}` }); // a stored state, and a log after it
  const database = openDatabase(device.name);
  await until(async () => (await database.states.count()) > 0);
  await new DexieDevice(database).hold({ hash: HASH, bytes: 1, mediaType: "a/b", verifiedAt: 1 }, "snapshot");
  const list = tab.library.list({ place: "all", sort: "newest" });
  await first(list.view, ({ total }) => total === LINKS);
  await until(async () => (await database.settings.get("firstScreen")) !== undefined, "the first screen");
  list.close();
  tab.close();
  dump = await dumpOf(database);
  database.close();
  before = (await linksOf(await deviceWith(dump))).links;
  expect(before).not.toContain(null);
  expect(dump.get("states")?.length).toBeGreaterThan(0);
  restBefore = await restOf(await deviceWith(dump), "unharmed");
  expect(restBefore).toEqual({ activity: 2 * LINKS + 24, tasks: LINKS, held: 1 });
});
afterAll(() => {
  dump = new Map();
});

/** The value with one byte (or character) changed, and cut off there. */
function* damages(value: unknown): Generator {
  if (value instanceof Uint8Array) {
    for (let at = 0; at < value.length; at++) {
      const other = value.slice();
      other[at] = (other[at] ?? 0) ^ (1 << at % 8);
      yield other;
      yield value.slice(0, at);
    }
  } else if (typeof value === "string")
    for (let at = 0; at < value.length; at++) {
      yield `${value.slice(0, at)}${String.fromCharCode(value.charCodeAt(at) ^ 1)}${value.slice(at + 1)}`;
      yield value.slice(0, at);
    }
}

/** A row with one of its members damaged in each way, in turn. */
function* damaged<T extends object>(row: T, members: readonly (keyof T)[]): Generator<[string, T]> {
  for (const member of members)
    for (const value of damages(row[member])) yield [String(member), { ...row, [member]: value }];
}

/** The log of one shard, whole or not. */
interface Log {
  readonly state: StateRow | undefined;
  readonly rows: readonly UpdateRow[];
}

const FORMS = ["update", "updateSum", "cells", "cellsSum"] as const;

function* damagedLogs({ state, rows }: Log): Generator<[string, Log]> {
  if (state)
    for (const [place, other] of damaged(state, FORMS)) yield [`state ${place}`, { state: other, rows }];
  for (const [n, row] of rows.entries())
    for (const [place, other] of damaged(row, FORMS))
      yield [`row ${n} ${place}`, { state, rows: rows.with(n, other) }];
}

/** Every cell that is read from a log. */
function cellsOf({ state, rows }: Log): string {
  const stored = state ? storedState(state) : null;
  const { shard } = assembleShard({ shard: 0, head: 1e6, state: stored, updates: rows.map(storedUpdate) }, 7);
  const cells = [...shard.ids()].flatMap((id) => shard.cellsOf(id));
  return JSON.stringify(cells.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

interface Tables {
  readonly states: readonly StateRow[];
  readonly updates: readonly UpdateRow[];
  readonly heads: readonly HeadRow[];
  readonly pages: readonly PageRow[];
  readonly patches: readonly PatchRow[];
}
const tableOf = <Name extends keyof Tables>(name: Name): Tables[Name] =>
  (dump.get(name) ?? []) as unknown as Tables[Name];

it("[L24] no byte of the log changed or cut off costs a link anything", () => {
  const states = tableOf("states");
  const updates = tableOf("updates");
  let tried = 0;
  for (const shard of new Set([...states, ...updates].map((row) => row.shard))) {
    const log = {
      state: states.find((row) => row.shard === shard),
      rows: updates.filter((row) => row.shard === shard),
    };
    const whole = cellsOf(log);
    for (const [place, other] of damagedLogs(log)) {
      const cells = cellsOf(other);
      if (cells !== whole) expect.fail(`${place}: ${cells} instead of ${whole}`);
      tried++;
    }
  }
  expect(tried).toBeGreaterThan(2000);
}, 120_000);

function* damagedPages(
  page: PageRow | undefined,
  patches: readonly PatchRow[],
): Generator<[PageRow | undefined, readonly PatchRow[]]> {
  if (page) for (const [, other] of damaged(page, ["bytes", "sum"])) yield [other, patches];
  for (const [n, patch] of patches.entries())
    for (const [, other] of damaged(patch, ["json", "sum"])) yield [page, patches.with(n, other)];
}

it("[L24] no page or patch with a byte changed or cut off is taken for whole", () => {
  let tried = 0;
  for (const { shard, head } of tableOf("heads")) {
    const page = tableOf("pages").find((row) => row.shard === shard);
    const patches = tableOf("patches")
      .filter((row) => row.shard === shard && row.head > (page?.head ?? 0))
      .toSorted((a, b) => a.head - b.head);
    expect(storedPage(page, patches, head)).not.toBeNull();
    for (const [other, others] of damagedPages(page, patches)) {
      if (storedPage(other, others, head) !== null) expect.fail(`page of shard ${shard}`);
      tried++;
    }
  }
  expect(tried).toBeGreaterThan(1000);
});

/**
 * Some damages of one member: its first byte, the middle one, half of it cut off; a number one higher, zero, none; another
 * form in the place of anything else.
 */
function someOf(value: unknown): unknown[] {
  if (typeof value === "number") return [value + 1, 0, Number.NaN];
  if (typeof value !== "string" && !(value instanceof Uint8Array)) return [undefined, 0, [0]];
  const all = [...damages(value)];
  return [0, (all.length >> 1) & ~1, (all.length >> 1) | 1].map((at) => all[at]);
}

/** Members by which rows are found: another value there is another row. */
const KEYS = new Set(
  "shard, updates seq, states upTo, patches head, batches id, tasks linkId, blobs hash, settings name".split(
    ", ",
  ),
);

/** The row with some damages of each member but `fixed` ones. 0 as `verifiedAt` says that a file is gone. */
function* damagedMembers(row: Row, isFixed: (member: string) => boolean): Generator<[string, Row]> {
  for (const [member, whole] of Object.entries(row))
    for (const value of member === "verifiedAt" ? [Number.NaN, "x"] : someOf(whole))
      if (!isFixed(member)) yield [`${member}: ${String(value).slice(0, 40)}`, { ...row, [member]: value }];
}

/** The same, and with damages of each member of its value. */
function* damagedRow(table: string, row: Row): Generator<[string, Row]> {
  yield* damagedMembers(row, (member) => KEYS.has(member) || KEYS.has(`${table} ${member}`));
  const { value } = row;
  if (typeof value !== "object" || value === null) return;
  for (const [place, other] of damagedMembers({ ...value }, () => false))
    yield [`value ${place}`, { ...row, value: other }];
}

/** Of each table every row whose number `every` divides. */
function* damagedDumps(names: readonly string[], every = 5): Generator<[string, Dump]> {
  for (const table of names)
    for (const [n, row] of (dump.get(table) ?? []).entries())
      if (n % every === 0)
        for (const [place, other] of damagedRow(table, row))
          yield [`${table} ${n} ${place}`, new Map(dump).set(table, (dump.get(table) ?? []).with(n, other))];
}

it("[L24] the library opens on any of it: at most the touched link is lost, and that is told", async () => {
  for (const [place, tables] of damagedDumps(["states", "updates", "heads", "pages", "patches"])) {
    const { links, troubled } = await linksOf(await deviceWith(tables));
    const lost = links.filter((link, i) => JSON.stringify(link) !== JSON.stringify(before[i])).length;
    expect(lost, place).toBeLessThanOrEqual(1);
    if (lost > 0) expect(troubled, place).toBe(true);
  }
}, 180_000);

it("[R53] [L24] a batch, a task or a note of a file that cannot be read is passed over and told; a setting is as if unset", async () => {
  const rows = [
    ...damagedDumps(["batches"]),
    ...damagedDumps(["tasks", "blobs"], 1),
    ...damagedDumps(["settings"], 3),
  ];
  for (const [place, tables] of rows) {
    const device = await deviceWith(tables);
    expect((await linksOf(device)).links, place).toEqual(before);
    const { activity, tasks, held } = await restOf(device, place);
    expect(activity, place).toBeGreaterThanOrEqual(restBefore.activity - 1);
    expect(tasks + held, place).toBeGreaterThanOrEqual(restBefore.tasks + restBefore.held - 1);
  }
}, 180_000);

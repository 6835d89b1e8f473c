/**
 * What a device that was taken over, or broken, could send: classes of hostile updates made against the layout of the
 * replica, given to the library as an exchange gives them.
 */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { LinkId } from "../../domain/ids";
import { linkIdOf } from "../../domain/url/link-id";
import { urlKey } from "../../domain/url/url-key";
import { createLink, putSnapshot, setFields, setTags } from "../../replica/edits";
import { LIBRARY_ID, LIBRARY_SHARD, putSearch, setTagAlias, setTagHue } from "../../replica/facts";
import { putHighlight } from "../../replica/highlights";
import { parseSnapshot } from "../../replica/parse-snapshot";
import { Shard } from "../../replica/shard";
import { shardOf } from "../../replica/shard-of";
import { TestDevice } from "../testing/harness";
import type { Tab } from "../testing/harness";

const LINKS = 20;
const address = (n: number): string => `https://site.example/${n}`;
const idOf = (n: number): LinkId => linkIdOf(urlKey(address(n)));
const victim = idOf(0);
const shard = shardOf(victim);
const HASH = "a".repeat(64);

/** What a stranger's document says when it says it in the right place. */
function written(write: (map: Y.Map<unknown>, doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => write(doc.getMap("l"), doc));
  return Y.encodeStateAsUpdate(doc);
}
/** The root as a list, which another document may make of it. */
function listed(): Uint8Array {
  const doc = new Y.Doc();
  doc.getArray("l").push([1]);
  return Y.encodeStateAsUpdate(doc);
}
const cell = (key: string, value: unknown): Uint8Array => written((map) => map.set(key, value));
const base = (url: unknown, more: readonly unknown[] = ["t", "", 1, "x", []]): unknown[] => [1, url, ...more];
const nested = (depth: number): unknown => {
  let value: unknown[] = [];
  for (let i = 0; i < depth; i++) value = [value];
  return value;
};
const bytes = (...all: number[]): Uint8Array => new Uint8Array(all);
const manifest = { id: "BBBBBBBBBBBBBB", artifacts: [{ kind: "page", hash: HASH, bytes: 1 }] };

/** An honest shard with these links, as the updates below build on it or damage it. */
function honest(): Shard {
  const one = new Shard();
  one.edit(9, (cells) => {
    createLink(cells, { ...plainLink(0), id: victim });
    setFields(cells, victim, { note: "mine" });
  });
  return one;
}
const plainLink = (n: number) => ({
  id: idOf(n),
  url: address(n),
  title: `Link ${n}`,
  description: "",
  createdAt: 1000 + n,
  source: "test",
  tags: ["all"],
});

/** Bytes that are no update, or claim what is not there. */
const malformed: readonly (readonly [string, Uint8Array])[] = [
  ["nothing", bytes()],
  ["one zero", bytes(0)],
  ["256 × 0xff", new Uint8Array(256).fill(0xff)],
  ["JSON", new TextEncoder().encode('{"type":"update"}')],
  ["half an update", honest().encode().slice(0, 30)],
  ["30 million structs", bytes(1, 0x80, 0x87, 0xa7, 0x0e, 1, 0)],
  ["2^52 structs", bytes(1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x07, 1, 0)],
  ["2^52 clients", bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x07)],
  ["2^50 deletions", bytes(0, 1, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x03)],
];

/** Updates Yjs takes that no version of this app would write. */
const poisoned: readonly (readonly [string, Uint8Array])[] = [
  ["a map under __proto__", cell("__proto__", new Y.Map([["isAdmin", true]]))],
  ["a key of another's prototype", cell("constructor", 1)],
  ["a base that is a text", cell(`${victim}+a`, "text")],
  ["a base that is null", cell(victim, null)],
  ["a megabyte of bytes as base", cell(victim, new Uint8Array(1_048_576))],
  ["a map as base", cell(victim, new Y.Map([["url", "https://a.example/"]]))],
  ["an address that is a map", cell(victim, base(new Map()))],
  ["javascript: as address", cell(`${victim}+b`, base("javascript:alert(1)"))],
  ["javascript: as address of a link that is here", cell(`${victim}u`, "javascript:alert(1)")],
  ["file: as address", cell(`${victim}+c`, base("file:///etc/passwd"))],
  ["data: as address", cell(`${victim}u`, "data:text/html,<script>alert(1)</script>")],
  ["a title of 5 MB", cell(`${victim}t`, "A".repeat(5_000_000))],
  ["a title that is a list", cell(`${victim}t`, ["a"])],
  ["a title that is a map with texts", cell(`${victim}t`, new Y.Text("a"))],
  ["a BigInt as date", cell(`${victim}+d`, base("https://a.example/", ["t", "", 1n, "x", []]))],
  ["NaN as date", cell(`${victim}!`, Number.NaN)],
  ["endless as date", cell(`${victim}+e`, base("https://a.example/", ["t", "", Infinity, "x", []]))],
  ["a list 5,000 deep", cell(`${victim}Z`, nested(5000))],
  [
    "40,000 members",
    cell(
      `${victim}Z`,
      Array.from({ length: 40_000 }, () => 0),
    ),
  ],
  ["a key without end", cell(`${victim}#${"a".repeat(100_000)}`, 1)],
  ["a tag that is neither on nor off", cell(`${victim}#tag`, { on: true })],
  [
    "a manifest whose hash is a path",
    cell(`${victim}~${manifest.id}`, {
      ...manifest,
      artifacts: [{ kind: "page", hash: "../../etc/passwd", bytes: 1 }],
    }),
  ],
  ["a manifest under another id", cell(`${victim}~CCCCCCCCCCCCCC`, manifest)],
  ["a manifest that is a number", cell(`${victim}~${manifest.id}`, 7)],
  ["a highlight that is a text", cell(`${victim}^DDDDDDDDDDDDDD`, "quote")],
  ["a link in another's shard", cell(idOf(2), base(address(2)))],
  ["another root", written((_, doc) => doc.getArray("l2").push([1]))],
  [
    "1,000 other roots",
    written((_, doc) => {
      for (let i = 0; i < 1000; i++) doc.getMap(`r${i}`).set("a", 1);
    }),
  ],
  ["a list in the place of the map", listed()],
  ["a document within", cell(`${victim}Z`, new Y.Doc())],
];

let tab: Tab;
let device: TestDevice;
beforeAll(async () => {
  device = new TestDevice();
  tab = await device.open();
  const shards = new Map<number, Shard>();
  for (let n = 0; n < LINKS; n++) {
    const own = shards.get(shardOf(idOf(n))) ?? new Shard();
    shards.set(shardOf(idOf(n)), own);
    own.edit(9, (cells) => createLink(cells, plainLink(n)));
  }
  const updates = [...shards].map(([number, one]) => ({ shard: number, update: one.encode() }));
  expect((await receive(updates)).kind).toBe("applied");
});
afterAll(() => tab.close());

const receive = (updates: readonly { shard: number; update: Uint8Array }[], name = "Pixel") =>
  tab.engine.keeping.incoming.receive({ device: name, updates });

async function everything(): Promise<string> {
  const ids = Array.from({ length: LINKS }, (_, n) => idOf(n));
  const links = await Promise.all(ids.map((id) => tab.engine.linkView(id)));
  return JSON.stringify([links.map((one) => one?.link), tab.engine.counts, tab.engine.tags]);
}
/** Rows of the log about the shard that is attacked. */
const stored = (): Promise<number> => tab.database.updates.where("shard").equals(shard).count();

describe("what a hostile device sends", () => {
  it.each(malformed)("[R40] is refused and changes nothing: %s", async (_, update) => {
    const [before, rows] = [await everything(), await stored()];
    expect((await receive([{ shard, update }])).kind).toBe("refused");
    expect([await everything(), await stored()]).toEqual([before, rows]);
  });

  it("[R40] has no effect when it is empty: in the other encoding, or of no change", async () => {
    const [before, rows] = [await everything(), await stored()];
    for (const update of [Y.convertUpdateFormatV1ToV2(honest().encode()), bytes(0, 0)])
      await receive([{ shard, update }]);
    expect([await everything(), await stored()]).toEqual([before, rows]);
  });

  it.each(poisoned)("[R41] is refused whole and named in Activity: %s", async (name, update) => {
    const [before, rows] = [await everything(), await stored()];
    const good = { shard: LIBRARY_SHARD, update: cell(`${LIBRARY_ID}hall`, 3) };
    expect((await receive([good, { shard, update }], name)).kind).toBe("refused");
    expect([await everything(), await stored()]).toEqual([before, rows]);
    const noted = (await tab.library.activity()).filter((entry) => entry.device === name);
    expect(noted).toMatchObject([{ label: "refused", revertible: false }]);
    // Sent again and again it is noted once.
    expect((await receive([{ shard, update }], name)).kind).toBe("refused");
    expect((await tab.library.activity()).filter((entry) => entry.device === name).length).toBe(1);
  });

  it("[R41] is refused when it names no shard, or speaks for this session", async () => {
    const [before, rows] = [await everything(), await stored()];
    for (const odd of [-1, 256, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect((await receive([{ shard: odd, update: cell(`${victim}n`, "x") }])).kind).toBe("refused");
    await tab.library.patch(victim, { note: "written here" });
    const row = (await tab.database.updates.toArray()).at(-1);
    const writer = Y.decodeUpdate(row?.update ?? bytes()).structs[0]?.id.client ?? 0;
    const forger = new Y.Doc();
    for (const one of await tab.database.updates.where("shard").equals(shard).toArray())
      Y.applyUpdate(forger, one.update);
    forger.clientID = writer;
    forger.getMap("l").set(`${victim}n`, "forged");
    expect((await receive([{ shard, update: Y.encodeStateAsUpdate(forger) }])).kind).toBe("refused");
    expect((await tab.engine.linkView(victim))?.link.note).toBe("written here");
    await tab.library.undo();
    expect(await everything()).toBe(before);
    expect(await stored()).toBeGreaterThanOrEqual(rows);
  });

  it("[R41] any damage to an honest update is refused, or read as cells that may be", async () => {
    const whole = honest().encode();
    const count = tab.engine.counts.all;
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, by, isCut) => {
        const place = at % whole.length;
        const update = isCut ? whole.slice(0, place) : whole.slice();
        if (!isCut) update[place] = (update[place] ?? 0) ^ by;
        await receive([{ shard, update }]);
        expect(tab.engine.counts.all).toBeGreaterThanOrEqual(count - 1);
        expect((await tab.engine.linkView(victim))?.link.url ?? address(0)).toMatch(/^https?:/);
      }),
      { verbose: 1, numRuns: 120 },
    );
  }, 60_000);

  it("[R42] dates beyond all calendars are held to their ends; nothing pins itself to the top for ever", async () => {
    const id = idOf(2);
    const update = written((map) => {
      map.set(`${id}m`, 9e15);
      map.set(`${id}c`, -1);
    });
    expect((await receive([{ shard: shardOf(id), update }])).kind).toBe("applied");
    expect((await tab.engine.linkView(id))?.link).toMatchObject({ movedUpAt: 253_402_300_799_999, seen: 0 });
  });

  it("[R43] everything this app writes passes, and cells of a newer layout too", async () => {
    const id = idOf(3);
    const other = new Shard();
    other.edit(12, (cells) => {
      createLink(cells, plainLink(3));
      setFields(cells, id, {
        note: "n".repeat(200_000),
        starred: true,
        progress: 0.5,
        watch: "daily",
        seen: 5,
      });
      setTags(cells, id, { add: ["a/b", "标签"], remove: ["all"] });
      putSnapshot(cells, id, parseSnapshot(manifest, id)!);
      putHighlight(cells, id, {
        id: "EEEEEEEEEEEEEE",
        quote: "q",
        prefix: "",
        suffix: "",
        createdAt: 1,
        colour: "yellow",
        note: "",
        snapshot: "",
      });
      cells.set(`${id}Znew`, { any: ["thing", 1, null, true] });
    });
    const facts = new Shard();
    facts.edit(12, (cells) => {
      putSearch(cells, "FFFFFFFFFFFFFF", { query: "tag:a", name: "A", order: 1 });
      setTagHue(cells, "a", 2);
      setTagAlias(cells, "b", "a");
    });
    const updates = [
      { shard: shardOf(id), update: other.encode() },
      { shard: LIBRARY_SHARD, update: facts.encode() },
    ];
    expect((await receive(updates)).kind).toBe("applied");
    expect((await tab.engine.linkView(id))?.link).toMatchObject({ starred: true, tags: ["a/b", "标签"] });
  });
});

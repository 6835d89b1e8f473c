import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LinkId } from "../domain/ids";
import { linkFields } from "../domain/link";
import { fieldNames, parseKey } from "./cells";
import type { Cells } from "./cells";
import { createLink, putSnapshot, purgeLink, setFields, setTags } from "./edits";
import { parseSnapshot } from "./parse-snapshot";
import { readLink } from "./read-link";
import { Shard } from "./shard";
import { SHARDS, shardOf } from "./shard-of";

const id = "AAAAAAAAAAAAAA" as LinkId;
const HASH = "a".repeat(64);

const base = (cells: Cells, title = "first", tags: string[] = []): void =>
  createLink(cells, {
    id,
    url: "https://example.org/",
    title,
    description: "",
    createdAt: 1000,
    source: "paste",
    tags,
  });

/** Two devices that share a start, edit apart, and meet; for both orders of their writer ids. */
function meet(
  start: (cells: Cells) => void,
  one: (cells: Cells) => void,
  two: (cells: Cells) => void,
): Shard[] {
  return [
    [11, 22],
    [22, 11],
  ].map(([a = 0, b = 0]) => {
    const origin = new Shard();
    origin.edit(5, start);
    const [left, right] = [new Shard(), new Shard()];
    for (const shard of [left, right]) expect(shard.apply(origin.encode())).toBe(true);
    const fromLeft = left.edit(a, one).update;
    const fromRight = right.edit(b, two).update;
    if (fromRight) left.apply(fromRight);
    if (fromLeft) right.apply(fromLeft);
    expect(left.record(id)).toEqual(right.record(id));
    return left;
  });
}

describe("concurrent edits", () => {
  it("[R1] of two fields of one link both stay", () => {
    for (const shard of meet(
      base,
      (c) => setFields(c, id, { title: "new" }),
      (c) => setFields(c, id, { note: "n" }),
    ))
      expect(shard.record(id)?.link).toMatchObject({ title: "new", note: "n" });
  });

  it("[R1] of a field and a tag both stay", () => {
    const tag = (c: Cells): void => setTags(c, id, { add: ["a/b"], remove: [] });
    for (const shard of meet(base, (c) => setFields(c, id, { title: "new" }), tag))
      expect(shard.record(id)?.link).toMatchObject({ title: "new", tags: ["a/b"] });
  });

  it("[R2] of two tags both stay; a tag taken off and another put on too", () => {
    const on = (tag: string) => (c: Cells) => setTags(c, id, { add: [tag], remove: [] });
    for (const shard of meet(base, on("x"), on("y"))) expect(shard.record(id)?.link.tags).toEqual(["x", "y"]);
    const off = (c: Cells): void => setTags(c, id, { add: [], remove: ["old"] });
    for (const shard of meet((c) => base(c, "t", ["old"]), off, on("y")))
      expect(shard.record(id)?.link.tags).toEqual(["y"]);
  });

  it("[R3] the same address saved apart is one link: tags united, an explicit edit kept", () => {
    const one = (c: Cells): void => base(c, "", ["x"]);
    const two = (c: Cells): void => {
      base(c, "");
      setTags(c, id, { add: ["y"], remove: [] });
      setFields(c, id, { title: "mine", starred: true });
    };
    for (const shard of meet(() => undefined, one, two)) {
      expect(shard.record(id)?.link).toMatchObject({ title: "mine", starred: true });
      expect(shard.record(id)?.link.tags).toContain("y");
    }
  });

  it("[R4] an edit does not lift a link out of the trash, and is there after restoring", () => {
    const trash = (c: Cells): void => setFields(c, id, { deletedAt: 5000 });
    for (const shard of meet(base, trash, (c) => setFields(c, id, { note: "kept" }))) {
      expect(shard.record(id)?.link).toMatchObject({ deletedAt: 5000, note: "kept" });
      shard.edit(99, (c) => setFields(c, id, { deletedAt: 0 }));
      expect(shard.record(id)?.link).toMatchObject({ deletedAt: 0, note: "kept" });
    }
  });

  it("[R5] a late edit never brings back a purged link", () => {
    for (const shard of meet(
      base,
      (c) => purgeLink(c, id),
      (c) => setFields(c, id, { note: "late" }),
    )) {
      expect(shard.record(id)).toBeNull();
      shard.edit(99, (c) => base(c));
      expect(shard.record(id)).toBeNull();
    }
  });
});

describe("reading", () => {
  const anyCell = fc.oneof(
    fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
    fc.array(fc.anything(), { maxLength: 8 }),
  );
  const anyKey = fc.oneof(
    fc.constant(id),
    fc
      .constantFrom("t", "u", "!", "x", "#tag", "~BBBBBBBBBBBBBB", "#", "~", "?", "f")
      .map((rest) => id + rest),
    fc.string(),
  );

  it("[R6] never throws on any cells, and what it answers is well formed", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyKey, anyCell)), (cells) => {
        const record = readLink(id, cells);
        if (!record) return;
        expect(record.link.url).toMatch(/^https?:\/\//i);
        for (const field of fieldNames)
          expect(linkFields[field].parse(record.link[field])).toEqual(record.link[field]);
      }),
      { verbose: 1, numRuns: 300 },
    );
  });

  it("[R6] an address that is not of the web never shows", () => {
    const cells: [string, unknown][] = [
      [id, [1, "https://example.org/", "t", "", 1, "paste", []]],
      [`${id}u`, "javascript:alert(1)"],
    ];
    expect(readLink(id, cells)?.link.url).toBe("https://example.org/");
    expect(readLink(id, [[id, [1, "javascript:alert(1)", "t", "", 1, "", []]]])).toBeNull();
  });

  it("[R7] a manifest is rebuilt member by member", () => {
    const artifact = { kind: "page", hash: HASH, bytes: 5, mediaType: "text/html", onload: "x" };
    const manifest = {
      id: "BBBBBBBBBBBBBB",
      artifacts: [artifact, { kind: "page", hash: "../x" }],
      extra: 1,
    };
    const snapshot = parseSnapshot(manifest, id);
    expect(snapshot?.artifacts).toEqual([{ kind: "page", hash: HASH, bytes: 5, mediaType: "text/html" }]);
    expect(snapshot).not.toHaveProperty("extra");
    for (const hostile of [null, 1, [], { id: "x" }, { id: "BBBBBBBBBBBBBB", artifacts: "no" }])
      expect(parseSnapshot(hostile, id)).toBeNull();
  });

  it("[R8] a tag spelt in two ways is one tag, and goes with all its spellings", () => {
    const shard = new Shard();
    shard.edit(1, (c) => base(c, "", ["Linux"]));
    shard.edit(2, (c) => {
      c.set(`${id}#linux`, 1);
    });
    expect(shard.record(id)?.link.tags).toEqual(["Linux"]);
    shard.edit(3, (c) => setTags(c, id, { add: [], remove: ["LINUX"] }));
    expect(shard.record(id)?.link.tags).toEqual([]);
  });
});

describe("shards", () => {
  it("[R9] every id has its shard, spread evenly", () => {
    const counts = new Map<number, number>();
    for (let i = 0; i < 25_600; i++) {
      const shard = shardOf(i.toString(36).padStart(14, "0"));
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect(counts.size).toBe(SHARDS);
    expect(Math.max(...counts.values())).toBeLessThan(200);
    expect(shardOf("AAAAAAAAAAAAAA")).toBe(shardOf("AAAAAAAAAAAAAA"));
  });

  it("[R10] writing the same again makes no update", () => {
    const shard = new Shard();
    shard.edit(1, base);
    const manifest = { id: "BBBBBBBBBBBBBB", artifacts: [{ kind: "page", hash: HASH, bytes: 1 }] };
    const snapshot = parseSnapshot(manifest, id)!;
    shard.edit(1, (c) => putSnapshot(c, id, snapshot));
    const again = shard.edit(1, (c) => {
      base(c, "other");
      setFields(c, id, { title: "first", starred: false });
      setTags(c, id, { add: [], remove: ["none"] });
      putSnapshot(c, id, snapshot);
    });
    expect(again).toEqual({ update: null, changes: [] });
  });

  it("[R11] bytes that are no update change nothing", () => {
    const shard = new Shard();
    shard.edit(1, base);
    const before = shard.encode();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        shard.apply(bytes);
        return shard.record(id)?.link.title === "first";
      }),
      { verbose: 1 },
    );
    const cut = before.slice(0, before.length - 3);
    expect(new Shard().apply(cut)).toBe(false);
  });

  it("[R12] cells of a newer version are kept and passed on", () => {
    const shard = new Shard();
    shard.edit(1, (c) => {
      base(c);
      c.set(`${id}Znew`, { any: "thing" });
    });
    const other = new Shard();
    other.apply(shard.encode());
    expect(parseKey(`${id}Znew`)).toBeNull();
    expect(other.cells()).toContainEqual([`${id}Znew`, { any: "thing" }]);
    expect(other.record(id)?.link.title).toBe("first");
    expect(parseKey(id)).toEqual({ kind: "base", id });
  });
});

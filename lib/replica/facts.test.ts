import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LinkId } from "../domain/ids";
import { aliasTarget, TagTree } from "../domain/tag";
import type { Cells } from "./cells";
import { createLink, purgeLink, setFields, setTags, WITHDRAWN } from "./edits";
import {
  LIBRARY_ID,
  putDevice,
  putSearch,
  readFacts,
  removeSearch,
  setTagAlias,
  setTagHue,
  setTagKnown,
} from "./facts";
import { patchHighlight, putHighlight, removeHighlight } from "./highlights";
import { Shard } from "./shard";

const id = "AAAAAAAAAAAAAA" as LinkId;
const MARK = "HHHHHHHHHHHHHH";
const OTHER = "OOOOOOOOOOOOOO";

const saved =
  (createdAt: number, title: string, tags: readonly string[]) =>
  (cells: Cells): void =>
    createLink(cells, {
      id,
      url: "https://example.org/",
      title,
      description: "",
      createdAt,
      source: "paste",
      tags,
    });

/** Two devices write apart and exchange what they wrote, in both orders of their writer ids. */
function meet(one: (cells: Cells) => void, two: (cells: Cells) => void, start?: (cells: Cells) => void) {
  return [
    [11, 22],
    [22, 11],
  ].map(([a = 0, b = 0]) => {
    const [left, right] = [new Shard(), new Shard()];
    if (start) left.edit(5, start);
    right.apply(left.encode());
    left.edit(a, one);
    right.edit(b, two);
    left.apply(right.encode());
    right.apply(left.encode());
    expect(left.record(id)).toEqual(right.record(id));
    return left;
  });
}

describe("one address saved on two devices apart", () => {
  it("[R30] is one link with the tags of both and the earlier date", () => {
    for (const shard of meet(saved(2000, "Two", ["x", "both"]), saved(1000, "One", ["y", "both"])))
      expect(shard.record(id)?.link).toMatchObject({
        title: "One",
        createdAt: 1000,
        tags: ["both", "x", "y"],
      });
  });

  it("[R30] lacks nothing that only one of them knew, and a tag taken off goes for both", () => {
    for (const shard of meet(saved(2000, "Named", ["x"]), saved(1000, "", ["X", "y"]))) {
      expect(shard.record(id)?.link).toMatchObject({ title: "Named", tags: ["X", "y"] });
      shard.edit(9, (c) => setTags(c, id, { add: [], remove: ["x"] }));
      expect(shard.record(id)?.link.tags).toEqual(["y"]);
    }
  });

  it("[R31] stays when one of them takes its own saving back, and goes for good when purged", () => {
    const undone = (c: Cells): void => {
      saved(1000, "", [])(c);
      setFields(c, id, { deletedAt: WITHDRAWN });
    };
    for (const shard of meet(undone, saved(2000, "", ["y"]))) {
      expect(shard.record(id)?.link).toMatchObject({ deletedAt: 0, tags: ["y"] });
      shard.edit(9, (c) => purgeLink(c, id));
      shard.edit(9, saved(3000, "", []));
      expect(shard.record(id)).toBeNull();
    }
  });

  it("[R32] reads bases that earlier versions wrote under the bare id", () => {
    const old = (c: Cells): void => c.set(id, [1, "https://example.org/", "Old", "", 500, "paste", ["o"]]);
    for (const shard of meet(old, saved(1000, "New", ["n"])))
      expect(shard.record(id)?.link).toMatchObject({ title: "Old", createdAt: 500, tags: ["n", "o"] });
    const shard = new Shard();
    shard.edit(1, old);
    expect(shard.edit(1, saved(2000, "again", [])).update).toBeNull();
  });
});

describe("highlights", () => {
  const marked = (c: Cells): void => {
    saved(1, "", [])(c);
    putHighlight(c, id, {
      id: MARK,
      quote: "the passage",
      prefix: "before ",
      suffix: " after",
      createdAt: 7,
    });
  };
  const at = { link: id, highlight: MARK };

  it("[R33] keep quote and anchors as marked; two devices changing colour and note both stay", () => {
    const colour = (c: Cells): void => patchHighlight(c, at, { colour: "blue" });
    const note = (c: Cells): void => patchHighlight(c, at, { note: "why" });
    for (const shard of meet(colour, note, marked))
      expect(shard.record(id)?.highlights).toEqual([
        {
          id: MARK,
          quote: "the passage",
          prefix: "before ",
          suffix: " after",
          colour: "blue",
          note: "why",
          createdAt: 7,
          snapshot: "",
        },
      ]);
  });

  it("[R33] removed on one device and noted on another are gone, and come back with the note", () => {
    const remove = (c: Cells): void => removeHighlight(c, at);
    const note = (c: Cells): void => patchHighlight(c, at, { note: "why" });
    for (const shard of meet(remove, note, marked)) {
      expect(shard.record(id)?.highlights).toEqual([]);
      shard.edit(3, (c) => c.set(`${id}^${MARK}!`, 0));
      expect(shard.record(id)?.highlights[0]?.note).toBe("why");
    }
  });

  it("[R6] are well formed whatever their cells hold", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (base, colour, note) => {
        const shard = new Shard();
        shard.edit(1, (c) => {
          marked(c);
          const plain = (value: unknown): unknown => {
            try {
              return JSON.parse(JSON.stringify(value) ?? "null");
            } catch {
              return null;
            }
          };
          c.set(`${id}^${MARK}`, plain(base));
          c.set(`${id}^${MARK}c`, plain(colour));
          c.set(`${id}^${MARK}n`, plain(note));
        });
        for (const one of shard.record(id)?.highlights ?? []) {
          expect(one.quote).not.toBe("");
          expect(["yellow", "green", "blue", "pink"]).toContain(one.colour);
          expect(typeof one.note).toBe("string");
          expect(one.createdAt).toBeGreaterThanOrEqual(0);
        }
      }),
      { verbose: 1 },
    );
  });
});

describe("facts of the library", () => {
  const facts = (shard: Shard) => readFacts(shard.cellsOf(LIBRARY_ID));
  const factsOf = (...edits: ((c: Cells) => void)[]) => {
    const shard = new Shard();
    for (const edit of edits) shard.edit(1, edit);
    return facts(shard);
  };

  it("[R34] saved searches are renamed and moved on two devices at once, and stay in one order", () => {
    const start = (c: Cells): void => {
      putSearch(c, MARK, { query: "is:unread", name: "To read", order: 2 });
      putSearch(c, OTHER, { query: "tag:linux", order: 1 });
    };
    const rename = (c: Cells): void => putSearch(c, MARK, { name: "Later" });
    const move = (c: Cells): void => putSearch(c, MARK, { order: 0 });
    for (const shard of meet(rename, move, start))
      expect(facts(shard).searches).toEqual([
        { id: MARK, query: "is:unread", name: "Later", order: 0 },
        { id: OTHER, query: "tag:linux", name: "tag:linux", order: 1 },
      ]);
    expect(factsOf(start, (c) => removeSearch(c, MARK)).searches.map((one) => one.id)).toEqual([OTHER]);
  });

  it("[R35] tags have a colour of their own that their children share, other names, and stay when unused", () => {
    const { tags } = factsOf(
      (c) => setTagHue(c, "Dev", 6),
      (c) => setTagAlias(c, "JS", "dev/javascript"),
      (c) => setTagKnown(c, "Someday", true),
    );
    expect(tags.known).toEqual(new Map([["someday", "Someday"]]));
    expect(aliasTarget("js", tags)).toBe("dev/javascript");
    expect(aliasTarget("JS/promises", tags)).toBe("dev/javascript/promises");
    expect(aliasTarget("css", tags)).toBe("css");
    const tree = new TagTree();
    tree.count(["dev/JavaScript"]);
    const [dev] = tree.nodes("en", tags);
    expect(dev).toMatchObject({ hue: 6, children: [{ hue: 6, aliases: ["JS"] }] });
    const gone = factsOf(
      (c) => setTagHue(c, "Dev", 6),
      (c) => setTagHue(c, "Dev", null),
      (c) => setTagAlias(c, "JS", "dev"),
      (c) => setTagAlias(c, "js", null),
    );
    expect([gone.tags.hues.size, gone.tags.aliases.size]).toEqual([0, 0]);
  });

  it("[R10] saying again what is known makes no update", () => {
    const shard = new Shard();
    const all = (c: Cells): void => {
      putSearch(c, MARK, { query: "q", name: "n", order: 1 });
      setTagHue(c, "a", 1);
      setTagHue(c, "b", null);
      setTagAlias(c, "x", "a");
      setTagAlias(c, "y", null);
      setTagAlias(c, "a", "A");
      setTagKnown(c, "k", true);
      setTagKnown(c, "l", false);
      putDevice(c, { id: OTHER, name: "Laptop", system: "Chrome on Linux", since: 5 });
    };
    shard.edit(1, all);
    expect(shard.edit(1, all).update).toBeNull();
    expect(facts(shard).devices.get(OTHER)).toEqual({
      id: OTHER,
      name: "Laptop",
      system: "Chrome on Linux",
      since: 5,
    });
  });

  it("[R36] reading them never throws, and what is read is well formed", () => {
    const rest = fc.oneof(
      fc.string(),
      fc.constantFrom(`s${MARK}q`, `s${MARK}o`, "hdev", "kdev", "adev", `d${MARK}s`, "a", "h"),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(rest, fc.anything())), (cells) => {
        const { searches, tags, devices } = readFacts(
          cells.map(([key, value]) => [LIBRARY_ID + key, value] as const),
        );
        for (const { query, name, order } of searches)
          expect([query !== "", name !== "", Number.isFinite(order)]).toEqual([true, true, true]);
        for (const hue of tags.hues.values()) expect([0, 1, 2, 3, 4, 5, 6, 7]).toContain(hue);
        for (const { alias, tag } of tags.aliases.values()) expect(alias && tag).toBeTruthy();
        for (const { since } of devices.values()) expect(since).toBeGreaterThanOrEqual(0);
      }),
      { verbose: 1 },
    );
  });
});

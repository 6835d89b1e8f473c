import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareBlocks, type Block } from "../../domain/diff/blocks";
import { isLinkId, isSnapshotId } from "../../domain/ids";
import type { Snapshot } from "../../domain/snapshot";
import { compareHref, routeOf } from "../router";
import { choosePair, kindFor, pickNewer, pickOlder, wantedPair } from "./pair";
import { changedAreas, type PictureRows } from "./pictures/areas";
import { folded, linesOf } from "./text/lines";
import { changeNumbers, summarise } from "./text/summary";

function snapshot(digit: number): Snapshot {
  const id = String(digit).repeat(14);
  if (!isSnapshotId(id)) throw new Error(id);
  return {
    id,
    linkId: "",
    url: "https://example.com/",
    finalUrl: "https://example.com/",
    capturedAt: digit,
    capturedBy: "desk",
    httpStatus: 200,
    verdict: "good",
    page: { title: "", site: "", author: "", published: "", language: "", description: "" },
    artifacts: [],
    missing: [],
    textHash: "a",
    words: 1,
    isArticle: true,
  };
}
/** Newest first, as the library gives them. */
const four = [4, 3, 2, 1].map(snapshot);
const times = (pair: ReturnType<typeof choosePair>) => pair && [pair.older.capturedAt, pair.newer.capturedAt];
const idOf = (at: number) => String(at).repeat(14);

describe("which two snapshots", () => {
  it("[M7] the newest against the one before it, unless the address says otherwise", () => {
    const nothing = { a: null, b: null };
    expect(times(choosePair(four, nothing))).toEqual([3, 4]);
    expect(times(choosePair(four, { a: idOf(1), b: idOf(3) }))).toEqual([1, 3]);
    expect(times(choosePair(four, { a: null, b: idOf(2) }))).toEqual([1, 2]);
    expect(times(choosePair(four, { a: null, b: idOf(1) }))).toEqual([1, 2]);
    expect(times(choosePair(four, { a: "gone", b: "gone" }))).toEqual([3, 4]);
    expect(choosePair(four.slice(0, 1), nothing)).toBeNull();
    expect(choosePair([], nothing)).toBeNull();
  });

  it("[M7] the old one is the older one, whichever way round they are asked for or picked", () => {
    const place = fc.nat(3);
    fc.assert(
      fc.property(place, place, place, fc.boolean(), (a, b, c, older) => {
        const pair = choosePair(four, { a: four[a]!.id, b: four[b]!.id });
        if (!pair) throw new Error("no pair");
        expect(pair.older.capturedAt).toBeLessThan(pair.newer.capturedAt);
        // The newest is never offered as the old one, nor the oldest as the new one.
        if (older ? c === 0 : c === 3) return;
        const picked = (older ? pickOlder : pickNewer)(four, pair, four[c]!);
        expect(picked.older.capturedAt).toBeLessThan(picked.newer.capturedAt);
        expect(older ? picked.older : picked.newer).toBe(four[c]);
      }),
    );
  });

  it("[M7] link and pair come back from the address", () => {
    const id = "0123456789abcD";
    if (!isLinkId(id)) throw new Error(id);
    const address = compareHref(id, { a: idOf(1), b: idOf(3) });
    expect(routeOf(address)).toEqual({ view: "compare", id });
    expect(wantedPair(address)).toEqual({ a: idOf(1), b: idOf(3), as: null });
    expect(routeOf("/compare?id=x").view).toBe("not-found");
  });

  it("[M8] side by side needs room: without it text stands inline", () => {
    expect(kindFor(wantedPair("/compare?id=x"), true)).toBe("side");
    expect(kindFor(wantedPair("/compare?id=x"), false)).toBe("inline");
    expect(kindFor(wantedPair("/compare?id=x&as=pictures"), false)).toBe("pictures");
    expect(kindFor(wantedPair("/compare?id=x&as=inline"), true)).toBe("inline");
    expect(kindFor(wantedPair("/compare?id=x&as=upside-down"), true)).toBe("side");
  });
});

const p = (text: string, kind: Block["kind"] = "paragraph"): Block => ({ kind, text });
const rows = compareBlocks(
  [
    p("How to go", "heading"),
    p("The ferry goes at eight and at four, on Sundays not at all."),
    p("There is one café at the harbour."),
    p("Nobody minds that the machine is broken."),
    p("渡船每天八点出发，人不多。"),
  ],
  [
    p("How to go", "heading"),
    p("The ferry goes at nine and at four, on Sundays not at all."),
    p("Where to eat", "heading"),
    p("The cake is better than it looks."),
    p("There is one café at the harbour."),
    p("渡船每天九点出发，人不多。"),
  ],
);

describe("what changed, in words", () => {
  it("[M9] counts words that came and went, Chinese by character, and names new sections", () => {
    expect(summarise(rows)).toEqual({
      addedWords: 1 + 3 + 7 + 1,
      removedWords: 1 + 7 + 1,
      added: 1,
      removed: 1,
      changed: 2,
      moved: 0,
      newSections: ["Where to eat"],
      goneSections: [],
    });
  });

  it("[M9] texts that are the same come to nothing", () => {
    const same = compareBlocks([p("One"), p("Two")], [p("One"), p("Two")]);
    expect(summarise(same)).toMatchObject({ addedWords: 0, removedWords: 0, changed: 0 });
    expect(changeNumbers(same)).toEqual([null, null]);
  });

  it("[M10] a step leads to each edited paragraph, and to neighbours that came or went as one", () => {
    expect(rows.map(({ kind }) => kind)).toEqual([
      "same",
      "changed",
      "added",
      "added",
      "same",
      "removed",
      "changed",
    ]);
    expect(changeNumbers(rows)).toEqual([null, 0, 1, 1, null, 2, 3]);
  });
});

describe("lines on the screen", () => {
  it("[M8] side by side what came stands beside what went, and nothing is lost in either layout", () => {
    const block = fc.record({
      kind: fc.constantFrom<Block["kind"]>("paragraph", "heading"),
      text: fc.constantFrom("a b c d", "a b c e", "f", "g h i j k", "l"),
    });
    const texts = fc.array(block, { maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const [old, next] = [one.map((each) => ({ ...each })), other.map((each) => ({ ...each }))];
        const compared = compareBlocks(old, next);
        const pairs = linesOf(compared, "side").flatMap((line) => (line.kind === "pair" ? [line] : []));
        expect(pairs.flatMap((line) => (line.old ? [line.old.block] : []))).toEqual(old);
        expect(pairs.flatMap((line) => (line.next ? [line.next.block] : []))).toEqual(next);
        expect(linesOf(compared, "inline")).toHaveLength(compared.length);
      }),
      { verbose: 1 },
    );
  });

  it("[M8] long equal stretches are folded, a paragraph around each change stays", () => {
    const many = (name: string) => Array.from({ length: 9 }, (_, i) => p(`${name} paragraph ${i}`));
    const compared = compareBlocks(
      [...many("First"), p("The old end of it"), ...many("Last")],
      [...many("First"), p("The new end of it"), ...many("Last")],
    );
    const shown = folded(linesOf(compared, "inline"));
    expect(shown.map(({ kind, lines }) => [kind, lines.length])).toEqual([
      ["fold", 8],
      ["lines", 3],
      ["fold", 8],
    ]);
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (changed) => {
        const lines = linesOf(
          changed.map((is) =>
            is ? { kind: "added", next: p("x") } : { kind: "same", old: p("y"), next: p("y") },
          ),
          "inline",
        );
        const all = folded(lines);
        expect(all.flatMap((part) => part.lines)).toEqual(lines);
        expect(all.every(({ start, lines: part }) => lines.indexOf(part[0]!) === start)).toBe(true);
        expect(
          all
            .flatMap((part) => (part.kind === "fold" ? part.lines : []))
            .every(({ change }) => change === null),
        ).toBe(true);
      }),
      { verbose: 1 },
    );
  });
});

/** A picture of rows of one colour each, with ink in some columns. */
function picture(
  lines: readonly { readonly ink: number; readonly from?: number; readonly to?: number }[],
): PictureRows {
  const columns = 10;
  const values = new Uint8Array(columns * lines.length * 3).fill(255);
  for (const [row, { ink, from = 2, to = 8 }] of lines.entries())
    for (let column = from; column < to; column++)
      values.fill(ink, (row * columns + column) * 3, (row * columns + column + 1) * 3);
  return { columns, height: lines.length, values };
}
const blank = (count: number) => Array.from({ length: count }, () => ({ ink: 255 }));
const text = (ink: number) => Array.from({ length: 20 }, (_, i) => ({ ink: ink + i * 4 }));

describe("where screenshots differ", () => {
  it("[M11] what was put in is marked once, and what it pushed down is not", () => {
    const old = picture([...text(0), ...blank(20), ...text(100), ...blank(20)]);
    const next = picture([...text(0), ...blank(20), ...text(50), ...blank(20), ...text(100), ...blank(20)]);
    const changes = changedAreas(old, next);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.old).toBeNull();
    const area = changes[0]!.next!;
    expect(Math.round(area.top * next.height)).toBeGreaterThanOrEqual(20);
    expect(Math.round((area.top + area.height) * next.height)).toBeLessThanOrEqual(80);
    expect(Math.round(area.height * next.height)).toBe(40);
  });

  it("[M11] a changed place is framed in both, as wide as it is", () => {
    const old = picture([...blank(30), { ink: 0, from: 4, to: 5 }, { ink: 0, from: 4, to: 5 }, ...blank(30)]);
    const next = picture([
      ...blank(30),
      { ink: 90, from: 4, to: 5 },
      { ink: 90, from: 4, to: 5 },
      ...blank(30),
    ]);
    const [change, ...more] = changedAreas(old, next);
    expect(more).toEqual([]);
    expect(change?.old).toEqual(change?.next);
    expect(change?.next?.left).toBeCloseTo(0.3);
    expect(change?.next?.width).toBeCloseTo(0.3);
    expect(Math.round((change?.next?.top ?? 0) * 62)).toBe(30);
  });

  it("[M11] equal pictures and the noise of lossy ones have no areas", () => {
    const noisy = (by: number) => picture(text(100).map(({ ink }) => ({ ink: ink + by })));
    expect(changedAreas(noisy(0), noisy(0))).toEqual([]);
    expect(changedAreas(noisy(0), noisy(3))).toEqual([]);
    const lines = (gap: number) => picture([...text(0), ...blank(gap), ...text(100), ...blank(gap + 1)]);
    expect(changedAreas(lines(20), lines(21))).toEqual([]);
  });
});

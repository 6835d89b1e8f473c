import { describe, expect, it } from "vitest";
import { readOptions } from "./options";
import { toRow } from "./rows";
import { mean, median, quantile, spread } from "./stats";
import { formatTable } from "./table";
import { tokenF1, tokensOf } from "./tokens";

describe("what the benches count with", () => {
  it("compares texts as bags of words, characters where a script has no words", () => {
    expect(tokensOf("Two words, 链接 x_1")).toEqual(["Two", "words", ",", "链", "接", "x_1"]);
    expect(tokenF1("a b c d", "d c b a")).toBe(1);
    expect(tokenF1("a b c d", "a b")).toBeCloseTo(2 / 3);
    expect(tokenF1("a", "a a a")).toBe(0.5);
    expect([tokenF1("", ""), tokenF1("a", ""), tokenF1("", "a")]).toEqual([1, 0, 0]);
  });

  it("knows the middle, the tail and the spread", () => {
    expect([mean([1, 2, 6]), median([6, 1, 2]), median([1, 2]), quantile([0, 10], 0.95)]).toEqual([
      3, 2, 1.5, 9.5,
    ]);
    expect(spread([4, 2, 3])).toBe(2);
  });

  it("judges a row against a number or against the peer of the same run", () => {
    const peer = { name: "other", value: 10 };
    expect(toRow({ what: "size", ours: 10.4, unit: "kB", peer, goal: { atMostPeer: 1.05 } })).toEqual({
      what: "size",
      ours: 10.4,
      unit: "kB",
      peer: 10,
      peerName: "other",
      ratio: 1.04,
      goal: "≤ 1.05 × peer",
      holds: true,
    });
    expect(toRow({ what: "leaks", ours: 1, unit: "", goal: { atMost: 0 } })).toMatchObject({
      holds: false,
      ratio: null,
    });
    expect(toRow({ what: "f1", ours: 0.9, unit: "", peer, goal: { atLeastPeer: 1 } }).holds).toBe(false);
    expect(toRow({ what: "just told", ours: 3, unit: "" })).toMatchObject({
      goal: "",
      holds: null,
      peer: null,
    });
  });

  it("reads its options and refuses what it does not know", () => {
    expect(readOptions([])).toMatchObject({ pages: null, runs: 3 });
    expect(readOptions([]).hasTime()).toBe(true);
    expect(readOptions(["--pages", "a,b", "--runs", "1"])).toMatchObject({ pages: ["a", "b"], runs: 1 });
    expect(readOptions([], { runs: 2, minutes: 0 }).runs).toBe(2);
    expect(readOptions([], { minutes: 0 }).hasTime()).toBe(false);
    expect(readOptions(["--minutes", "1"], { minutes: 0 }).hasTime()).toBe(true);
    expect(() => readOptions(["--runs", "0"])).toThrow("--runs");
    expect(() => readOptions(["--page", "a"])).toThrow("--page");
  });

  it("prints a table that is Markdown as well", () => {
    expect(formatTable(["a", "long"], [["wide", "1"]])).toBe(
      "| a    | long |\n|------|------|\n| wide | 1    |",
    );
  });
});

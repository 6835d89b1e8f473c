import { assert, constantFrom, nat, array, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText, placesOf } from "./find-text";

const found = (text: string, words: string): string[] =>
  placesOf(foldText(text), words).map(({ start, end }) => text.slice(start, end));

describe("finding in a text", () => {
  it("[RV4] letters in any case and width, with and without accents, are the same; Chinese needs no spaces", () => {
    expect(found("Log, LOG and ｌｏｇ in a catalogue", "log")).toEqual(["Log", "LOG", "ｌｏｇ", "log"]);
    expect(found("Café, CAFE\u0301, cafe", "café")).toEqual(["Café", "CAFE\u0301", "cafe"]);
    expect(found("用一台旧电脑搭建家庭书签服务器，旧电脑够用。", "旧电脑")).toEqual(["旧电脑", "旧电脑"]);
    expect(found("it’s here", "it's")).toEqual(["it’s"]);
    expect(found("Straße und STRASSE", "strasse")).toEqual(["Straße", "STRASSE"]);
  });

  it("[RV4] spaces around the words count for nothing, no words find nothing, hits do not overlap", () => {
    expect(found("a b  c", " b ")).toEqual(["b"]);
    expect(found("aaaa", "aa")).toEqual(["aa", "aa"]);
    expect(found("anything", "  ")).toEqual([]);
    expect(found("a (b) [c] .*", ".*")).toEqual([".*"]);
  });

  it("[RV4] a hit is where it is said to be, in texts longer than one stretch too", () => {
    const words = constantFrom("needle", "Ａ", "ﬁn", "草稿", "plain", "e\u0301", "—", "𝒳");
    assert(
      property(array(words, { minLength: 1, maxLength: 40 }), nat(9000), (pieces, fill) => {
        const text = `${"filler ".repeat(Math.ceil(fill / 7))}${pieces.join(" ")} needle`;
        for (const hit of found(text, "needle")) expect(hit).toBe("needle");
        expect(found(text, "needle")).toHaveLength(pieces.filter((one) => one === "needle").length + 1);
      }),
      { numRuns: 40 },
    );
  });
});

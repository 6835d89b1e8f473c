import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "./fold";
import { countWords, hasCjk, tokens } from "./tokenise";

describe("tokens", () => {
  it.each([
    ["Hello, World 42", ["hello", "world", "42"]],
    ["链接快照", ["链接", "接快", "快照"]],
    ["链", ["链"]],
    ["iPhone15手机 壳", ["iphone15", "手机", "壳"]],
    ["コーヒーを飲む", ["コー", "ーヒ", "ヒー", "ーを", "を飲", "飲む"]],
    ["한국어 문서", ["한국", "국어", "문서"]],
    ["𠮷野家", ["𠮷野", "野家"]],
    ["Crème–brûlée", ["creme", "brulee"]],
    ["。，！ —", []],
  ])("[T3] cuts %s", (given, expected) => expect(tokens(given)).toEqual(expected));

  it("[T3] cuts a text and its folded form alike", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (given) => {
        expect(tokens(fold(given))).toEqual(tokens(given));
      }),
    );
  });

  it("[T3] every pair of a longer CJK text is among its tokens, so a query is found wherever it stands", () => {
    const han = fc.string({
      unit: fc.constantFrom(...Array.from("链接快照平台保存网页の文字")),
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(han, han, han, (before, query, after) => {
        const all = new Set(tokens(before + query + after));
        expect(tokens(query).filter((token) => !all.has(token))).toEqual([]);
      }),
    );
  });
});

describe("countWords", () => {
  it.each([
    ["", 0],
    ["three plain words", 3],
    ["don't split well-known words", 4],
    ["链接快照", 4],
    ["用 Linux 内核 6.1", 5],
    ["コーヒー", 4],
    ["한국어 문서", 2],
  ])("[T4] counts %s", (given, expected) => expect(countWords(given)).toBe(expected));
});

it("[T3] knows CJK text when it sees some", () => {
  expect(["abc", "é", "", "！"].some(hasCjk)).toBe(false);
  expect(["a中", "カ", "ー", "한", "𠮷"].every(hasCjk)).toBe(true);
});

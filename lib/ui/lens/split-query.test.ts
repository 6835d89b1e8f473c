import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuery } from "../../domain/query/parse";
import { joinQuery, splitQuery } from "./split-query";

const now = new Date(2026, 10, 22).getTime();
const shown = (text: string) => {
  const { chips, rest } = splitQuery(text);
  return [...chips.map(({ name, value }) => `[${name}|${value}]`), rest].join(" ");
};

describe("operators as chips", () => {
  it.each([
    ["tag:linux sockets", "[tag:|linux] sockets"],
    ["tag:linux", "tag:linux"],
    ["tag:linux ", "[tag:|linux] "],
    ['tag:"to read" x', "[tag:|to read] x"],
    ["标签：排版 字体", "[标签：|排版] 字体"],
    ["-is:starred  a b", "[-is:|starred] a b"],
    ["sockets before:2026-06 more", "[before:|2026-06] sockets more"],
    ["tag:a site:b.org ", "[tag:|a] [site:|b.org] "],
  ])("[SQ1] %j is shown as %j", (text, expected) => expect(shown(text)).toBe(expected));

  it.each(["tag:a OR tag:b ", "(tag:a x) ", "NOT tag:a ", 'tag:a "open', "before:soon ", "saved:last week "])(
    "[SQ2] %j stays a text: its places matter, or it cannot be read",
    (text) => expect(splitQuery(text)).toEqual({ chips: [], rest: text }),
  );

  it("[SQ3] what is shown asks for the same as what was typed, and splits the same again", () => {
    const piece = fc.constantFrom(
      "tag:a",
      "-tag:b",
      "is:starred",
      "x",
      "y z",
      "站点：例子",
      '"a b"',
      "OR",
      "保存：今天",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = `${pieces.join(" ")} `;
        const split = splitQuery(text);
        const joined = joinQuery(split.chips, split.rest);
        expect(splitQuery(joined)).toEqual(split);
        const parts = (query: string) => {
          const { query: read } = parseQuery(query, now);
          return JSON.stringify(
            read.kind === "and" ? read.of.map((one) => JSON.stringify(one)).toSorted() : read,
          );
        };
        expect(parts(joined)).toBe(parts(text));
      }),
    );
  });
});

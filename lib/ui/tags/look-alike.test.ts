import { describe, expect, it } from "vitest";
import { tagKey } from "../../domain/tag";
import { groupKey, lookAlikes } from "./look-alike";

const tags = (...all: readonly (readonly [string, number])[]) =>
  all.map(([label, count]) => ({ key: tagKey(label), label, count, hue: 0, aliases: [] }));
const groups = (...all: readonly (readonly [string, number])[]) =>
  lookAlikes(tags(...all)).map((group) => group.map(({ label }) => label));

describe("tags that look like one", () => {
  it("[TG1] plurals, signs between words and common short forms, the tag with most links first", () => {
    expect(
      groups(["book", 1], ["books", 4], ["to-read", 2], ["to read", 1], ["js", 9], ["javascript", 3]),
    ).toEqual([
      ["books", "book"],
      ["to-read", "to read"],
      ["js", "javascript"],
    ]);
    expect(groups(["排版 工具", 1], ["排版工具", 2])).toEqual([["排版工具", "排版 工具"]]);
  });

  it("[TG1] never across parents, nor for short or doubled ends", () => {
    expect(
      groups(
        ["a/books", 1],
        ["b/book", 1],
        ["css", 1],
        ["cs", 1],
        ["class", 1],
        ["clas", 1],
        ["档案", 1],
        ["存档", 1],
      ),
    ).toEqual([]);
  });

  it("[TG2] what a group is remembered by does not depend on its order", () => {
    const [a, b] = [tags(["js", 1], ["javascript", 2]), tags(["javascript", 5], ["js", 6])];
    expect(groupKey(a)).toBe(groupKey(b));
  });
});

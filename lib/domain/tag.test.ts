import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanTag, isUnder, MAX_TAG_LENGTH, tagHue, tagKey, tagParts, TagTree, type TagNode } from "./tag";

const anyTag = fc.oneof(
  fc.string({ unit: "binary", maxLength: 140 }),
  fc.string({ unit: fc.constantFrom(...Array.from("aB/／#＃ 　标签É℅\t")), maxLength: 20 }),
);

describe("cleanTag", () => {
  it.each([
    ["  systems /  linux ", "systems/linux"],
    ["#Reading", "Reading"],
    ["＃编程／前端", "编程/前端"],
    ["a//b/", "a/b"],
    ["to  read", "to read"],
    [" # / ", ""],
    ["", ""],
    ["c#", "c#"],
    ["e\u0301", "é"],
    ["a\u202eb\u200bc", "a b c"],
  ])("[G1] makes %j into %j", (given, expected) => expect(cleanTag(given)).toBe(expected));

  it("[G1] is whole, short, on one line, and cleaning again changes nothing", () => {
    fc.assert(
      fc.property(anyTag, (given) => {
        const tag = cleanTag(given);
        expect(cleanTag(tag)).toBe(tag);
        expect(tag.length).toBeLessThanOrEqual(MAX_TAG_LENGTH);
        expect(tag).not.toMatch(/\p{Cs}/u);
        expect(tag).not.toMatch(/[\n\r\t]|^[\s#/]|[\s/]$|\/\//);
      }),
      { numRuns: 2000, verbose: 1 },
    );
  });
});

describe("tagKey", () => {
  it("[G2] is one for all spellings of a tag", () => {
    expect(
      new Set(["Linux/Kernel", "linux / kernel", "＃ＬＩＮＵＸ／kernel", "LINUX//KERNEL/"].map(tagKey)),
    ).toEqual(new Set(["linux/kernel"]));
  });
  it("[G2] is its own key, and has as many parts as the tag where it is not cut", () => {
    fc.assert(
      fc.property(anyTag, (given) => {
        const key = tagKey(given);
        expect(tagKey(key)).toBe(key);
        if (key.length < MAX_TAG_LENGTH / 2) {
          expect(tagParts(key).length).toBeLessThanOrEqual(tagParts(cleanTag(given)).length);
        }
      }),
      { numRuns: 2000, verbose: 1 },
    );
  });
  it("[G3] a tag lies under itself and its ancestors, not under names that begin alike", () => {
    expect(isUnder("a/b", "a")).toBe(true);
    expect(isUnder("a", "a")).toBe(true);
    expect(isUnder("ab", "a")).toBe(false);
    expect(isUnder("a", "a/b")).toBe(false);
  });
});

describe("TagTree", () => {
  const buildTagTree = (links: readonly (readonly string[])[], language: "en" | "zh" = "en") => {
    const tree = new TagTree();
    for (const tags of links) tree.count(tags);
    return tree.nodes(language);
  };
  const flat = (nodes: readonly TagNode[]): [string, string, number][] =>
    nodes.flatMap((node) => [[node.path, node.name, node.count], ...flat(node.children)]);

  it("[G4] counts a link once in each tag and each ancestor", () => {
    const tree = buildTagTree([["Dev/web", "dev/js"], ["dev"], ["DEV/Web", "art"], []]);
    expect(flat(tree)).toEqual([
      ["art", "art", 1],
      ["dev", "dev", 3],
      ["dev/js", "js", 1],
      ["dev/web", "Web", 2],
    ]);
  });
  it("[G4] shows the spelling used most, among equals the first in code order", () => {
    expect(buildTagTree([["linux"], ["Linux"], ["Linux/kernel"]])[0]?.name).toBe("Linux");
  });
  it("[G5] sorts names as the language does, numbers by value", () => {
    const names = [["标签"], ["阿"], ["zebra"], ["Éclair"], ["part 10"], ["part 9"]];
    expect(buildTagTree(names, "en").map((node) => node.name)).toEqual([
      "Éclair",
      "part 9",
      "part 10",
      "zebra",
      ...buildTagTree([["标签"], ["阿"]], "en").map((node) => node.name),
    ]);
    expect(
      buildTagTree(names, "zh")
        .map((node) => node.name)
        .filter((name) => /\p{Script=Han}/u.test(name)),
    ).toEqual(["阿", "标签"]);
  });
  it("[G6] gives a whole branch the hue of its top-level name, and uses all eight", () => {
    expect(tagHue("Systems/linux")).toBe(tagHue("systems"));
    const hues = new Set(Array.from({ length: 200 }, (_, i) => tagHue(`tag ${i}`)));
    expect([...hues].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const check = (nodes: readonly TagNode[]): void => {
      for (const { path, hue, children } of nodes) {
        expect(hue).toBe(tagHue(path));
        check(children);
      }
    };
    check(buildTagTree([["Systems/Linux/kernel", "systems/bsd"], ["阅读/书", "news"], ["NEWS/a/b"]]));
  });
  it("[G4] counts as many links as there are, for any tags", () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyTag, { maxLength: 4 }), { maxLength: 20 }), (links) => {
        const nodes = flat(buildTagTree(links));
        expect(new Set(nodes.map(([path]) => path)).size).toBe(nodes.length);
        for (const [path, , count] of nodes) {
          expect(count).toBe(links.filter((tags) => tags.some((tag) => isUnder(tagKey(tag), path))).length);
        }
      }),
      { verbose: 1 },
    );
  });
  it("[G4] forgets links that are gone, as if they had never been counted", () => {
    const link = fc.array(anyTag, { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(link, { maxLength: 10 }), fc.array(link, { maxLength: 10 }), (kept, gone) => {
        const tree = new TagTree();
        for (const tags of [...gone, ...kept]) tree.count(tags);
        for (const tags of gone) tree.count(tags, -1);
        expect(tree.nodes()).toEqual(buildTagTree(kept));
        for (const [path, , count] of flat(tree.nodes())) expect(tree.countOf(path)).toBe(count);
        expect(tree.countOf("no such tag")).toBe(0);
      }),
      { verbose: 1 },
    );
  });
});

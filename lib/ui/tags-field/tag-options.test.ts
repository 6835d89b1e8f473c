import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import type { TagNode } from "../../library/library";
import { finishedTags, knownTags, MAX_OPTIONS, tagLabel, tagOptions } from "./tag-options";

const node = (path: string, count: number, children: TagNode[] = []): TagNode => ({
  path,
  name: path
    .replace(/^.*\//, "")
    .replace(/^(systems|linux)$/, (name) => name[0]!.toUpperCase() + name.slice(1)),
  count,
  children,
  hue: 3,
  aliases: [],
});
const tree = [
  node("systems", 9, [node("systems/linux", 6), node("systems/ipc", 2)]),
  node("排版", 5, [node("排版/中文", 3)]),
  node("local-first", 4),
];
const known = knownTags(tree);
const keys = (typed: string, chosen: string[] = []) =>
  tagOptions(typed, known, new Set(chosen)).map((option) => `${option.kind}:${option.key}`);

describe("tag field options", () => {
  it("[V40] offers existing tags by the start of the path, of a part, or anything inside, best first", () => {
    expect(keys("l")).toEqual(["known:local-first", "known:systems/linux", "new:l"]);
    expect(keys("lin")).toEqual(["known:systems/linux", "new:lin"]);
    expect(keys("nux")).toEqual(["known:systems/linux", "new:nux"]);
    expect(keys("systems")[0]).toBe("known:systems");
  });

  it("[V40] compares folded: case, accents and full-width forms make no difference", () => {
    expect(keys("LÍN")[0]).toBe("known:systems/linux");
    expect(keys("ｌｉｎｕｘ")[0]).toBe("known:systems/linux");
    expect(keys("排版／中")[0]).toBe("known:排版/中文");
    expect(keys("中文")[0]).toBe("known:排版/中文");
  });

  it("[V41] offers a new tag only for a text that is no tag yet and not chosen", () => {
    expect(keys("Systems/Linux")).toEqual(["known:systems/linux"]);
    expect(keys("systems/linux", ["systems/linux"])).toEqual([]);
    expect(keys("  # rust ")).toEqual(["new:rust"]);
    expect(keys("/ /")).not.toContain("new:");
  });

  it("[V40] offers the most used tags before anything is typed, without the chosen ones", () => {
    expect(keys("", ["systems"])).toEqual([
      "known:systems/linux",
      "known:排版",
      "known:local-first",
      "known:排版/中文",
      "known:systems/ipc",
    ]);
  });

  it("[V40] never offers more than a handful", () => {
    const many = Array.from({ length: 500 }, (_, i) => node(`tag${i}`, i));
    expect(tagOptions("tag", knownTags(many), new Set()).length).toBe(MAX_OPTIONS + 1);
  });

  it("[V42] splits at commas of either width, so a pasted list becomes several tags", () => {
    expect(finishedTags("a, b，c、 d")).toEqual({ finished: ["a", "b", "c"], rest: "d" });
    expect(finishedTags(",，,")).toEqual({ finished: [], rest: "" });
    expect(finishedTags("no comma")).toEqual({ finished: [], rest: "no comma" });
  });

  it("[V42] never throws and never makes an empty tag, whatever is typed", () => {
    assert(
      property(string({ unit: "binary" }), (text) => {
        const { finished } = finishedTags(text);
        expect(finished.every((tag) => tag !== "")).toBe(true);
        for (const option of tagOptions(text, known, new Set())) expect(option.key).not.toBe("");
      }),
    );
  });

  it("[V40] shows a tag as the person wrote it", () => {
    expect(tagLabel("systems/linux", known)).toBe("Systems/Linux");
    expect(tagLabel("gone", known)).toBe("gone");
  });
});
